// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/board/card_painter.h"

#include <algorithm>

#include <QFontMetrics>

#include "gui/app/verdict_text.h"
#include "gui/items/card_text.h"
#include "gui/look/ink.h"
#include "gui/look/remark_mark.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr int kPadding = 12;
constexpr int kRadius = 6;

QFont scaled(QFont font, double factor, QFont::Weight weight = QFont::Normal)
{
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(std::max(1, qRound(font.pixelSize() * factor)));
    font.setWeight(weight);
    return font;
}

/// Draws one line, elided at the right, and returns the width it took.
int drawLine(QPainter& painter, const QRect& rect, const QString& text, const QFont& font, const QColor& color,
             Qt::Alignment alignment = Qt::AlignLeft)
{
    const QFontMetrics metrics(font, painter.device());
    const QString shown = metrics.elidedText(text, Qt::ElideRight, rect.width());
    painter.setFont(font);
    painter.setPen(color);
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    return std::min(rect.width(), metrics.horizontalAdvance(shown));
}

} // namespace

/// The lines of a card, top to bottom.
struct CardPainter::Rows {
    QRect name, configuration, figures, weights, memory, note;
};

CardPainter::CardPainter(const QFont& font, const QPalette& palette)
    : m_colors(themeColors(palette)), m_body(font), m_small(scaled(font, 0.92)),
      m_name(scaled(font, 1.05, QFont::DemiBold)), m_big(scaled(font, 1.6, QFont::DemiBold))
{
}

QSize CardPainter::minimumSize() const
{
    const int small = QFontMetrics(m_small).height();
    const int height = 2 * kPadding + QFontMetrics(m_name).height() + small + QFontMetrics(m_big).height() + 3 * small
                       + 20; // the gaps of rows()
    const int width = std::max(248, QFontMetrics(m_small).horizontalAdvance(QLatin1Char('0')) * 36);
    return {width, (height + 3) / 4 * 4};
}

CardPainter::Rows CardPainter::rows(const QRect& rect) const
{
    const QRect inner = rect.adjusted(kPadding, kPadding, -kPadding, -kPadding);
    const int small = QFontMetrics(m_small).height();
    int y = inner.top();
    const auto take = [&](int height, int gapAfter) {
        const QRect row(inner.left(), y, inner.width(), height);
        y += height + gapAfter;
        return row;
    };
    Rows result;
    result.name = take(QFontMetrics(m_name).height(), 0);
    result.configuration = take(small, 6);
    result.figures = take(QFontMetrics(m_big).height(), 6);
    result.weights = take(small, 2);
    result.memory = take(small, 6);
    result.note = take(small, 0);
    return result;
}

void CardPainter::paint(QPainter& painter, const QRect& rect, const Card& card, const CardLook& look) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintFrame(painter, rect, look);
    if (look.faded)
        painter.setOpacity(0.55);
    const Rows lines = rows(rect);
    paintHead(painter, lines, card);
    paintFigures(painter, lines, card);
    paintGauge(painter, lines.weights, card.weights);
    paintGauge(painter, lines.memory, card.memory);
    paintNote(painter, lines, card);
    painter.restore();
}

void CardPainter::paintFrame(QPainter& painter, const QRect& rect, const CardLook& look) const
{
    QPen pen(m_colors.line, 1);
    if (look.dropTarget)
        pen = QPen(m_colors.accent, 2, Qt::DashLine);
    else if (look.selected)
        pen = QPen(m_colors.accent, 2);
    else if (look.hovered)
        pen = QPen(m_colors.mutedText, 1);
    painter.setPen(pen);
    painter.setBrush(backgroundInk(m_colors, look.dropTarget));
    const double inset = pen.widthF() / 2.0;
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), kRadius, kRadius);
}

void CardPainter::paintHead(QPainter& painter, const Rows& lines, const Card& card) const
{
    const int pill = paintPill(painter, lines.name, card);
    drawLine(painter, lines.name.adjusted(0, 0, -pill - 8, 0), card.title, m_name, m_colors.text);
    QRect below = lines.configuration;
    if (!card.networkTitle.isEmpty()) {
        const int width = drawLine(painter, below.adjusted(below.width() * 2 / 5, 0, 0, 0), card.networkTitle, m_small,
                                   m_colors.accent, Qt::AlignRight);
        below.setRight(below.right() - width - 8);
    }
    paintMaker(painter, below, card);
}

/// "Analog Devices · 50 MHz": where there is no room for both the maker gives way.
void CardPainter::paintMaker(QPainter& painter, QRect row, const Card& card) const
{
    const QFontMetrics metrics(m_small, painter.device());
    const QString dot = QStringLiteral(" · ");
    const int least = metrics.averageCharWidth() * 6;
    int room = row.width();
    if (!card.configuration.isEmpty())
        room -= metrics.horizontalAdvance(dot + card.configuration);
    if (room >= std::min(least, metrics.horizontalAdvance(card.maker))) {
        QString maker = metrics.elidedText(card.maker, Qt::ElideRight, room);
        if (!card.configuration.isEmpty())
            maker += dot;
        row.setLeft(row.left() + drawLine(painter, row, maker, m_small, m_colors.mutedText));
    }
    QColor ink = m_colors.mutedText;
    if (card.configured)
        ink = m_colors.accent;
    drawLine(painter, row, card.configuration, m_small, ink);
}

int CardPainter::paintPill(QPainter& painter, const QRect& row, const Card& card) const
{
    if (card.state == Card::State::empty)
        return 0;
    const VerdictKind tone = verdictTone(card.verdict, card.uncertain);
    QString text = verdictSymbol(card.verdict, card.uncertain) + QLatin1Char(' ') + card.verdictShort;
    QColor behind = m_colors.softOf(tone);
    QColor ink = m_colors.of(tone);
    if (card.state == Card::State::computing) {
        text = pendingText();
        behind = m_colors.track;
        ink = m_colors.mutedText;
    }
    QFont font = m_small;
    font.setWeight(QFont::Medium);
    const QFontMetrics metrics(font, painter.device());
    const int height = metrics.height() + 4;
    const int width = metrics.horizontalAdvance(text) + 16;
    const QRect pill(row.right() + 1 - width, row.center().y() - height / 2, width, height);
    painter.setPen(Qt::NoPen);
    painter.setBrush(behind);
    painter.drawRoundedRect(pill, height / 2.0, height / 2.0);
    painter.setFont(font);
    painter.setPen(ink);
    painter.drawText(pill, Qt::AlignCenter, text);
    return width;
}

int CardPainter::paintFrames(QPainter& painter, const QRect& row, const Card& card) const
{
    const QFontMetrics big(m_big, painter.device());
    const QFontMetrics small(m_small, painter.device());
    const int baseline = row.top() + big.ascent() + (row.height() - big.height()) / 2;
    int x = row.left();
    if (card.hypothetical && card.framesPerSecond) {
        // No bold figure for a run that cannot happen: bold is what one compares.
        x += drawLine(painter, row, card.framesText(), m_body, m_colors.mutedText);
    } else {
        painter.setFont(m_big);
        painter.setPen(figureInk(m_colors, card.framesPerSecond && !card.missed));
        painter.drawText(x, baseline, card.frames);
        x += big.horizontalAdvance(card.frames) + 4;
        painter.setFont(m_small);
        painter.setPen(m_colors.mutedText);
        painter.drawText(x, baseline, card.framesUnit);
        x += small.horizontalAdvance(card.framesUnit);
    }
    if (card.assumptions > 0) {
        // The mark of figures that rest on assumed numbers.
        const QString mark = CardText::tr("*", "mark of a figure that rests on assumed inputs");
        painter.drawText(x + 2, baseline - small.ascent() / 3, mark);
        x += 2 + small.horizontalAdvance(mark);
    }
    return x - row.left();
}

void CardPainter::paintFigures(QPainter& painter, const Rows& lines, const Card& card) const
{
    const int left = paintFrames(painter, lines.figures, card);
    const QRect right = lines.figures.adjusted(left + 12, 0, 0, 0);
    // The energy's interval is in its tooltip: the line must hold in a narrow card.
    QString text = card.latency + QStringLiteral(" · ") + card.energyShort;
    if (!card.latencySeconds && !card.energyJoules)
        text = textIf(card.state == Card::State::answered, CardText::tr("no figures published"));
    drawLine(painter, right, text, m_small, m_colors.mutedText, Qt::AlignRight);
}

void CardPainter::paintGauge(QPainter& painter, const QRect& row, const Gauge& gauge) const
{
    const QFontMetrics metrics(m_small, painter.device());
    const int unit = metrics.horizontalAdvance(QLatin1Char('0'));
    const int labelWidth = std::max(unit * 8, metrics.horizontalAdvance(gauge.label) + 8);
    const int textWidth = std::max(unit * 17, metrics.horizontalAdvance(gauge.text));
    drawLine(painter, QRect(row.left(), row.top(), labelWidth, row.height()), gauge.label, m_small, m_colors.mutedText);
    drawLine(painter, QRect(row.right() + 1 - textWidth, row.top(), textWidth, row.height()), gauge.text, m_small,
             alarmInk(m_colors, gauge.exceeded, m_colors.text), Qt::AlignRight);

    const int barWidth = std::max(24, row.width() - labelWidth - textWidth - 8);
    const QRectF bar(row.left() + labelWidth, row.center().y() - 2, barWidth, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_colors.track);
    painter.drawRoundedRect(bar, 3, 3);
    if (!gauge.fraction || *gauge.fraction <= 0.0)
        return;
    // A sliver stays visible, and an overfull memory is a full bar in the alarm colour.
    const double filled = std::clamp(*gauge.fraction * barWidth, 4.0, double(barWidth));
    painter.setBrush(gaugeInk(m_colors, gauge.exceeded));
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), filled, bar.height()), 3, 3);
}

void CardPainter::paintNote(QPainter& painter, const Rows& lines, const Card& card) const
{
    QString text = card.note;
    QColor color = m_colors.mutedText;
    if (card.state == Card::State::empty)
        text = CardText::tr("Drop a network here");
    else if (card.uncertain)
        color = m_colors.of(verdictTone(card.verdict, true));
    else if (card.verdict == VerdictKind::doesNotFit || card.state == Card::State::failed)
        color = m_colors.of(VerdictKind::doesNotFit);
    else if (card.verdict == VerdictKind::fitsWithChanges)
        color = m_colors.of(VerdictKind::fitsWithChanges);
    QRect row = lines.note;
    if (card.remarked) {
        drawRemarkMark(painter, QRectF(row), m_colors.mutedText);
        row.setRight(row.right() - row.height() - 4);
    }
    drawLine(painter, row, text, m_small, color);
}

CardPart CardPainter::partAt(const QRect& rect, QPoint point) const
{
    const Rows lines = rows(rect);
    const int y = point.y();
    const auto in = [y](const QRect& row) { return y >= row.top() && y <= row.bottom(); };
    if (in(lines.configuration))
        return CardPart::configuration;
    if (in(lines.figures)) {
        const int x = point.x() - rect.left();
        if (x < rect.width() / 3)
            return CardPart::frames;
        if (x < rect.width() * 3 / 4)
            return CardPart::latency;
        return CardPart::energy;
    }
    if (in(lines.weights))
        return CardPart::weights;
    if (in(lines.memory))
        return CardPart::memory;
    if (in(lines.note) && point.x() > lines.note.right() - lines.note.height())
        return CardPart::remarks;
    if (in(lines.note))
        return CardPart::note;
    return CardPart::body;
}

} // namespace tenbin
