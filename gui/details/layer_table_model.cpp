// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layer_table_model.h"

#include <algorithm>

#include <QFont>

#include "engine/targets/placement.h"
#include "engine/words/codes.h"
#include "gui/look/share_delegate.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

/// Three digits: "12.3 %", "4.56 %".
QString shareText(double share)
{
    if (share < 0.0995)
        return percentText(share, 2);
    return percentText(share, 1);
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
    cells[CycleCount] = textOrUnknown(totals.cycles, cyclesText);
    cells[Latency] = textOrUnknown(totals.latency, secondsText);
    cells[Share] = textOrUnknown(totals.share, shareText);
    cells[Moved] = bytesText(totals.bytesMoved);
    cells[Energy] = textOrUnknown(totals.energy, joulesText);
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
        if (row.unit == ExecutionUnit::unsupported)
            return tr("This operator cannot run on this target.");
        return tr("Nobody has published what it takes to estimate the latency.");
    };
    return {
        {.title = [] { return tr("Cycles"); },
         .text = [](Row row) { return textOrUnknown(row.cycles, cyclesText); },
         .raw = [](Row row) { return rawOrInvalid(row.cycles); },
         .toolTip = [](Row row) { return tr("%1 cycles").arg(numberText(row.cycles->count(), 0)); },
         .missing = [](Row) { return tr("Neither a clock nor cycles were published for this unit."); },
         .number = true},
        {.title = [] { return tr("Latency"); },
         .text = [](Row row) { return textOrUnknown(row.latency, secondsText); },
         .raw = [](Row row) { return rawOrInvalid(row.latency); },
         .toolTip = [](Row row) { return tr("%1 s").arg(row.latency->count()); },
         .missing = noLatency,
         .unit = "s",
         .number = true},
        {.title = [] { return tr("Share"); },
         .text = [](Row row) { return textOrUnknown(row.share, shareText); },
         .raw = [](Row row) { return rawOrInvalid(row.share); },
         .missing = noLatency,
         .headingToolTip = [] { return tr("Part of the whole latency"); },
         .number = true},
        {.title = [] { return tr("Utilisation"); },
         .text = [](Row row) { return textOrUnknown(row.utilisation, shareText); },
         .raw = [](Row row) { return rawOrInvalid(row.utilisation); },
         .missing =
             [](Row row) {
                 if (row.macs.count() == 0)
                     return tr("This operator does not use the multipliers.");
                 return tr("How many multipliers this unit has is not known.");
             },
         .headingToolTip = [] { return tr("Multiplications done, of those the unit could have done in this time"); },
         .number = true},
    };
}

LayerTableModel::Columns LayerTableModel::resourceColumns(const LayerTableModel& self)
{
    return {
        {.title = [] { return tr("Bound by"); },
         .text = [](Row row) { return textIf(row.bound != Bound::none, wordText(row.bound)); },
         .raw = [](Row row) { return codeOf(codeName(row.bound)); }},
        {.title = [] { return tr("Moved"); },
         .text = [](Row row) { return bytesText(row.bytesMoved); },
         .raw = [](Row row) { return QVariant(static_cast<qlonglong>(row.bytesMoved.count())); },
         .toolTip = [](Row row) { return tr("%1 bytes").arg(wholeText(row.bytesMoved.count())); },
         .headingToolTip = [] { return tr("Bytes read and written, all memories together"); },
         .unit = "B",
         .number = true},
        {.title = [] { return tr("Energy"); },
         .text = [](Row row) { return textOrUnknown(row.energy, joulesText); },
         .raw = [](Row row) { return rawOrInvalid(row.energy); },
         .toolTip = [](Row row) { return tr("%1 J").arg(row.energy->count()); },
         .missing = [](Row) { return tr("Nobody has published what this target's operators consume."); },
         .unit = "J",
         .number = true},
        {.title = [] { return tr("Runs on"); },
         .text =
             [&self](Row row) {
                 if (isPlacedOnProcessor(self.m_configuration, row.index))
                     return tr("%1, by hand").arg(wordText(row.unit));
                 return wordText(row.unit);
             },
         .raw = [](Row row) { return codeOf(codeName(row.unit)); }},
    };
}

QString LayerTableModel::note(const LayerRow& row) const { return textIf(isBottleneck(row), tr("The slowest layer")); }

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
