// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_delegate.h"

#include "engine/estimate/memory_range.h"

#include <algorithm>
#include <cmath>

#include <QPainter>

#include "gui/app/verdict_text.h"
#include "gui/compare/compare_model.h"
#include "gui/items/card.h"
#include "gui/look/text.h"
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
    if (isLogarithmic(row))
        return value <= 0.0 ? 0.0
                            : std::clamp(std::log(value / row.least) / std::log(row.greatest / row.least), 0.0, 1.0);
    const bool share = row.figure == ComparedFigure::memoryFill || row.figure == ComparedFigure::accuracy;
    const double full = share ? std::max(1.0, row.greatest) : row.greatest;
    return full > 0.0 ? std::clamp(value / full, 0.0, 1.0) : 0.0;
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
    painter->fillRect(option.rect, reference ? faded(colors.accentSoft, 0.5f) : colors.surface);
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
    if (column.error) {
        painter.setPen(index.row() == 0 ? colors.of(VerdictKind::doesNotFit) : colors.mutedText);
        const QString text = index.row() == 0 ? sentenceText(*column.error) : unknownText();
        painter.drawText(
            room,
            static_cast<int>(index.row() == 0 ? Qt::AlignLeft | Qt::AlignTop : Qt::AlignRight | Qt::AlignTop)
                | Qt::TextWordWrap,
            text);
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
    const bool pending = m_model.isPending(index.column());
    QFont strong = option.font;
    strong.setWeight(cell.best != BestMark::none ? QFont::Bold : QFont::Normal);
    const QFontMetrics metrics(strong);
    // First line: mark and figure to the right; second: interval and difference.
    const int line = option.fontMetrics.height();
    const QRect first(room.left(), room.top(), room.width(), line);
    const QRect second(room.left(), room.top() + line, room.width(), line);
    painter.setFont(strong);
    painter.setPen(cell.value && !cell.isBound() ? colors.text : colors.mutedText);
    const QString text = pending ? QStringLiteral("…") : cellText(m_model.row(index.row()).figure, cell);
    painter.drawText(first, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter),
                     metrics.elidedText(text, Qt::ElideRight, room.width() - line));
    if (cell.best != BestMark::none) {
        painter.setPen(colors.accent);
        painter.drawText(first, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                         cell.best == BestMark::clear ? QStringLiteral("★") : QStringLiteral("☆"));
    }
    painter.setFont(option.font);
    painter.setPen(colors.mutedText);
    const QString left = m_model.row(index.row()).figure == ComparedFigure::memoryFill
                             ? QString::fromStdString(cell.text)
                             : halfWidthText(cell);
    const QString right = cell.difference ? comparedDifference(*cell.difference) : QString();
    const int rightWidth = right.isEmpty() ? 0 : option.fontMetrics.horizontalAdvance(right) + 8;
    painter.drawText(
        second.adjusted(0, 0, -rightWidth, 0),
        static_cast<int>((right.isEmpty() && cell.halfWidth ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter),
        option.fontMetrics.elidedText(left, Qt::ElideRight, second.width() - rightWidth));
    painter.setPen(colors.text);
    painter.drawText(second, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), right);
    if (cell.value)
        paintChart(painter, option, index,
                   QRectF(room.left(), room.bottom() + 1 - kChartHeight, room.width(), kChartHeight));
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
    QColor ink = cell.isBound() ? colors.mutedText : colors.accent;
    if (over)
        ink = colors.alarm;
    const bool dots = isLogarithmic(row);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(room.left(), middle - (dots ? 0.5 : 3.0), room.width(), dots ? 1.0 : 6.0), colors.track);
    if (!dots)
        painter.fillRect(QRectF(room.left(), middle - 3.0, x(*cell.value) - room.left(), 6.0),
                         faded(ink, cell.best != BestMark::none ? 1.0f : 0.65f));
    if (cell.low && cell.high) {
        painter.setPen(QPen(dots ? ink : colors.text, 1.5));
        painter.drawLine(QPointF(x(*cell.low), middle), QPointF(x(*cell.high), middle));
        for (const double end : {*cell.low, *cell.high})
            painter.drawLine(QPointF(x(end), middle - 3.5), QPointF(x(end), middle + 3.5));
    }
    if (dots) {
        painter.setPen(QPen(ink, 1.5));
        painter.setBrush(cell.isBound() ? QBrush(colors.surface) : QBrush(ink));
        painter.drawEllipse(QPointF(std::clamp(x(*cell.value), room.left() + 4, room.right() - 4), middle), 3.5, 3.5);
    }
    if (row.figure == ComparedFigure::memoryFill && row.greatest > 1.0) {
        painter.setPen(QPen(colors.text, 1.0));
        painter.drawLine(QPointF(x(1.0), room.top()), QPointF(x(1.0), room.bottom()));
    }
}

} // namespace tenbin
