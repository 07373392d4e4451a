// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/layer_pair_model.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QApplication>
#include <QPainter>

#include "gui/compare/compare_session.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

QString kindText(const std::optional<LayerRow>& side) { return side ? QString::fromStdString(side->kind) : QString(); }
QString latencyText(const std::optional<LayerRow>& side)
{
    if (!side)
        return {};
    return side->latency ? secondsText(*side->latency) : unknownText();
}
QVariant latencyValue(const std::optional<LayerRow>& side)
{
    return side && side->latency ? QVariant(side->latency->count()) : QVariant();
}

} // namespace

void LayerPairModel::show(LayerComparison layers, const QString& left, const QString& right)
{
    beginResetModel();
    m_layers = std::move(layers);
    m_left = left;
    m_right = right;
    endResetModel();
}

QString LayerPairModel::text(const LayerPair& pair, int column)
{
    switch (column) {
    case LeftIndex:
        return pair.left ? QString::number(pair.left->index) : QString();
    case LeftKind:
        return kindText(pair.left);
    case LeftLatency:
        return latencyText(pair.left);
    case RightLatency:
        return latencyText(pair.right);
    case Difference:
        if (pair.latencyDifference)
            return comparedDifference(*pair.latencyDifference);
        return pair.left && pair.right ? unknownText() : QString();
    case Gain: {
        if (!pair.latencyGain)
            return unknownText();
        const QString size = secondsText(Seconds(std::abs(pair.latencyGain->count())));
        if (pair.latencyGain->count() < 0.0)
            return QStringLiteral("\u2212") + size;
        return pair.latencyGain->count() > 0.0 ? QStringLiteral("+") + size : size;
    }
    case RightKind:
        return kindText(pair.right);
    case RightIndex:
        return pair.right ? QString::number(pair.right->index) : QString();
    default:
        return {};
    }
}

QVariant LayerPairModel::raw(const LayerPair& pair, int column)
{
    switch (column) {
    case LeftIndex:
        return pair.left ? QVariant(pair.left->index) : QVariant();
    case RightIndex:
        return pair.right ? QVariant(pair.right->index) : QVariant();
    case LeftLatency:
        return latencyValue(pair.left);
    case RightLatency:
        return latencyValue(pair.right);
    case Difference:
        return pair.latencyDifference ? QVariant(*pair.latencyDifference) : QVariant();
    case Gain:
        return pair.latencyGain ? QVariant(pair.latencyGain->count()) : QVariant();
    default:
        return text(pair, column);
    }
}

double LayerPairModel::share(const LayerPair& pair, int column) const
{
    const QVariant value = raw(pair, column);
    const bool bar = column == LeftLatency || column == RightLatency || column == Gain;
    return bar && value.isValid() && m_layers.longest.count() > 0.0 ? value.toDouble() / m_layers.longest.count() : 0.0;
}

QVariant LayerPairModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || static_cast<std::size_t>(index.row()) >= m_layers.pairs.size())
        return {};
    const LayerPair& pair = m_layers.pairs[static_cast<std::size_t>(index.row())];
    const bool words = index.column() == LeftKind || index.column() == RightKind;
    switch (role) {
    case Qt::DisplayRole:
        return text(pair, index.column());
    case SortRole:
        return raw(pair, index.column());
    case ShareRole:
        return share(pair, index.column());
    case Qt::TextAlignmentRole:
        return {(words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter};
    case Qt::ToolTipRole: {
        QStringList lines;
        if (pair.left)
            lines << QString::fromStdString(pair.left->name + "  " + pair.left->inputShape + " → "
                                            + pair.left->outputShape);
        if (pair.right)
            lines << QString::fromStdString(pair.right->name + "  " + pair.right->inputShape + " → "
                                            + pair.right->outputShape);
        return lines.join(QLatin1Char('\n'));
    }
    default:
        return {};
    }
}

QVariant LayerPairModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return {(section == LeftKind || section == RightKind ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter};
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    switch (section) {
    case LeftIndex:
    case RightIndex:
        return QStringLiteral("#");
    case LeftKind:
    case RightKind:
        return tr("Operator");
    case LeftLatency:
        return role == Qt::ToolTipRole ? m_left : tr("Left latency");
    case RightLatency:
        return role == Qt::ToolTipRole ? m_right : tr("Right latency");
    case Difference:
        return role == Qt::ToolTipRole ? tr("Right against left, in percent") : tr("Difference");
    case Gain:
        return role == Qt::ToolTipRole ? tr("Right minus left: what the pair adds to the whole difference")
                                       : tr("Adds");
    default:
        return {};
    }
}

void LayerPairDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = std::exchange(item.text, QString());
    const QWidget* widget = option.widget;
    (widget ? widget->style() : QApplication::style())->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
    const ThemeColors& colors = themeColors(option.palette);
    const double share = std::clamp(index.data(LayerPairModel::ShareRole).toDouble(), -1.0, 1.0);
    const QRectF room = QRectF(option.rect).adjusted(4, 4, -4, -4);
    painter->save();
    if (index.column() == LayerPairModel::Gain) {
        QColor ink = share > 0.0 ? colors.of(VerdictKind::doesNotFit) : colors.of(VerdictKind::fits);
        ink.setAlphaF(0.35f);
        painter->fillRect(QRectF(room.center().x(), room.top(), share * room.width() / 2.0, room.height()).normalized(),
                          ink);
        painter->setPen(colors.line);
        painter->drawLine(QPointF(room.center().x(), room.top()), QPointF(room.center().x(), room.bottom()));
    } else {
        QColor ink = colors.accent;
        ink.setAlphaF(0.25f);
        painter->fillRect(QRectF(room.left(), room.top(), room.width() * share, room.height()), ink);
    }
    painter->setPen(colors.text);
    painter->drawText(option.rect.adjusted(4, 0, -4, 0), static_cast<int>(Qt::AlignRight | Qt::AlignVCenter), text);
    painter->restore();
}

} // namespace tenbin
