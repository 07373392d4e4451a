// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report/layer_rows.h"
#include "engine/tables/csv.h"

#include <clocale>
#include <string>

#include <gtest/gtest.h>

#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

LayerRow exampleRow()
{
    LayerRow row;
    row.index = 1;
    row.kind = "CONV_2D";
    row.name = "a,\"b\"";
    row.inputShape = row.outputShape = "1x2x2x1";
    row.macs = Macs(8);
    row.parameters = 3;
    row.cycles = Cycles(1.5);
    row.latency = Seconds(0.25);
    row.share = 0.5;
    row.bound = Bound::compute;
    row.bytesMoved = Bytes(12);
    row.unit = ExecutionUnit::macArray;
    return row;
}

/// A network of which every layer takes 1 ms and 100 cycles on the MAC array.
Estimate exampleEstimate(const Graph& graph)
{
    Estimate estimate;
    for (std::uint32_t i = 0; i < graph.operators().size(); ++i) {
        LayerCost layer;
        layer.op = OperatorId{i};
        layer.total = layer.compute = Cycles(100.0);
        layer.latency = Seconds(1e-3);
        layer.energy = {{EnergyComponent::mac, Joules(1e-6)}};
        estimate.layers.push_back(layer);
    }
    estimate.overhead = Seconds(2e-3);
    estimate.overheadEnergy = {{EnergyComponent::staticPower, Joules(3e-6)}};
    const double layers = static_cast<double>(graph.operators().size());
    estimate.latency = Figure<Seconds>{.value = Seconds(1e-3 * layers + 2e-3), .low = {}, .high = {}, .isBound = false};
    estimate.energy = Figure<Joules>{.value = Joules(1e-6 * layers + 3e-6), .low = {}, .high = {}, .isBound = false};
    return estimate;
}

LayerTotals totalsOfAll(const std::vector<LayerRow>& rows)
{
    std::vector<const LayerRow*> pointers;
    for (const LayerRow& row : rows)
        pointers.push_back(&row);
    return totalsOf(pointers);
}

class LayerRows : public testing::Test {
protected:
    std::shared_ptr<const Graph> m_graph = *buildNetwork(std::string_view("zoo:resnet8"));
    Estimate m_estimate = exampleEstimate(*m_graph);
};

TEST_F(LayerRows, LayersAndOverheadMakeTheWhole)
{
    const auto rows = layerRows(m_estimate, *m_graph);
    ASSERT_EQ(rows.size(), m_graph->operators().size());
    const LayerTotals totals = totalsOfAll(rows);
    EXPECT_EQ(totals.rows, static_cast<int>(rows.size()));
    EXPECT_NEAR(totals.latency.value().count() + m_estimate.overhead.count(), m_estimate.latency->value.count(), 1e-12);
    EXPECT_NEAR(totals.share.value() + overheadShare(m_estimate), 1.0, 1e-12);
    EXPECT_NEAR(totals.energy.value().count() + overheadEnergy(m_estimate).value().count(),
                m_estimate.energy->value.count(), 1e-15);
    EXPECT_DOUBLE_EQ(totals.cycles.value().count(), 100.0 * static_cast<double>(rows.size()));
}

TEST_F(LayerRows, WhatIsUnknownStaysUnknown)
{
    m_estimate.layers[0].total = Cycles(0.0); // a time without a clock
    m_estimate.layers[1].unit = ExecutionUnit::unsupported;
    m_estimate.layers[2].energy.clear();
    const auto rows = layerRows(m_estimate, *m_graph);
    EXPECT_FALSE(rows[0].cycles);
    EXPECT_TRUE(rows[0].latency);
    EXPECT_FALSE(rows[1].latency || rows[1].share || rows[1].cycles);
    EXPECT_FALSE(rows[2].energy);
    const LayerTotals totals = totalsOfAll(rows);
    EXPECT_FALSE(totals.cycles || totals.latency || totals.share || totals.energy);

    m_estimate.latency.reset();
    m_estimate.energy.reset();
    for (const LayerRow& row : layerRows(m_estimate, *m_graph))
        EXPECT_FALSE(row.latency || row.share || row.cycles);
    EXPECT_FALSE(overheadEnergy(m_estimate));
    EXPECT_EQ(overheadShare(m_estimate), 0.0);
}

TEST_F(LayerRows, CyclesOfTwoClocksDoNotAddUp)
{
    m_estimate.layers.back().unit = ExecutionUnit::cpu;
    const LayerTotals totals = totalsOfAll(layerRows(m_estimate, *m_graph));
    EXPECT_FALSE(totals.cycles);
    EXPECT_TRUE(totals.latency);
}

TEST(LayerCsv, QuotesAndKeepsRawNumbers)
{
    EXPECT_EQ(toCsv(layerTable({exampleRow()})),
              "index,operator,name,input,output,macs,parameters,cycles,latency_s,share,utilisation,bound,bytes_moved,"
              "energy_j,device\r\n"
              "1,CONV_2D,\"a,\"\"b\"\"\",1x2x2x1,1x2x2x1,8,3,1.5,0.25,0.5,,compute,12,,mac_array\r\n");
}

TEST(LayerCsv, LeavesUnknownNumbersEmpty)
{
    LayerRow row = exampleRow();
    row.name = "line\nbreak";
    row.cycles.reset();
    row.latency.reset();
    row.share.reset();
    row.energy = Joules(1e-6);
    EXPECT_EQ(toCsv(layerTable({row})).substr(toCsv(layerTable({})).size()),
              "1,CONV_2D,\"line\nbreak\",1x2x2x1,1x2x2x1,8,3,,,,,compute,12,1e-06,mac_array\r\n");
}

TEST(LayerCsv, WritesAPointWhateverTheLocale)
{
    const std::string before = std::setlocale(LC_ALL, nullptr);
    const std::string expected = toCsv(layerTable({exampleRow()}));
    for (const char* name : {"de_DE.UTF-8", "fr_FR.UTF-8"})
        if (std::setlocale(LC_ALL, name)) {
            EXPECT_EQ(toCsv(layerTable({exampleRow()})), expected) << name;
        }
    std::setlocale(LC_ALL, before.c_str());
}

} // namespace
} // namespace tenbin
