// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/board_perspective.h"

#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/requirement_desk.h"
#include "gui/app/settings_store.h"
#include "gui/app/workspace.h"
#include "gui/board/board_page.h"

namespace tenbin {

namespace {

std::optional<ReportChoice> selectedDesign(const Workspace& workspace)
{
    const TargetId& selected = workspace.selectedTarget();
    if (selected.empty())
        return std::nullopt;
    const auto design = designOn(workspace, selected);
    if (!design)
        return std::nullopt;
    const QString network = networkTitle(workspace.networkOn(selected));
    const QString target = QString::fromStdString(workspace.target(selected)->name);
    return ReportChoice{BoardPage::tr("Inspection: %1 on %2").arg(network, target),
                        reportFileName(QString::fromStdString(selected)), InspectionRequest{*design}};
}

/// How the board is arranged, and the line for those who have never placed anything.
void remember(BoardPage& page, SettingsStore& settings, Workspace& workspace)
{
    page.setHintVisible(!settings.hintDismissed());
    page.setArrangement(settings.boardGroup(), settings.boardSort());
    QObject::connect(&page, &BoardPage::hintDismissed, &page, [&settings] { settings.dismissHint(); });
    QObject::connect(workspace.undoStack(), &QUndoStack::indexChanged, &page, [&page, &settings](int index) {
        if (index == 0)
            return;
        settings.dismissHint(); // who has placed something needs no line that says how
        page.setHintVisible(false);
    });
    QObject::connect(&page, &BoardPage::arrangementChanged, &page,
                     [&page, &settings] { settings.setBoard(page.groupId(), page.sortId()); });
}

} // namespace

Perspective boardPerspective(const PerspectiveContext& context)
{
    auto* page = new BoardPage(context.workspace, context.parent);
    remember(*page, context.settings, context.workspace);
    Perspective board{QStringLiteral("board"), QT_TRANSLATE_NOOP("Perspectives", "Board"), page};
    board.docks = PerspectiveDocks::all;
    board.part = &page->requirements();
    board.report = [&workspace = context.workspace] { return selectedDesign(workspace); };
    return board;
}

} // namespace tenbin
