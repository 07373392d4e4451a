// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_delegate.h"

#include "engine/estimate/memory_range.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/app/verdict_text.h"
#include "gui/compare/compare_model.h"
#include "gui/items/card.h"
#include "gui/look/ink.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

constexpr double kWidestBars = 30.0;
constexpr int kChartHeight = 10;

QColor faded(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

QString markOf(BestMark best)
{
    switch (best) {
    case BestMark::none:
        break;
    case BestMark::nominal:
        return QStringLiteral("☆");
    case BestMark::clear:
        return QStringLiteral("★");
    }
    return {};
}

} // namespace

CompareDelegate::CompareDelegate(const CompareModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_model(model)
{
}

bool CompareDelegate::isLogarithmic(const ComparedRow& row)
{
    // A share has its natural full length.
    const bool share = row.figure == ComparedFigure::memoryFill || row.figure == ComparedFigure::accuracy
                       || row.figure == ComparedFigure::latencyError;
    return !share && row.least > 0.0 && row.greatest > kWidestBars * row.least;
}

double CompareDelegate::place(const ComparedRow& row, double value)
{
    double full = row.greatest;
    if (row.figure == ComparedFigure::memoryFill || row.figure == ComparedFigure::accuracy)
        full = std::max(1.0, full);
    if (value <= 0.0 || full <= 0.0)
        return 0.0;
    if (isLogarithmic(row))
        return std::clamp(std::log(value / row.least) / std::log(row.greatest / row.least), 0.0, 1.0);
    return std::min(value / full, 1.0);
}

QSize CompareDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& /*index*/) const
{
    return {option.fontMetrics.averageCharWidth() * 22, option.fontMetrics.height() * 2 + kChartHeight + 12};
}

void CompareDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const auto column = static_cast<std::size_t>(index.column());
    const bool reference = m_model.session().question().reference == column;
    painter->save();
    painter->fillRect(option.rect, colors.surface);
    if (reference)
        painter->fillRect(option.rect, faded(colors.accentSoft, 0.5f));
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, colors.accentSoft);
    painter->setPen(colors.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->setFont(option.font);
    const QRect room = option.rect.adjusted(8, 6, -8, -6);
    if (m_model.cell(index).verdict || m_model.column(index.column()).error)
        paintVerdict(*painter, option, index, room);
    else
        paintFigure(*painter, option, index, room);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(colors.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(1, 1, -2, -2));
    }
    painter->restore();
}

void CompareDelegate::paintVerdict(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                   const QRect& room) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const ComparedColumn& column = m_model.column(index.column());
    if (column.error && index.row() == 0) {
        painter.setPen(colors.of(VerdictKind::doesNotFit));
        painter.drawText(room, static_cast<int>(Qt::AlignLeft | Qt::AlignTop) | Qt::TextWordWrap,
                         sentenceText(*column.error));
        return;
    }
    if (column.error) {
        painter.setPen(colors.mutedText);
        painter.drawText(room, static_cast<int>(Qt::AlignRight | Qt::AlignTop), unknownText());
        return;
    }
    const ComparedCell& cell = m_model.cell(index);
    const bool uncertain = isUncertain(*cell.verdict, cell.fitsProbability);
    const VerdictKind verdict = verdictTone(*cell.verdict, uncertain);
    const QString text =
        verdictSymbol(*cell.verdict, uncertain) + u' ' + verdictLabel(*cell.verdict, cell.fitsProbability);
    const int height = option.fontMetrics.height() + 8,
              width = std::min(room.width(), option.fontMetrics.horizontalAdvance(text) + 16);
    const QRect pill(room.left(), room.top() + (room.height() - height) / 2, width, height);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.softOf(verdict));
    painter.drawRoundedRect(pill, 4, 4);
    painter.setPen(colors.of(verdict));
    painter.drawText(pill.adjusted(8, 0, -4, 0), static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                     option.fontMetrics.elidedText(text, Qt::ElideRight, pill.width() - 12));
}

void CompareDelegate::paintFigure(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                  const QRect& room) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const ComparedCell& cell = m_model.cell(index);
    const bool best = cell.best != BestMark::none;
    QFont strong = option.font;
    strong.setBold(best);
    const QFontMetrics metrics(strong);
    // First line: mark and figure to the right; second: interval and difference.
    const int line = option.fontMetrics.height();
    const QRect first(room.left(), room.top(), room.width(), line);
    const QRect second(room.left(), room.top() + line, room.width(), line);
    painter.setFont(strong);
    painter.setPen(figureInk(colors, cell.value && !cell.isBound()));
    QString text = cellText(m_model.row(index.row()).figure, cell);
    if (m_model.isPending(index.column()))
        text = pendingText();
    painter.drawText(first, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                     metrics.elidedText(text, Qt::ElideRight, room.width() - line));
    painter.setPen(colors.accent);
    painter.drawText(first, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter), markOf(cell.best));
    painter.setFont(option.font);
    painter.setPen(colors.mutedText);
    paintSecondLine(painter, option, index, second);
    if (cell.value)
        paintChart(painter, option, index,
                   QRectF(room.left(), room.bottom() + 1 - kChartHeight, room.width(), kChartHeight));
}

/// The interval, and the difference to the right where there is one; without one the interval takes its place.
void CompareDelegate::paintSecondLine(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                      const QRect& line) const
{
    const ComparedCell& cell = m_model.cell(index);
    QString interval = halfWidthText(cell);
    if (m_model.row(index.row()).figure == ComparedFigure::memoryFill)
        interval = QString::fromStdString(cell.text);
    const QString difference = textOf(cell.difference, comparedDifference);
    QRect room = line;
    Qt::Alignment side = Qt::AlignLeft;
    if (!difference.isEmpty())
        room.setRight(room.right() - option.fontMetrics.horizontalAdvance(difference) - 8);
    else if (cell.halfWidth)
        side = Qt::AlignRight;
    painter.drawText(room, static_cast<int>(side | Qt::AlignVCenter),
                     option.fontMetrics.elidedText(interval, Qt::ElideRight, room.width()));
    painter.setPen(themeColors(option.palette).text);
    painter.drawText(line, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), difference);
}

void CompareDelegate::paintChart(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                 const QRectF& room) const
{
    const ThemeColors& colors = themeColors(option.palette);
    const ComparedRow& row = m_model.row(index.row());
    const ComparedCell& cell = m_model.cell(index);
    const double middle = room.center().y();
    const auto x = [&](double value) { return room.left() + place(row, value) * room.width(); };
    const bool over = row.figure == ComparedFigure::memoryFill && *cell.value > 1.0;
    QColor ink = gaugeInk(colors, over);
    if (cell.isBound() && !over)
        ink = colors.mutedText;
    const bool dots = isLogarithmic(row);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor whisker = colors.text;
    if (dots) {
        painter.fillRect(QRectF(room.left(), middle - 0.5, room.width(), 1.0), colors.track);
        whisker = ink;
    } else {
        QColor bar = ink;
        if (cell.best == BestMark::none)
            bar = faded(ink, 0.65f);
        painter.fillRect(QRectF(room.left(), middle - 3.0, room.width(), 6.0), colors.track);
        painter.fillRect(QRectF(room.left(), middle - 3.0, x(*cell.value) - room.left(), 6.0), bar);
    }
    if (cell.low && cell.high) {
        painter.setPen(QPen(whisker, 1.5));
        painter.drawLine(QPointF(x(*cell.low), middle), QPointF(x(*cell.high), middle));
        for (const double end : {*cell.low, *cell.high})
            painter.drawLine(QPointF(x(end), middle - 3.5), QPointF(x(end), middle + 3.5));
    }
    if (dots) {
        painter.setPen(QPen(ink, 1.5));
        painter.setBrush(ink);
        if (cell.isBound()) // hollow
            painter.setBrush(colors.surface);
        painter.drawEllipse(QPointF(std::clamp(x(*cell.value), room.left() + 4, room.right() - 4), middle), 3.5, 3.5);
    }
    if (row.figure == ComparedFigure::memoryFill && row.greatest > 1.0) {
        painter.setPen(QPen(colors.text, 1.0));
        painter.drawLine(QPointF(x(1.0), room.top()), QPointF(x(1.0), room.bottom()));
    }
}

} // namespace tenbin
