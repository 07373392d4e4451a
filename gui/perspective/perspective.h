// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QKeySequence>
#include <QString>

#include "engine/comparison/comparison_question.h"
#include "gui/report/report_choice.h"

class QUndoStack;
class QWidget;

namespace tenbin {

class BackgroundTasks;
class ProjectPart;
class SettingsStore;
class ValidationService;
class Workspace;

/// Something that a perspective does with a target of the board; the window offers it in its menus. Texts are marked
/// with QT_TRANSLATE_NOOP("Perspectives", …).
struct TargetCommand {
    const char* title;      ///< among other commands: "Duplicate target…"
    const char* shortTitle; ///< in the menu of a card: "Duplicate…"
    QKeySequence keys;
    std::function<void(const QString& target)> run;
};

/// Which docks stay beside a page.
enum class PerspectiveDocks {
    none,
    shelf, ///< networks are dragged from it
    all    ///< they speak of the board's selection
};

/// A way to look at the work: a page with a button, and what it lends to the window. What is empty it does not have.
struct Perspective {
    QString id;        ///< fixed; names the SVG of its button
    const char* title; ///< marked with QT_TRANSLATE_NOOP("Perspectives", …)
    QWidget* page;
    PerspectiveDocks docks = PerspectiveDocks::none;
    QUndoStack* undo = nullptr;  ///< null: undo is the workspace's
    ProjectPart* part = nullptr; ///< what a project keeps of it
    /// The window has another project; `sameProject`: only its file has another name.
    std::function<void(const QString& path, bool sameProject)> useProject = {};
    /// What can be reported now; nothing: there is nothing to report.
    std::function<std::optional<ReportChoice>()> report = {};
    /// Takes designs that are sent here or dropped on its button.
    std::function<void(const std::vector<ComparisonColumn>& designs)> takeDesigns = {};
    /// Shows what was measured on a target.
    std::function<void(const QString& target)> showMeasurements = {};
    /// Before the window closes. False: something would be lost, and the user wants to stay.
    std::function<bool()> mayLeave = {};
    std::vector<TargetCommand> commands = {};
};

/// What the window lends to its perspectives, as long as they live.
struct PerspectiveContext {
    Workspace& workspace;
    SettingsStore& settings;
    ValidationService& validation;
    BackgroundTasks& tasks;
    QWidget* parent; ///< of the pages
    std::function<void()> showBoard;
    std::function<void(const QString& id)> show; ///< a perspective by its id
    /// Sends designs to where they are compared, and shows that.
    std::function<void(const std::vector<ComparisonColumn>& designs)> compare;
};

} // namespace tenbin
