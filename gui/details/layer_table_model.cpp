// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layer_table_model.h"

#include <QFont>
#include <QLocale>

#include "gui/app/text.h"

namespace tenbin {

namespace {

QString percentText(double share)
{
    return LayerTableModel::tr("%1 %", "percent").arg(QLocale().toString(100.0 * share, 'f', share < 0.0995 ? 2 : 1));
}

} // namespace

void LayerTableModel::show(std::vector<LayerRow> rows, std::optional<OperatorId> bottleneck)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_bottleneck = bottleneck;
    endResetModel();
}

void LayerTableModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QString LayerTableModel::text(const LayerRow& row, int column) const
{
    switch (column) {
    case Index: return QLocale().toString(row.index);
    case Kind: return QString::fromStdString(row.kind);
    case Name: return QString::fromStdString(row.name);
    case Input: return QString::fromStdString(row.inputShape).replace(u'x', u'×');
    case Output: return QString::fromStdString(row.outputShape).replace(u'x', u'×');
    case MacCount: return row.macs.count() ? countText(row.macs.toDouble()) : QStringLiteral("0");
    case Parameters: return countText(static_cast<double>(row.parameters));
    case CycleCount: return countText(row.cycles.count());
    case Latency: return secondsText(row.latency);
    case Share: return percentText(row.share);
    case Utilisation: return row.utilisation ? percentText(*row.utilisation) : unknownText();
    case BoundBy: return row.bound == Bound::none ? QString() : wordText(row.bound);
    case Moved: return bytesText(row.bytesMoved);
    case Energy: return row.energy ? joulesText(*row.energy) : unknownText();
    case Where: return wordText(row.unit);
    default: return {};
    }
}

QVariant LayerTableModel::raw(const LayerRow& row, int column) const
{
    switch (column) {
    case Index: return row.index;
    case MacCount: return static_cast<qlonglong>(row.macs.count());
    case Parameters: return static_cast<qlonglong>(row.parameters);
    case CycleCount: return row.cycles.count();
    case Latency: return row.latency.count();
    case Share: return row.share;
    case Utilisation: return row.utilisation ? QVariant(*row.utilisation) : QVariant();
    case Moved: return static_cast<qlonglong>(row.bytesMoved.count());
    case Energy: return row.energy ? QVariant(row.energy->count()) : QVariant();
    case Input: return QString::fromStdString(row.inputShape);
    case Output: return QString::fromStdString(row.outputShape);
    default: return text(row, column);
    }
}

QString LayerTableModel::toolTip(const LayerRow& row, int column) const
{
    if (column == Energy && !row.energy)
        return tr("Nobody has published what this target's operators consume.");
    if (column == Utilisation && !row.utilisation)
        return tr("This operator does not use the multipliers.");
    if (column == Latency)
        return tr("%1 s").arg(row.latency.count());
    if (column == CycleCount)
        return tr("%1 cycles").arg(QLocale().toString(row.cycles.count(), 'f', 0));
    if (column == MacCount || column == Parameters)
        return QLocale().toString(raw(row, column).toLongLong());
    if (column == Moved)
        return tr("%1 bytes").arg(QLocale().toString(static_cast<qlonglong>(row.bytesMoved.count())));
    return text(row, column);
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LayerRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return text(row, column);
    case Qt::ToolTipRole: return toolTip(row, column);
    case SortRole: return raw(row, column);
    case ShareRole: return row.share;
    case BottleneckRole: return m_bottleneck && m_bottleneck->index == row.index;
    case Qt::TextAlignmentRole: {
        const bool words = column == Kind || column == Name || column == BoundBy || column == Where;
        return static_cast<int>((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    case Qt::FontRole:
        if (m_bottleneck && m_bottleneck->index == row.index) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default: return {};
    }
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole) {
        const bool words = section == Kind || section == Name || section == BoundBy || section == Where;
        return static_cast<int>((words ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Index: return QStringLiteral("#");
    case Kind: return tr("Operator");
    case Name: return tr("Name");
    case Input: return tr("Input");
    case Output: return tr("Output");
    case MacCount: return tr("MACs");
    case Parameters: return tr("Parameters");
    case CycleCount: return tr("Cycles");
    case Latency: return tr("Latency");
    case Share: return tr("Share");
    case Utilisation: return tr("Utilisation");
    case BoundBy: return tr("Bound by");
    case Moved: return tr("Moved");
    case Energy: return tr("Energy");
    case Where: return tr("Runs on");
    default: return {};
    }
}

} // namespace tenbin
