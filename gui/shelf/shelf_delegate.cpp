// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shelf/shelf_delegate.h"

#include <QPainter>

#include "gui/items/shelf_model.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

QFont smaller(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

bool isSection(const QModelIndex& index) { return !index.parent().isValid(); }

} // namespace

QSize ShelfDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const int line = QFontMetrics(option.font).height();
    if (isSection(index))
        return {100, line + 20};
    return {100, line + QFontMetrics(smaller(option.font)).height() + 12};
}

void ShelfDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isSection(index)) {
        QFont font = smaller(option.font);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(colors.mutedText);
        painter->drawText(option.rect.adjusted(12, 0, -12, -6), int(Qt::AlignLeft | Qt::AlignBottom),
                          index.data().toString());
        painter->restore();
        return;
    }
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
    const QRect box = option.rect.adjusted(4, 0, -4, 0);
    if (selected || hovered) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.window);
        if (selected)
            painter->setBrush(colors.accentSoft);
        painter->drawRoundedRect(box, 4, 4);
    }
    if (selected && option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colors.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const QRect inner = option.rect.adjusted(12, 6, -12, -6);
    const auto line = [&](const QRect& rect, const QFont& font, const QColor& color, const QString& text) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(rect, int(Qt::AlignLeft | Qt::AlignVCenter),
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
    };
    const int height = QFontMetrics(option.font).height();
    const QFont small = smaller(option.font);
    const QString type = index.data(ShelfModel::TypeRole).toString();
    int typeWidth = 0;
    if (!type.isEmpty())
        typeWidth = QFontMetrics(small).horizontalAdvance(type) + 8;
    line(QRect(inner.left(), inner.top(), inner.width() - typeWidth, height), option.font, colors.text,
         index.data().toString());
    line(QRect(inner.right() + 9 - typeWidth, inner.top(), typeWidth, height), small, colors.mutedText, type);
    line(QRect(inner.left(), inner.top() + height, inner.width(), inner.height() - height), small, colors.mutedText,
         index.data(ShelfModel::SummaryRole).toString());
    painter->restore();
}

} // namespace tenbin
