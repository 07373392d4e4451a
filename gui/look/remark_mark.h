// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QString>

#include "engine/graph/graph.h"

class QColor;
class QPainter;
class QRectF;

namespace tenbin {

/// The quiet mark of figures that rest on what the importer of their network assumed or did not know.
bool needsRemarkMark(const std::vector<ImportRemark>& remarks);
/// An i in a circle, as large as `at` is high, at its right end.
void drawRemarkMark(QPainter& painter, const QRectF& at, const QColor& color);
/// What the importer says, a line each; empty where it says nothing.
QString remarksText(const std::vector<ImportRemark>& remarks);

} // namespace tenbin
