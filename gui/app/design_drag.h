// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include <QMimeData>
#include <QPixmap>

#include "engine/comparison/comparison_question.h"
#include "gui/app/workspace_state.h"

class QWidget;

namespace tenbin {

class Workspace;

/// Form in which cards, points of a study and columns exchange designs during a drag: a network on a
/// target, configured (the JSON of a ComparisonQuestion).
inline constexpr char kDesignMime[] = "application/x-tenbin-design";

std::unique_ptr<QMimeData> designData(const std::vector<ComparisonColumn>& designs);
/// Empty where the drag holds none.
std::vector<ComparisonColumn> designsOf(const QMimeData& data);

/// What lies on a card; nothing where it has no network.
std::optional<ComparisonColumn> designOn(const Workspace& workspace, std::string_view target);

/// How engine and files name a network of the window: "zoo:…", or the path of "file:…".
std::string networkSource(const NetworkId& id);
NetworkId networkIdOf(const std::string& source);

/// What hangs at the pointer: the title on a small card.
QPixmap dragPixmap(const QWidget& widget, const QString& title);

} // namespace tenbin
