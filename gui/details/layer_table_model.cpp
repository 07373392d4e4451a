// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layer_table_model.h"

#include <algorithm>

#include <QFont>

#include "engine/targets/placement.h"
#include "engine/words/codes.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

QString shareText(double share) { return percentText(share, share < 0.0995 ? 2 : 1); }

template <class Q, class Format>
QString orUnknown(const std::optional<Q>& value, Format format)
{
    return value ? format(*value) : unknownText();
}

template <class Q>
QVariant rawOf(const std::optional<Q>& value)
{
    if (!value)
        return {};
    if constexpr (requires { value->count(); })
        return value->count();
    else
        return *value;
}

QString cyclesText(Cycles cycles) { return countText(cycles.count()); }
QString codeText(std::string_view code) { return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())); }
QString shapeText(const std::string& shape) { return QString::fromStdString(shape).replace(u'x', u'×'); }

bool sameLayers(const std::vector<LayerRow>& a, const std::vector<LayerRow>& b)
{
    return !a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const LayerRow& x, const LayerRow& y) {
        return x.index == y.index && x.kind == y.kind && x.name == y.name;
    });
}

} // namespace

void LayerTableModel::show(std::vector<LayerRow> rows, std::optional<OperatorId> bottleneck,
                           const Configuration& configuration)
{
    m_configuration = configuration;
    if (sameLayers(m_rows, rows)) {
        m_rows = std::move(rows);
        m_bottleneck = bottleneck;
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    m_bottleneck = bottleneck;
    endResetModel();
}

QStringList LayerTableModel::kinds() const
{
    QStringList kinds;
    for (const LayerRow& row : m_rows)
        kinds << QString::fromStdString(row.kind);
    kinds.removeDuplicates();
    return kinds;
}

void LayerTableModel::retranslate()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

bool LayerTableModel::isText(int column)
{
    return column == Kind || column == Name || column == BoundBy || column == Where;
}

LayerTableModel::Cells LayerTableModel::cellsOf(const LayerTotals& totals)
{
    Cells cells;
    cells[MacCount] = countText(totals.macs.toDouble());
    cells[Parameters] = countText(static_cast<double>(totals.parameters));
    cells[CycleCount] = orUnknown(totals.cycles, cyclesText);
    cells[Latency] = orUnknown(totals.latency, secondsText);
    cells[Share] = orUnknown(totals.share, shareText);
    cells[Moved] = bytesText(totals.bytesMoved);
    cells[Energy] = orUnknown(totals.energy, joulesText);
    return cells;
}

QString LayerTableModel::text(const LayerRow& row, int column) const
{
    switch (column) {
    case Index:
        return QString::number(row.index);
    case Kind:
        return QString::fromStdString(row.kind);
    case Name:
        return QString::fromStdString(row.name);
    case Input:
        return shapeText(row.inputShape);
    case Output:
        return shapeText(row.outputShape);
    case MacCount:
        return countText(row.macs.toDouble());
    case Parameters:
        return countText(static_cast<double>(row.parameters));
    case CycleCount:
        return orUnknown(row.cycles, cyclesText);
    case Latency:
        return orUnknown(row.latency, secondsText);
    case Share:
        return orUnknown(row.share, shareText);
    case Utilisation:
        return orUnknown(row.utilisation, shareText);
    case BoundBy:
        return row.bound == Bound::none ? QString() : wordText(row.bound);
    case Moved:
        return bytesText(row.bytesMoved);
    case Energy:
        return orUnknown(row.energy, joulesText);
    case Where:
        return isPlacedOnProcessor(m_configuration, row.index) ? tr("%1, by hand").arg(wordText(row.unit))
                                                               : wordText(row.unit);
    default:
        return {};
    }
}

QVariant LayerTableModel::raw(const LayerRow& row, int column) const
{
    switch (column) {
    case Index:
        return row.index;
    case MacCount:
        return static_cast<qlonglong>(row.macs.count());
    case Parameters:
        return static_cast<qlonglong>(row.parameters);
    case CycleCount:
        return rawOf(row.cycles);
    case Latency:
        return rawOf(row.latency);
    case Share:
        return rawOf(row.share);
    case Utilisation:
        return rawOf(row.utilisation);
    case Moved:
        return static_cast<qlonglong>(row.bytesMoved.count());
    case Energy:
        return rawOf(row.energy);
    case Input:
        return QString::fromStdString(row.inputShape);
    case Output:
        return QString::fromStdString(row.outputShape);
    case BoundBy:
        return codeText(codeName(row.bound));
    case Where:
        return codeText(codeName(row.unit));
    default:
        return text(row, column);
    }
}

QString LayerTableModel::whatIsMissing(const LayerRow& row, int column)
{
    switch (column) {
    case Latency:
    case Share:
        return row.unit == ExecutionUnit::unsupported
                   ? tr("This operator cannot run on this target.")
                   : tr("Nobody has published what it takes to estimate the latency.");
    case CycleCount:
        return tr("Neither a clock nor cycles were published for this unit.");
    case Energy:
        return tr("Nobody has published what this target's operators consume.");
    case Utilisation:
        return row.macs.count() == 0 ? tr("This operator does not use the multipliers.")
                                     : tr("How many multipliers this unit has is not known.");
    default:
        return {};
    }
}

QString LayerTableModel::toolTip(const LayerRow& row, int column) const
{
    const QVariant value = raw(row, column);
    if (!value.isValid())
        return whatIsMissing(row, column);
    QString tip;
    switch (column) {
    case Latency:
        tip = tr("%1 s").arg(value.toDouble());
        break;
    case Energy:
        tip = tr("%1 J").arg(value.toDouble());
        break;
    case CycleCount:
        tip = tr("%1 cycles").arg(numberText(value.toDouble(), 0));
        break;
    case Moved:
        tip = tr("%1 bytes").arg(wholeText(value.toLongLong()));
        break;
    case MacCount:
    case Parameters:
        tip = wholeText(value.toLongLong());
        break;
    default:
        tip = text(row, column);
    }
    return isBottleneck(row) ? tip + u'\n' + tr("The slowest layer") : tip;
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LayerRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::ToolTipRole:
        return toolTip(row, column);
    case SortRole:
        return raw(row, column);
    case ShareRole:
        return row.share.value_or(0.0);
    case BottleneckRole:
        return isBottleneck(row);
    case Qt::TextAlignmentRole:
        return static_cast<int>((isText(column) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case Qt::FontRole:
        if (isBottleneck(row)) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    default:
        return {};
    }
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Share)
        return tr("Part of the whole latency");
    if (role == Qt::ToolTipRole && section == Utilisation)
        return tr("Multiplications done, of those the unit could have done in this time");
    if (role == Qt::ToolTipRole && section == Moved)
        return tr("Bytes read and written, all memories together");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Index:
        return QStringLiteral("#");
    case Kind:
        return tr("Operator");
    case Name:
        return tr("Name");
    case Input:
        return tr("Input");
    case Output:
        return tr("Output");
    case MacCount:
        return tr("MACs");
    case Parameters:
        return tr("Parameters");
    case CycleCount:
        return tr("Cycles");
    case Latency:
        return tr("Latency");
    case Share:
        return tr("Share");
    case Utilisation:
        return tr("Utilisation");
    case BoundBy:
        return tr("Bound by");
    case Moved:
        return tr("Moved");
    case Energy:
        return tr("Energy");
    case Where:
        return tr("Runs on");
    default:
        return {};
    }
}

} // namespace tenbin
