// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/remark_mark.h"

#include <algorithm>

#include <QCoreApplication>
#include <QPainter>
#include <QStringList>

#include "engine/inspection/network_contents.h"
#include "gui/look/text.h"

namespace tenbin {

bool needsRemarkMark(const std::vector<ImportRemark>& remarks)
{
    return std::any_of(remarks.begin(), remarks.end(),
                       [](const ImportRemark& remark) { return isAssumption(remark.note); });
}

void drawRemarkMark(QPainter& painter, const QRectF& at, const QColor& color)
{
    const double side = at.height() - 3;
    const QRectF circle(at.right() - side, at.center().y() - side / 2, side, side);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(circle);
    // Drawn, not written: not every font has an i that is upright and thin.
    const double x = circle.center().x();
    painter.drawLine(QPointF(x, circle.top() + side * 0.45), QPointF(x, circle.top() + side * 0.75));
    painter.drawPoint(QPointF(x, circle.top() + side * 0.27));
    painter.restore();
}

QString remarksText(const std::vector<ImportRemark>& remarks)
{
    if (remarks.empty())
        return {};
    QStringList lines{QCoreApplication::translate("RemarkMark", "About the file:")};
    for (const ImportRemark& remark : remarks)
        lines << QStringLiteral("  • ") + sentenceText(remark);
    return lines.join(QLatin1Char('\n'));
}

} // namespace tenbin
