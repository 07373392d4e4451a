// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/share_delegate.h"

#include <QPainter>

#include "gui/app/theme_colors.h"
#include "gui/details/layer_table_model.h"

namespace tenbin {

void ShareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const double share = index.data(LayerTableModel::ShareRole).toDouble();
    if (!(option.state & QStyle::State_Selected)) {
        QRectF bar = QRectF(option.rect).adjusted(4, 4, -4, -4);
        bar.setWidth(bar.width() * share);
        painter->fillRect(bar, colors.accentSoft);
    }
    QStyledItemDelegate::paint(painter, option, index);
}

} // namespace tenbin
