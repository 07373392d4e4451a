// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/board_layout.h"

#include <algorithm>
#include <cstdlib>

namespace tenbin {

namespace {

constexpr int kMargin = 16;
constexpr int kGap = 12;
constexpr int kTop = 8;

} // namespace

void BoardLayout::arrange(const std::vector<QString>& sections, const std::vector<QString>& titles, int width,
                          QSize minimum, int headingHeight)
{
    m_cards.clear();
    m_headings.clear();
    const int inner = std::max(1, width - 2 * kMargin);
    m_columns = std::max(1, (inner + kGap) / (minimum.width() + kGap));
    const int cardWidth = (inner - (m_columns - 1) * kGap) / m_columns;
    const auto spanOf = [&](int cards) { return cards * cardWidth + (cards - 1) * kGap; };

    int y = kTop;
    int column = 0;      // next free place of the row
    bool headed = false; // the row has headings above it
    for (std::size_t first = 0; first < sections.size();) {
        std::size_t end = first;
        while (end < sections.size() && sections[end] == sections[first])
            ++end;
        const int count = static_cast<int>(end - first);
        // A section that fits beside the one before it shares its row: single cards waste no line.
        const bool shares = first > 0 && headed && column + count <= m_columns;
        if (first > 0 && !shares) {
            y += minimum.height() + kGap;
            column = 0;
        }
        if (!titles[first].isEmpty()) {
            if (!shares)
                y += headingHeight;
            int span = m_columns;
            if (shares || count < m_columns)
                span = std::min(count, m_columns - column);
            m_headings.push_back({titles[first], QRect(kMargin + column * (cardWidth + kGap), y - headingHeight,
                                                       spanOf(span), headingHeight)});
        }
        headed = !titles[first].isEmpty();
        for (; first < end; ++first, ++column) {
            if (column == m_columns) {
                y += minimum.height() + kGap;
                column = 0;
                headed = false;
            }
            m_cards.emplace_back(kMargin + column * (cardWidth + kGap), y, cardWidth, minimum.height());
        }
    }
    m_height = 0;
    if (!m_cards.empty())
        m_height = y + minimum.height() + kMargin;
}

int BoardLayout::cardAt(QPoint point) const
{
    const auto found = std::find_if(m_cards.begin(), m_cards.end(), [&](const QRect& r) { return r.contains(point); });
    return found == m_cards.end() ? -1 : static_cast<int>(found - m_cards.begin());
}

int BoardLayout::neighbourRow(int card, int direction) const
{
    if (card < 0 || card >= static_cast<int>(m_cards.size()))
        return card;
    const QRect from = m_cards[static_cast<std::size_t>(card)];
    int best = card;
    int bestRow = 0;
    int bestDistance = 0;
    for (std::size_t i = 0; i < m_cards.size(); ++i) {
        const int rowDistance = (m_cards[i].top() - from.top()) * direction;
        if (rowDistance <= 0)
            continue;
        const int distance = std::abs(m_cards[i].center().x() - from.center().x());
        if (best == card || rowDistance < bestRow || (rowDistance == bestRow && distance < bestDistance)) {
            best = static_cast<int>(i);
            bestRow = rowDistance;
            bestDistance = distance;
        }
    }
    return best;
}

} // namespace tenbin
