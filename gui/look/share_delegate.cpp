// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/share_delegate.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QPainter>

namespace tenbin {

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, QString());
    const QStyle* style = QApplication::style();
    if (option.widget)
        style = option.widget->style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, option.widget);

    const ThemeColors& colors = themeColors(option.palette);
    painter->save();
    paintBar(*painter, QRectF(option.rect).adjusted(4, 4, -4, -4), index, colors);
    painter->setFont(item.font);
    painter->setPen(colors.text);
    painter->drawText(option.rect.adjusted(4, 0, -4, 0), static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), text);
    painter->restore();
}

void ShareDelegate::paintBar(QPainter& painter, const QRectF& room, const QModelIndex& index,
                             const ThemeColors& colors) const
{
    const double share = std::clamp(index.data(kShareRole).toDouble(), 0.0, 1.0);
    QColor ink = colors.accent;
    ink.setAlphaF(0.25f);
    if (index.data(kStandsOutRole).toBool())
        ink.setAlphaF(0.5f);
    painter.fillRect(QRectF(room.left(), room.top(), room.width() * share, room.height()), ink);
}

} // namespace tenbin
