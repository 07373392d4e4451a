// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layer_table_model.h"

#include <algorithm>

#include <QFont>

#include "engine/targets/placement.h"
#include "engine/words/codes.h"
#include "gui/look/share_delegate.h"
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
QVariant numberOf(const std::optional<Q>& value)
{
    if (!value)
        return {};
    if constexpr (requires { value->count(); })
        return value->count();
    else
        return *value;
}

QString cyclesText(Cycles cycles) { return countText(cycles.count()); }
QVariant codeOf(std::string_view code) { return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())); }
QString shapeText(const std::string& shape) { return QString::fromStdString(shape).replace(u'x', u'×'); }

bool sameLayers(const std::vector<LayerRow>& a, const std::vector<LayerRow>& b)
{
    return !a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const LayerRow& x, const LayerRow& y) {
        return x.index == y.index && x.kind == y.kind && x.name == y.name;
    });
}

using Row = const LayerRow&;

} // namespace

void LayerTableModel::show(std::vector<LayerRow> rows, std::optional<OperatorId> bottleneck,
                           const Configuration& configuration)
{
    m_configuration = configuration;
    m_bottleneck = bottleneck;
    if (sameLayers(this->rows(), rows))
        setValues(std::move(rows));
    else
        setRows(std::move(rows));
}

QStringList LayerTableModel::kinds() const
{
    QStringList kinds;
    for (const LayerRow& row : rows())
        kinds << QString::fromStdString(row.kind);
    kinds.removeDuplicates();
    return kinds;
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

LayerTableModel::Columns LayerTableModel::columnsOf(const LayerTableModel& self)
{
    Columns columns = operatorColumns();
    for (const Columns& more : {timeColumns(), resourceColumns(self)})
        columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

LayerTableModel::Columns LayerTableModel::operatorColumns()
{
    return {
        {.title = [] { return QStringLiteral("#"); },
         .text = [](Row row) { return QString::number(row.index); },
         .raw = [](Row row) { return QVariant(row.index); },
         .number = true},
        {.title = [] { return tr("Operator"); }, .text = [](Row row) { return QString::fromStdString(row.kind); }},
        {.title = [] { return tr("Name"); }, .text = [](Row row) { return QString::fromStdString(row.name); }},
        {.title = [] { return tr("Input"); },
         .text = [](Row row) { return shapeText(row.inputShape); },
         .raw = [](Row row) { return QVariant(QString::fromStdString(row.inputShape)); },
         .number = true},
        {.title = [] { return tr("Output"); },
         .text = [](Row row) { return shapeText(row.outputShape); },
         .raw = [](Row row) { return QVariant(QString::fromStdString(row.outputShape)); },
         .number = true},
        {.title = [] { return tr("MACs"); },
         .text = [](Row row) { return countText(row.macs.toDouble()); },
         .raw = [](Row row) { return QVariant(static_cast<qlonglong>(row.macs.count())); },
         .toolTip = [](Row row) { return wholeText(row.macs.count()); },
         .number = true},
        {.title = [] { return tr("Parameters"); },
         .text = [](Row row) { return countText(static_cast<double>(row.parameters)); },
         .raw = [](Row row) { return QVariant(static_cast<qlonglong>(row.parameters)); },
         .toolTip = [](Row row) { return wholeText(row.parameters); },
         .number = true},
    };
}

LayerTableModel::Columns LayerTableModel::timeColumns()
{
    const auto noLatency = [](Row row) {
        return row.unit == ExecutionUnit::unsupported
                   ? tr("This operator cannot run on this target.")
                   : tr("Nobody has published what it takes to estimate the latency.");
    };
    return {
        {.title = [] { return tr("Cycles"); },
         .text = [](Row row) { return orUnknown(row.cycles, cyclesText); },
         .raw = [](Row row) { return numberOf(row.cycles); },
         .toolTip = [](Row row) { return tr("%1 cycles").arg(numberText(row.cycles->count(), 0)); },
         .missing = [](Row) { return tr("Neither a clock nor cycles were published for this unit."); },
         .number = true},
        {.title = [] { return tr("Latency"); },
         .text = [](Row row) { return orUnknown(row.latency, secondsText); },
         .raw = [](Row row) { return numberOf(row.latency); },
         .toolTip = [](Row row) { return tr("%1 s").arg(row.latency->count()); },
         .missing = noLatency,
         .unit = "s",
         .number = true},
        {.title = [] { return tr("Share"); },
         .text = [](Row row) { return orUnknown(row.share, shareText); },
         .raw = [](Row row) { return numberOf(row.share); },
         .missing = noLatency,
         .headingToolTip = [] { return tr("Part of the whole latency"); },
         .number = true},
        {.title = [] { return tr("Utilisation"); },
         .text = [](Row row) { return orUnknown(row.utilisation, shareText); },
         .raw = [](Row row) { return numberOf(row.utilisation); },
         .missing =
             [](Row row) {
                 return row.macs.count() == 0 ? tr("This operator does not use the multipliers.")
                                              : tr("How many multipliers this unit has is not known.");
             },
         .headingToolTip = [] { return tr("Multiplications done, of those the unit could have done in this time"); },
         .number = true},
    };
}

LayerTableModel::Columns LayerTableModel::resourceColumns(const LayerTableModel& self)
{
    return {
        {.title = [] { return tr("Bound by"); },
         .text = [](Row row) { return row.bound == Bound::none ? QString() : wordText(row.bound); },
         .raw = [](Row row) { return codeOf(codeName(row.bound)); }},
        {.title = [] { return tr("Moved"); },
         .text = [](Row row) { return bytesText(row.bytesMoved); },
         .raw = [](Row row) { return QVariant(static_cast<qlonglong>(row.bytesMoved.count())); },
         .toolTip = [](Row row) { return tr("%1 bytes").arg(wholeText(row.bytesMoved.count())); },
         .headingToolTip = [] { return tr("Bytes read and written, all memories together"); },
         .unit = "B",
         .number = true},
        {.title = [] { return tr("Energy"); },
         .text = [](Row row) { return orUnknown(row.energy, joulesText); },
         .raw = [](Row row) { return numberOf(row.energy); },
         .toolTip = [](Row row) { return tr("%1 J").arg(row.energy->count()); },
         .missing = [](Row) { return tr("Nobody has published what this target's operators consume."); },
         .unit = "J",
         .number = true},
        {.title = [] { return tr("Runs on"); },
         .text =
             [&self](Row row) {
                 const bool placed = isPlacedOnProcessor(self.m_configuration, row.index);
                 return placed ? tr("%1, by hand").arg(wordText(row.unit)) : wordText(row.unit);
             },
         .raw = [](Row row) { return codeOf(codeName(row.unit)); }},
    };
}

QString LayerTableModel::note(const LayerRow& row) const
{
    return isBottleneck(row) ? tr("The slowest layer") : QString();
}

QVariant LayerTableModel::extra(const LayerRow& row, int /*column*/, int role) const
{
    if (role == kShareRole)
        return row.share.value_or(0.0);
    if (role == kStandsOutRole)
        return isBottleneck(row);
    if (role != Qt::FontRole || !isBottleneck(row))
        return {};
    QFont font;
    font.setBold(true);
    return font;
}

} // namespace tenbin
