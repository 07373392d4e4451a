// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/elided_label.h"

#include <QPainter>

#include "gui/look/text_pieces.h"

namespace tenbin {

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setProperty("elides", true);
}

void ElidedLabel::paintEvent(QPaintEvent* /*event*/)
{
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, contentsRect().width());
    if (const QString tip = textIf(shown != text(), text()); tip != toolTip())
        setToolTip(tip);
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), int(alignment()), shown);
}

} // namespace tenbin
