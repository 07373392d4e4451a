// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/board_layout.h"

#include <algorithm>
#include <cstdlib>

namespace tenbin {

namespace {

constexpr int kMargin = 16;
constexpr int kGap = 12;

} // namespace

void BoardLayout::arrange(const std::vector<QString>& sections, const std::vector<QString>& titles, int width,
                          QSize minimum, int headingHeight)
{
    m_cards.clear();
    m_headings.clear();
    const int inner = std::max(1, width - 2 * kMargin);
    m_columns = std::max(1, (inner + kGap) / (minimum.width() + kGap));
    const int cardWidth = (inner - (m_columns - 1) * kGap) / m_columns;
    int y = 8;
    int column = 0;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const bool newSection = i == 0 || sections[i] != sections[i - 1];
        if (newSection && i > 0) {
            y += minimum.height() + kGap;
            column = 0;
        } else if (column == m_columns) {
            y += minimum.height() + kGap;
            column = 0;
        }
        if (newSection && !titles[i].isEmpty()) {
            m_headings.push_back({titles[i], QRect(kMargin, y, inner, headingHeight)});
            y += headingHeight;
        }
        m_cards.emplace_back(kMargin + column * (cardWidth + kGap), y, cardWidth, minimum.height());
        ++column;
    }
    m_height = m_cards.empty() ? 0 : y + minimum.height() + kMargin;
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
    int bestRow = 0, bestDistance = 0;
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
