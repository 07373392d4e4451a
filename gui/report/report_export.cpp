// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/report/report_export.h"

#include <functional>

#include <QCoreApplication>

#include "engine/targets/preset_folders.h"
#include "engine/words/catalogue.h"
#include "gui/app/background_tasks.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "models/registry.h"

namespace tenbin {

namespace {

QString taskId() { return QStringLiteral("report"); }

} // namespace

struct ReportExport::Facts {
    std::shared_ptr<const TargetLibrary> targets;
    std::shared_ptr<AnswerBook> answers;
    std::filesystem::path program;
    bool measurements = true;

    ReportSources sources() const
    {
        ReportSources result{.targets = *targets,
                             .network = std::bind_front(&NetworkBook::get, &answers->networks()),
                             .estimate = std::bind_front(&AnswerBook::ask, answers.get()),
                             .schemas = findSchema};
        if (measurements)
            result.measurements = {
                .presetFolders = presetFolders(program, userPresetFolder()),
                .ownFolder = userMeasurementFolder(),
                .estimate = [](const Graph& g, const Target& t, const Configuration& c) { return estimate(g, t, c); }};
        return result;
    }
};

ReportExport::ReportExport(Workspace& workspace, BackgroundTasks& tasks, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_tasks(tasks)
{
    connect(this, &ReportExport::fileWritten, this, &ReportExport::showProgress, Qt::QueuedConnection);
}

std::shared_ptr<const ReportExport::Facts> ReportExport::facts(bool measurements) const
{
    auto facts = std::make_shared<Facts>();
    facts->targets = m_workspace.targetLibrary();
    facts->answers = m_workspace.answers();
    facts->program = QCoreApplication::applicationFilePath().toStdString();
    facts->measurements = measurements;
    return facts;
}

/// Question and answer rest on no measurements, so that they are there at once.
void ReportExport::preview(const ReportRequest& request, const QString& language)
{
    m_previewJob.start(
        [facts = facts(false), request, language = language.toStdString()](std::stop_token stop) {
            ReportPreview preview;
            const auto maker = prepareReport(request, facts->sources(), stop);
            if (!maker) {
                preview.error = maker.error();
                return preview;
            }
            if (!*maker)
                return preview;
            const ReportDocument document = (*maker)({.language = language, .wording = wordingIn(language)});
            preview.title = QString::fromStdString(document.title);
            preview.asked = QString::fromStdString(document.asked);
            for (const std::string& line : document.answer)
                preview.answer << QString::fromStdString(line);
            return preview;
        },
        [this](const ReportPreview& preview) { Q_EMIT previewed(preview); });
}

void ReportExport::start(const ReportRequest& request, const ReportOrder& order)
{
    m_all = static_cast<int>(filesOf(order).size());
    const auto work = [this, facts = facts(true), request, order](std::stop_token stop) -> Result<QStringList> {
        const auto maker = prepareReport(request, facts->sources(), stop);
        if (!maker)
            return tl::make_unexpected(maker.error());
        QStringList files;
        if (!*maker)
            return files;
        const auto heard = [&](const std::string& path) {
            files << QString::fromStdString(path);
            Q_EMIT fileWritten(static_cast<int>(files.size()));
        };
        const auto written = writeReports(*maker, reportCommand(request, order, *facts->targets), order, heard, stop);
        return written.map([&] { return files; });
    };
    m_job.start(work, [this](const Result<QStringList>& files) {
        m_tasks.clear(taskId());
        if (files)
            Q_EMIT finished(*files);
        else
            Q_EMIT failed(files.error());
    });
    showProgress(0);
}

void ReportExport::showProgress(int written)
{
    if (!running())
        return;
    m_tasks.set({taskId(), tr("Writing the report: %1 of %2").arg(wholeText(written), wholeText(m_all)),
                 static_cast<double>(written) / std::max(1, m_all), [this] { cancel(); }});
    Q_EMIT progressed(written, m_all);
}

void ReportExport::cancel()
{
    if (!running())
        return;
    m_job.stop();
    m_tasks.clear(taskId());
    Q_EMIT cancelled();
}

} // namespace tenbin
