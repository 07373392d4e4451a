// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/palette/command_delegate.h"

#include <QPainter>
#include <QTextLayout>

#include "gui/look/ink.h"
#include "gui/look/theme_colors.h"
#include "gui/palette/command_list_model.h"

namespace tenbin {

namespace {

constexpr int kMargin = 12;

/// The text in one line, its found letters bold in the accent colour; elided texts go without.
void drawText(QPainter& painter, const QRect& rect, const QFont& font, const QModelIndex& index,
              const ThemeColors& colors, bool enabled)
{
    const QString full = index.data().toString();
    const QString text = QFontMetrics(font).elidedText(full, Qt::ElideRight, rect.width());
    QList<QTextLayout::FormatRange> marks;
    for (const QVariant& hit : index.data(CommandListModel::HitsRole).toList()) {
        if (text != full)
            break;
        QTextCharFormat format;
        format.setForeground(colors.accent);
        format.setFontUnderline(true);
        marks << QTextLayout::FormatRange{hit.toInt(), 1, format};
    }
    QTextLayout layout(text, font);
    layout.setFormats(marks);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    painter.setPen(figureInk(colors, enabled));
    layout.draw(&painter, QPointF(rect.left(), rect.center().y() - QFontMetrics(font).height() / 2.0));
}

} // namespace

QSize CommandDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const
{
    return {100, QFontMetrics(option.font).height() + 12};
}

void CommandDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, colors.accentSoft);
        painter->fillRect(QRect(option.rect.topLeft(), QSize(3, option.rect.height())), colors.accent);
    }
    const QFontMetrics metrics(option.font);
    QRect rest = option.rect.adjusted(kMargin, 0, -kMargin, 0);
    painter->setFont(option.font);
    painter->setPen(colors.mutedText);
    const QString shortcut = index.data(CommandListModel::ShortcutRole).toString();
    if (!shortcut.isEmpty()) {
        painter->drawText(rest, int(Qt::AlignRight | Qt::AlignVCenter), shortcut);
        rest.setRight(rest.right() - metrics.horizontalAdvance(shortcut) - kMargin);
    }
    const QString group =
        metrics.elidedText(index.data(CommandListModel::GroupRole).toString(), Qt::ElideMiddle, rest.width() / 2);
    painter->drawText(rest, int(Qt::AlignRight | Qt::AlignVCenter), group);
    rest.setRight(rest.right() - metrics.horizontalAdvance(group) - kMargin);
    drawText(*painter, rest, option.font, index, colors, index.flags().testFlag(Qt::ItemIsEnabled));
    painter->restore();
}

} // namespace tenbin
