// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/layer_pair_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QPainter>

#include "gui/compare/compare_session.h"
#include "gui/look/ink.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

using Side = std::optional<LayerRow>; ///< nothing where the other network has no such operator

QString kindText(const Side& side)
{
    return textOf(side, [](const LayerRow& row) { return QString::fromStdString(row.kind); });
}
QString latencyText(const Side& side)
{
    return textOf(side, [](const LayerRow& row) { return textOrUnknown(row.latency, secondsText); });
}
QString indexText(const Side& side)
{
    return textOf(side, [](const LayerRow& row) { return QString::number(row.index); });
}
QVariant indexOf(const Side& side)
{
    if (!side)
        return {};
    return side->index;
}
QVariant latencyOf(const Side& side)
{
    if (!side)
        return {};
    return rawOrInvalid(side->latency);
}

/// Both operators in full.
QString pairText(const LayerPair& pair)
{
    QStringList lines;
    for (const auto* side : {&pair.left, &pair.right})
        if (*side)
            lines << QString::fromStdString((*side)->name + "  " + (*side)->inputShape + " → " + (*side)->outputShape);
    return lines.join(QLatin1Char('\n'));
}

} // namespace

void LayerPairModel::show(LayerComparison layers, const QString& left, const QString& right)
{
    m_layers = std::move(layers);
    m_left = left;
    m_right = right;
    setRows(m_layers.pairs);
}

QString LayerPairModel::differenceOf(const LayerPair& pair)
{
    if (pair.latencyDifference)
        return comparedDifference(*pair.latencyDifference);
    return textIf(pair.left && pair.right, unknownText());
}

QString LayerPairModel::gainText(const LayerPair& pair)
{
    if (!pair.latencyGain)
        return unknownText();
    const QString size = secondsText(Seconds(std::abs(pair.latencyGain->count())));
    if (pair.latencyGain->count() < 0.0)
        return QStringLiteral("\u2212") + size;
    if (pair.latencyGain->count() > 0.0)
        return QStringLiteral("+") + size;
    return size;
}

LayerPairModel::Columns LayerPairModel::columnsOf(const LayerPairModel& self)
{
    using Pair = const LayerPair&;
    const auto number = [] { return QStringLiteral("#"); };
    return {
        {.title = number,
         .text = [](Pair pair) { return indexText(pair.left); },
         .raw = [](Pair pair) { return indexOf(pair.left); },
         .toolTip = pairText,
         .number = true},
        {.title = [] { return tr("Operator"); },
         .text = [](Pair pair) { return kindText(pair.left); },
         .toolTip = pairText},
        {.title = [] { return tr("Left latency"); },
         .text = [](Pair pair) { return latencyText(pair.left); },
         .raw = [](Pair pair) { return latencyOf(pair.left); },
         .toolTip = pairText,
         .headingToolTip = [&self] { return self.m_left; },
         .unit = "s",
         .number = true},
        {.title = [] { return tr("Right latency"); },
         .text = [](Pair pair) { return latencyText(pair.right); },
         .raw = [](Pair pair) { return latencyOf(pair.right); },
         .toolTip = pairText,
         .headingToolTip = [&self] { return self.m_right; },
         .unit = "s",
         .number = true},
        {.title = [] { return tr("Difference"); },
         .text = differenceOf,
         .raw = [](Pair pair) { return rawOrInvalid(pair.latencyDifference); },
         .toolTip = pairText,
         .headingToolTip = [] { return tr("Right against left, in percent"); },
         .number = true},
        {.title = [] { return tr("Adds"); },
         .text = gainText,
         .raw = [](Pair pair) { return rawOrInvalid(pair.latencyGain); },
         .toolTip = pairText,
         .headingToolTip = [] { return tr("Right minus left: what the pair adds to the whole difference"); },
         .unit = "s",
         .number = true},
        {.title = [] { return tr("Operator"); },
         .text = [](Pair pair) { return kindText(pair.right); },
         .toolTip = pairText},
        {.title = number,
         .text = [](Pair pair) { return indexText(pair.right); },
         .raw = [](Pair pair) { return indexOf(pair.right); },
         .toolTip = pairText,
         .number = true},
    };
}

QVariant LayerPairModel::extra(const LayerPair& pair, int column, int role) const
{
    if (role != kShareRole)
        return {};
    std::optional<Seconds> time;
    if (column == Gain)
        time = pair.latencyGain;
    else if (column == LeftLatency && pair.left)
        time = pair.left->latency;
    else if (column == RightLatency && pair.right)
        time = pair.right->latency;
    if (!time || m_layers.longest.count() <= 0.0)
        return 0.0;
    return *time / m_layers.longest;
}

void GainDelegate::paintBar(QPainter& painter, const QRectF& room, const QModelIndex& index,
                            const ThemeColors& colors) const
{
    const double share = std::clamp(index.data(kShareRole).toDouble(), -1.0, 1.0);
    QColor ink = alarmInk(colors, share > 0.0, colors.of(VerdictKind::fits));
    ink.setAlphaF(0.35f);
    painter.fillRect(QRectF(room.center().x(), room.top(), share * room.width() / 2.0, room.height()).normalized(),
                     ink);
    painter.setPen(colors.line);
    painter.drawLine(QPointF(room.center().x(), room.top()), QPointF(room.center().x(), room.bottom()));
}

} // namespace tenbin
