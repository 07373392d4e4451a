// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/share_delegate.h"

#include <algorithm>
#include <utility>

#include <QApplication>
#include <QPainter>

#include "gui/details/layer_table_model.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, QString());
    const QWidget* widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);

    const ThemeColors& colors = themeColors(option.palette);
    const double share = std::clamp(index.data(LayerTableModel::ShareRole).toDouble(), 0.0, 1.0);
    QColor bar = colors.accent;
    bar.setAlphaF(index.data(LayerTableModel::BottleneckRole).toBool() ? 0.5f : 0.25f);
    const QRectF room = QRectF(option.rect).adjusted(4, 4, -4, -4);
    painter->fillRect(QRectF(room.left(), room.top(), room.width() * share, room.height()), bar);
    painter->save();
    painter->setFont(item.font);
    painter->setPen(colors.text);
    painter->drawText(option.rect.adjusted(4, 0, -4, 0), static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), text);
    painter->restore();
}

} // namespace tenbin
