// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/preset_perspective.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include "engine/targets/preset_folders.h"
#include "gui/app/workspace.h"
#include "gui/preset_editor/preset_page.h"
#include "gui/preset_editor/preset_session.h"
#include "models/registry.h"

namespace tenbin {

namespace {

PresetStore usersStore()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    return {presetFolders(QCoreApplication::applicationFilePath().toStdString(), {}),
            (folder + QStringLiteral("/presets")).toStdString(), findSchema};
}

std::vector<TargetCommand> commandsOf(PresetPage& page, const PerspectiveContext& context)
{
    const auto duplicate = [&page, &workspace = context.workspace](const QString& target) {
        if (const QString made = page.duplicate(target); !made.isEmpty())
            workspace.setSelectedTarget(made.toStdString());
    };
    const auto edit = [&page, show = context.show](const QString& target) {
        if (page.open(target))
            show(QStringLiteral("targets"));
    };
    return {{QT_TRANSLATE_NOOP("Perspectives", "Duplicate target…"), QT_TRANSLATE_NOOP("Perspectives", "Duplicate…"),
             QKeySequence(Qt::CTRL | Qt::Key_D), duplicate},
            {QT_TRANSLATE_NOOP("Perspectives", "Show the target's numbers"),
             QT_TRANSLATE_NOOP("Perspectives", "Show its numbers"), QKeySequence(Qt::CTRL | Qt::Key_E), edit}};
}

} // namespace

Perspective presetPerspective(const PerspectiveContext& context)
{
    auto* session = new PresetSession(context.workspace, usersStore(), context.parent);
    auto* page = new PresetPage(context.workspace, *session, context.parent);
    QObject::connect(page, &PresetPage::boardRequested, page,
                     [&workspace = context.workspace, showBoard = context.showBoard](const QString& target) {
                         workspace.setSelectedTarget(target.toStdString());
                         showBoard();
                     });
    Perspective targets{QStringLiteral("targets"), QT_TRANSLATE_NOOP("Perspectives", "Targets"), page};
    targets.undo = session->undoStack();
    targets.mayLeave = [page] { return page->mayLeave(); };
    targets.commands = commandsOf(*page, context);
    return targets;
}

} // namespace tenbin
