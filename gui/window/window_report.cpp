// SPDX-License-Identifier: GPL-3.0-or-later
// What of the window can be reported, and the dialog for it.
#include <algorithm>

#include <QFileInfo>
#include <QStackedWidget>

#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"
#include "gui/compare/compare_page.h"
#include "gui/explore/explore_page.h"
#include "gui/look/language.h"
#include "gui/report/report_dialog.h"
#include "gui/sparsity/sparsity_page.h"
#include "gui/window/main_window.h"

namespace tenbin {

namespace {

/// A name that is good in every file system: letters and digits of any script, what else there is becomes '-'.
QString asFileName(const QString& text)
{
    QString name;
    for (const QChar c : text)
        name += c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.') ? c : QLatin1Char('-');
    return name.left(80);
}

} // namespace

std::vector<ReportChoice> MainWindow::reportChoices() const
{
    std::vector<std::pair<const QWidget*, ReportChoice>> choices;
    const TargetId& selected = m_workspace.selectedTarget();
    if (const auto design = selected.empty() ? std::nullopt : designOn(m_workspace, selected)) {
        const QString network = networkTitle(m_workspace.networkOn(selected));
        const QString target = QString::fromStdString(m_workspace.target(selected)->name);
        choices.push_back({m_board,
                           {tr("Inspection: %1 on %2").arg(network, target),
                            asFileName(QString::fromStdString(selected)), InspectionRequest{*design}}});
    }
    if (const ComparisonQuestion& question = m_comparePage->session().question(); !question.columns.empty()) {
        const QString name = QString::fromStdString(question.name);
        choices.push_back(
            {m_comparePage,
             {name.isEmpty() ? tr("Comparison: %n column(s)", nullptr, static_cast<int>(question.columns.size()))
                             : tr("Comparison: %1").arg(name),
              name.isEmpty() ? QStringLiteral("comparison") : asFileName(name), ComparisonRequest{{question}}}});
    }
    if (const ExploreSession& explore = m_explorePage->session();
        explore.data() && QFileInfo::exists(explore.storePath()))
        choices.push_back({m_explorePage,
                           {tr("Study: %1").arg(explore.studyName()), asFileName(explore.studyName()),
                            StudyRequest{explore.storePath().toStdString(), explore.studyName().toStdString()}}});
    if (const SparsitySession& sparsity = m_sparsityPage->session(); !sparsity.samples().empty())
        choices.push_back({m_sparsityPage,
                           {tr("Sparsity sweep"), QStringLiteral("sparsity"),
                            SparsityRequest{sparsity.storePath().toStdString(), sparsity.studyName().toStdString()}}});
    std::stable_partition(choices.begin(), choices.end(),
                          [this](const auto& choice) { return choice.first == m_pages->currentWidget(); });
    std::vector<ReportChoice> result;
    result.reserve(choices.size());
    for (auto& [page, choice] : choices)
        result.push_back(std::move(choice));
    return result;
}

void MainWindow::exportReport()
{
    if (!m_reportDialog)
        m_reportDialog = new ReportDialog(*m_reports, m_settings, this);
    m_reportDialog->offer(reportChoices(), m_language.code());
    m_reportDialog->show();
    m_reportDialog->raise();
    m_reportDialog->activateWindow();
}

} // namespace tenbin
