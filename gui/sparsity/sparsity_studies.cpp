// SPDX-License-Identifier: GPL-3.0-or-later
// The sparsity session's studies: listed, opened, renamed, moved with the project.
#include <algorithm>

#include <QFileInfo>

#include "engine/core/file.h"
#include "engine/report_document/report_builder.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/project/take_along.h"
#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

void SparsitySession::setStorePath(const QString& file)
{
    if (m_run == Run::idle)
        m_storePath = file;
}

std::vector<StudyInfo> SparsitySession::studies()
{
    if (!QFileInfo::exists(m_storePath))
        return {};
    const auto file = StudyFile::openExisting(m_storePath.toStdString());
    auto list = file ? (*file)->studies() : Result<std::vector<StudyInfo>>(tl::make_unexpected(file.error()));
    if (list)
        return *list;
    Q_EMIT failed(sentenceText(list.error()));
    return {};
}

/// Beside the GUI thread: networks are read and looked through.
std::shared_ptr<SparsitySession::Opened> SparsitySession::readStudy(const std::string& store, const StudyInfo& info,
                                                                    const SparsityQuestion& before)
{
    auto opened = std::make_shared<Opened>();
    const auto file = StudyFile::openExisting(store);
    const auto study = file ? SparsityStudy::open(*file, info) : tl::make_unexpected(file.error());
    if (!study) {
        opened->error = study.error();
        return opened;
    }
    opened->name = QString::fromStdString((*study)->info().name);
    opened->question = sparsityQuestion((*study)->question(), before);
    for (const SparsityPoint& point : (*study)->points()) {
        const auto graph = (*study)->network(point.key, false);
        opened->samples.push_back({.point = point, .graph = graph ? *graph : nullptr, .layers = {}, .figures = {}});
        if (graph)
            opened->samples.back().layers = layerSparsities(**graph);
    }
    return opened;
}

void SparsitySession::open(const StudyInfo& study)
{
    if (m_run != Run::idle)
        return;
    m_openJob.start([store = m_storePath.toStdString(), study,
                     before = m_question](const std::stop_token&) { return readStudy(store, study, before); },
                    [this](const std::shared_ptr<Opened>& opened) {
                        if (opened->error)
                            Q_EMIT failed(sentenceText(*opened->error));
                        else if (m_run == Run::idle)
                            show(*opened);
                    });
}

void SparsitySession::show(const Opened& opened)
{
    clearSamples();
    m_studyName = opened.name;
    setQuestion(opened.question);
    double epochs = 0.0;
    for (const SparsitySample& sample : opened.samples) {
        for (std::size_t i = 0; i < sample.point.losses.size(); ++i)
            m_loss.push_back({epochs += 1.0, sample.point.losses[i].loss, sample.point.losses[i].accuracy, i == 0});
        addSample(sample);
    }
    Q_EMIT questionOpened();
    Q_EMIT lossChanged();
    Q_EMIT samplesChanged();
    Q_EMIT currentChanged();
    Q_EMIT runChanged();
    requestFigures();
}

void SparsitySession::clearSamples()
{
    m_figureJob.stop();
    m_samples.clear();
    m_figureTargets.clear();
    m_series.clear();
    m_loss.clear();
    m_studyName.clear();
    m_current = {0, 0};
    m_follow = true;
    Q_EMIT lossChanged();
    Q_EMIT samplesChanged();
    Q_EMIT currentChanged();
}

void SparsitySession::rename(const StudyInfo& study, const QString& name)
{
    const auto file = StudyFile::openExisting(m_storePath.toStdString());
    const auto renamed =
        file ? (*file)->rename(study.id, name.toStdString()) : Result<void>(tl::make_unexpected(file.error()));
    if (!renamed)
        Q_EMIT failed(sentenceText(renamed.error()));
    else if (m_studyName == QString::fromStdString(study.name))
        m_studyName = name;
    Q_EMIT runChanged();
}

bool SparsitySession::exportPoints(const QString& path)
{
    std::vector<SparsityPoint> points;
    for (const SparsitySample& sample : m_samples)
        points.push_back(sample.point);
    ReportFrame frame;
    frame.title = m_studyName.toStdString();
    const bool json = path.endsWith(QStringLiteral(".json"));
    const auto bytes =
        writeReport(sparsityReport(points, frame), json ? ReportFormat::json : ReportFormat::csv, Paper::a4);
    const auto saved =
        bytes ? writeWhole(path.toStdString(), *bytes) : Result<void>(tl::make_unexpected(bytes.error()));
    if (!saved)
        Q_EMIT failed(sentenceText(saved.error()));
    return saved.has_value();
}

void SparsitySession::useProject(const QString& path, bool sameProject)
{
    m_next = NextStore{path.isEmpty() ? m_collection : path, sameProject && (!m_next || m_next->sameProject)};
    if (m_run == Run::idle)
        changeStore();
}

void SparsitySession::changeStore()
{
    if (!m_next)
        return;
    const NextStore next = *std::exchange(m_next, std::nullopt);
    const QString before = std::exchange(m_storePath, next.path);
    m_openJob.stop();
    if (!next.sameProject)
        clearSamples();
    else if (before == m_collection && next.path != m_collection)
        takeAlong(before);
    Q_EMIT runChanged();
}

void SparsitySession::takeAlong(const QString& from)
{
    m_takeJob.start([from = from.toStdString(), to = m_storePath.toStdString()](
                        const std::stop_token&) { return takeStudiesAlong(from, to, StudyKind::sparsity); },
                    [this](const std::optional<Error>& error) {
                        if (error)
                            Q_EMIT failed(sentenceText(*error));
                        Q_EMIT runChanged(); // the list of studies has grown
                    });
}

} // namespace tenbin
