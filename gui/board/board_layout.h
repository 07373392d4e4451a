// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QRect>
#include <QSize>
#include <QString>

namespace tenbin {

/// Where cards and headings lie, in board coordinates (before scrolling).
class BoardLayout {
public:
    struct Heading {
        QString title;
        QRect rect;
    };

    /// `sections` names each card's section, in the order of the cards; an empty
    /// title gives no heading. Short sections share a row. Cards share the width; none is narrower than `minimum`
    /// unless the board itself is.
    void arrange(const std::vector<QString>& sections, const std::vector<QString>& titles, int width, QSize minimum,
                 int headingHeight);

    const std::vector<QRect>& cards() const { return m_cards; }
    const std::vector<Heading>& headings() const { return m_headings; }
    int columns() const { return m_columns; }
    int height() const { return m_height; }

    /// Index of the card at `point`, or -1.
    int cardAt(QPoint point) const;
    /// The card a row above (-1) or below (+1) whose centre is nearest; `card` itself at the edge.
    int neighbourRow(int card, int direction) const;

private:
    std::vector<QRect> m_cards;
    std::vector<Heading> m_headings;
    int m_columns = 1;
    int m_height = 0;
};

} // namespace tenbin
