// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/flow_layout.h"

#include <algorithm>

#include <QWidget>

namespace tenbin {

FlowLayout::~FlowLayout()
{
    for (QLayoutItem* item : m_items)
        delete item;
}

QLayoutItem* FlowLayout::itemAt(int index) const
{
    if (index < 0 || index >= count())
        return nullptr;
    return m_items[std::size_t(index)];
}

QLayoutItem* FlowLayout::takeAt(int index)
{
    QLayoutItem* item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const { return arrange(QRect(0, 0, width, 0), false); }

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty()) {
            const QSize hint = item->sizeHint();
            if (size.width() > 0)
                size.rwidth() += spacing();
            size = QSize(size.width() + hint.width(), std::max(size.height(), hint.height()));
        }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect& rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect& rect, bool move) const
{
    const QRect inside = rect.marginsRemoved(contentsMargins());
    int x = inside.left();
    int y = inside.top();
    int line = 0;
    std::vector<std::pair<QLayoutItem*, int>> inLine; // part and its left edge
    const auto finishLine = [&] {
        if (move)
            for (const auto& [item, left] : inLine) {
                const int height = std::min(item->sizeHint().height(), line);
                const int width = std::min(item->sizeHint().width(), inside.right() + 1 - left);
                item->setGeometry(QRect(left, y + (line - height) / 2, width, height));
            }
        inLine.clear();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (!inLine.empty() && x + size.width() > inside.right() + 1) {
            finishLine();
            y += line + 4;
            x = inside.left();
            line = 0;
        }
        line = std::max(line, size.height());
        inLine.emplace_back(item, x);
        x += size.width() + spacing();
    }
    finishLine();
    return y + line - rect.top() + contentsMargins().bottom();
}

} // namespace tenbin
