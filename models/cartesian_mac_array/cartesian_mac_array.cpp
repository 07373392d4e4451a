// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cartesian_mac_array/cartesian_mac_array.h"

#include <algorithm>
#include <array>

#include <Eigen/Core>

#include "engine/core/bounded.h"
#include "engine/graph/kind_set.h"
#include "engine/graph/operator_traits.h"
#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"
#include "models/cartesian_mac_array/cycles.h"
#include "models/common/memory_use.h"
#include "models/operator_support/reason_collector.h"

namespace tenbin {

namespace {

using namespace cartesian;

constexpr int kKernelElements = 9; // of the kernels that are pruned: 3x3
constexpr int kBits = 4;           // INT4 weights and activations: Hot Chips 33 abstract

const ArchitectureSchema kSchema{
    .architecture = "cartesian_mac_array",
    .parameters =
        {
            {.key = "clock_hz",
             .unit = "Hz",
             .required = true,
             .lowest = 1e6,
             .highest = 2e9,
             .meaning = "array clock"},
            {.key = "voltage_v",
             .unit = "V",
             .required = true,
             .lowest = 0.3,
             .highest = 2.0,
             .meaning = "core voltage"},
            {.key = "array.pixels",
             .unit = "1",
             .required = true,
             .lowest = 1,
             .highest = 4096,
             .meaning = "rows: output pixels at a time"},
            {.key = "array.output_channels",
             .unit = "1",
             .required = true,
             .lowest = 1,
             .highest = 4096,
             .meaning = "columns: output channels at a time"},
            {.key = "array.tile_height",
             .unit = "pixel",
             .lowest = 1,
             .highest = 4096,
             .meaning = "height of the pixel tile; absent: raster order"},
            {.key = "array.tile_width",
             .unit = "pixel",
             .lowest = 1,
             .highest = 4096,
             .meaning = "width of the pixel tile"},
            {.key = "array.fill_cycles", .unit = "cycle", .highest = 1e6, .meaning = "fill and drain of a tile"},
            {.key = "aligner.stall_cycles",
             .unit = "cycle",
             .highest = 1e3,
             .meaning = "extra cycles a shift of the input plane"},
            {.key = "alignment",
             .unit = "1",
             .lowest = 0.0,
             .highest = 1.0,
             .meaning = "share of the weights at their input channel's preferred coordinates"},
            {.key = "power.dynamic_w_per_v2_hz",
             .unit = "W/(V²·Hz)",
             .required = true,
             .meaning = "dynamic power coefficient"},
            {.key = "power.static_w", .unit = "W", .required = true, .meaning = "power that does not scale with V²·f"},
        },
    .options = {"operating_point", "elements", "sparsity_structure", "aligner"},
    .traits = {},
};

Array arrayOf(const Settings& settings)
{
    return {.pixels = static_cast<std::int64_t>(settings.number("array.pixels")),
            .outputChannels = static_cast<std::int64_t>(settings.number("array.output_channels")),
            .tileHeight = static_cast<std::int64_t>(settings.numberOr("array.tile_height", 0)),
            .tileWidth = static_cast<std::int64_t>(settings.numberOr("array.tile_width", 0)),
            .fillCycles = settings.numberOr("array.fill_cycles", 0),
            .stallPerShift = settings.numberOr("aligner.stall_cycles", 0)};
}

Pruning pruningOf(const Settings& settings)
{
    Pruning pruning;
    pruning.elements = settings.choiceNumber("elements", 0);
    pruning.perColumn = settings.choice("aligner") == "per_column";
    const std::string_view structure = settings.choice("sparsity_structure");
    if (structure == "partly_aligned")
        pruning.alignment = settings.numberOr("alignment", 1.0);
    else if (structure == "random")
        pruning.alignment = 0.0;
    return pruning;
}

/// The array at one operating point, or at as many as a column of them has.
template <class Scalar>
struct OperatingPoint {
    Scalar clock, power;

    Scalar seconds(double cycles) const { return cycles / clock; }
    Scalar joules(const Scalar& duration) const { return power * duration; }
};

/// Watts: two published points, two parameters.
struct PowerLaw {
    double dynamic, base; // W/(V²·Hz) and W

    explicit PowerLaw(const Settings& settings)
        : dynamic(settings.number("power.dynamic_w_per_v2_hz")), base(settings.number("power.static_w"))
    {
    }

    template <class Scalar>
    OperatingPoint<Scalar> at(const Scalar& clock, const Scalar& voltage) const
    {
        return {clock, dynamic * voltage * voltage * clock + base};
    }
};

bool runsOnArray(OperatorKind kind) { return isConvolution(kind) || kind == OperatorKind::fullyConnected; }

bool holdsZeros(const Graph& graph, const Operator& op)
{
    const Tensor* weights = weightsOf(graph, op);
    return runsOnArray(op.kind) && weights && weights->weights && weights->weights->zeros > 0
           && hasValues(layerShape(graph, op), *weights);
}

/// A file whose weights hold zeros is costed as it is, whoever asks; a network without values, or a number of
/// elements that the user chose, is costed as if pruned to that number with all weights aligned.
bool readsZerosOfFile(const Graph& graph, const Settings& settings)
{
    const std::string_view structure = settings.choice("sparsity_structure");
    if (structure != "auto")
        return structure == "as_in_file";
    const int elements = settings.choiceNumber("elements", 0);
    const bool asIfPruned = elements > 0 && elements < kKernelElements;
    const auto& operators = graph.operators();
    return !asIfPruned && std::any_of(operators.begin(), operators.end(), [&](const Operator& op) {
        return holdsZeros(graph, op);
    });
}

/// Beside pooling, rectifiers and renamings.
constexpr KindSet kOnOutputPath{OperatorKind::add, OperatorKind::mean,     OperatorKind::concatenation,
                                OperatorKind::pad, OperatorKind::quantize, OperatorKind::dequantize};

/// Operators the output path of the array takes along (the sources list activation and residual addition as part of
/// the network that was measured).
bool onOutputPath(OperatorKind kind)
{
    return isPooling(kind) || isRectifier(kind) || isRenaming(kind) || kOnOutputPath.contains(kind);
}

/// Activations at 4 bits: the same for every array and every pruning.
MemoryPlan planActivations(const Graph& graph)
{
    LivenessRules rules;
    rules.size = [](const Tensor& tensor) { return tensor.sizeBytesAt(kBits); };
    rules.inPlace = [](const Graph& network, const Operator& op, std::size_t position) {
        return renamesOrClamps(network, op, position) || (position == 0 && op.kind == OperatorKind::add);
    };
    return planGreedyBySize(liveRanges(graph, rules));
}

/// Evaluates one network; lives for one call.
class ArrayEvaluation {
public:
    /// `plan`: that of planActivations, if it is known already.
    ArrayEvaluation(const Graph& graph, const Settings& settings, const MemoryPlan* plan = nullptr)
        : m_graph(graph), m_settings(settings), m_plan(plan), m_array(arrayOf(settings)),
          m_pruning(pruningOf(settings)), m_asInFile(readsZerosOfFile(graph, settings)),
          m_point(PowerLaw(settings).at(settings.number("clock_hz"), settings.number("voltage_v"))), m_reasons(graph)
    {
    }

    Evaluation run()
    {
        m_reasons.dataType(8);
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            m_result.layers.push_back(cost(OperatorId{i}));
        placeMemory();
        m_result.reasons = m_reasons.take();
        return std::move(m_result);
    }

private:
    LayerCost cost(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        LayerCost layer;
        layer.op = id;
        if (runsOnArray(op.kind))
            return arrayLayer(id, op);
        layer.unit = ExecutionUnit::fused;
        if (onOutputPath(op.kind)) {
            layer.energy = {{EnergyComponent::lump, Joules(0.0)}};
            return layer;
        }
        if (op.kind == OperatorKind::custom) {
            layer.unit = ExecutionUnit::unsupported;
            m_reasons.unsupported(id);
        } else {
            // The array has no unit for it; a host that the publication does not describe takes it.
            layer.unit = ExecutionUnit::cpu;
            m_reasons.onCpu(id);
        }
        layer.energy = {{EnergyComponent::lump, Joules(0.0)}};
        return layer;
    }

    /// Only kernels of more than one element are pruned, and never the network's first layer.
    Pruning pruningFor(const Operator& op, const LayerShape& layer) const
    {
        const bool first =
            std::find(m_graph.inputs().begin(), m_graph.inputs().end(), op.inputs[0]) != m_graph.inputs().end();
        const bool prunable = layer.kernelH == 3 && layer.kernelW == 3 && !first;
        return prunable ? m_pruning : Pruning{};
    }

    LayerWork workOf(const Operator& op, const LayerShape& layer) const
    {
        if (!m_asInFile)
            return layerWork(layer, m_array, pruningFor(op, layer));
        const Tensor* weights = weightsOf(m_graph, op);
        if (weights && hasValues(layer, *weights))
            return layerWorkOfWeights(layer, m_array, *weights);
        return layerWork(layer, m_array, Pruning{});
    }

    LayerCost arrayLayer(OperatorId id, const Operator& op)
    {
        const LayerShape layer = layerShape(m_graph, op);
        const LayerWork work = workOf(op, layer);
        // 4-bit weights and a 4-bit coordinate index for each pair that is kept.
        m_weightBits += work.weights * kBits + work.keptPairs * 4.0;

        LayerCost cost;
        cost.op = id;
        cost.unit = ExecutionUnit::macArray;
        cost.compute = Cycles(work.cycles);
        cost.total = cost.compute;
        cost.latency = Seconds(m_point.seconds(work.cycles));
        cost.bound = Bound::compute;
        if (work.cycles > 0.0)
            cost.utilisation = std::min(
                1.0, work.usedSlots / (static_cast<double>(m_array.pixels * m_array.outputChannels) * work.cycles));
        cost.traffic = {trafficOf(layer, work)};
        cost.energy = {{EnergyComponent::lump, Joules(m_point.joules(cost.latency.count()))}};
        return cost;
    }

    /// Every pixel tile reads the remaining weights again and one plane a kept
    /// pair; outputs leave the array once.
    Traffic trafficOf(const LayerShape& layer, const LayerWork& work) const
    {
        const auto tiles = static_cast<double>(boundedProduct({pixelTiles(layer.out, m_array), layer.out.n}));
        const double weightBits = tiles * work.weights * kBits;
        const double planeBits = tiles * work.keptPairs * static_cast<double>(m_array.pixels) * kBits;
        return {0, Bytes(boundedCount((weightBits + planeBits) / 8.0)), packedBytes(layer.out.elements(), kBits)};
    }

    void placeMemory()
    {
        m_result.plan = m_plan ? *m_plan : planActivations(m_graph);
        m_result.weightBytes = Bytes(boundedCount((m_weightBits + 7.0) / 8.0));
        m_result.peakActivationBytes = m_result.plan.peak(0);
        m_result.memories = memoriesOf(m_settings, m_result.weightBytes, m_result.peakActivationBytes);
    }

    const Graph& m_graph;
    const Settings& m_settings;
    const MemoryPlan* m_plan;
    Array m_array;
    Pruning m_pruning;
    bool m_asInFile;
    OperatingPoint<double> m_point;
    ReasonCollector m_reasons;
    double m_weightBits = 0.0;
    Evaluation m_result;
};

constexpr std::array<std::string_view, 2> kScalingKeys{"clock_hz", "voltage_v"};

/// Cycles of every layer, for any clock and voltage.
class PreparedArray final : public PreparedNetwork {
public:
    PreparedArray(const Evaluation& evaluation, const Settings& settings)
        : m_figures(figuresOf(evaluation)), m_clock(settings.number("clock_hz")),
          m_voltage(settings.number("voltage_v")), m_power(settings)
    {
        for (const LayerCost& layer : evaluation.layers)
            if (layer.unit == ExecutionUnit::macArray)
                m_cycles.push_back(layer.total.count());
    }

    void evaluate(std::span<const ScalingColumn> columns, std::span<DesignFigures> out) const override
    {
        for (std::size_t first = 0; first < out.size(); first += kLanes)
            evaluateLanes(columns, first, out.subspan(first, std::min(kLanes, out.size() - first)));
    }

private:
    static constexpr std::size_t kLanes = 16;
    using Lanes = Eigen::Array<double, kLanes, 1>;

    /// Missing points of the last lanes repeat the value of prepare().
    static Lanes lanes(std::span<const ScalingColumn> columns, std::string_view key, double otherwise,
                       std::size_t first, std::size_t count)
    {
        Lanes result = Lanes::Constant(otherwise);
        for (const ScalingColumn& column : columns)
            if (column.key == key)
                std::copy_n(column.values.begin() + static_cast<std::ptrdiff_t>(first), count, result.data());
        return result;
    }

    void evaluateLanes(std::span<const ScalingColumn> columns, std::size_t first, std::span<DesignFigures> out) const
    {
        const Lanes clock = lanes(columns, kScalingKeys[0], m_clock, first, out.size());
        const Lanes voltage = lanes(columns, kScalingKeys[1], m_voltage, first, out.size());
        const OperatingPoint<Lanes> point = m_power.at(clock, voltage);
        Lanes latency = Lanes::Zero();
        Lanes energy = Lanes::Zero();
        for (const double cycles : m_cycles) {
            const Lanes seconds = point.seconds(cycles);
            latency += seconds;
            energy += point.joules(seconds);
        }
        for (std::size_t i = 0; i < out.size(); ++i) {
            const auto lane = static_cast<Eigen::Index>(i);
            DesignFigures& figures = out[i] = m_figures;
            figures.scaleTo(latency[lane], energy[lane]);
        }
    }

    DesignFigures m_figures;
    double m_clock, m_voltage;
    PowerLaw m_power;
    std::vector<double> m_cycles;
};

class CartesianMacArray final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return kSchema; }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return ArrayEvaluation(graph, settings).run();
    }
    std::span<const std::string_view> scalingKeys() const override { return kScalingKeys; }
    std::unique_ptr<const PreparedNetwork> prepare(const Graph& graph, const Settings& settings,
                                                   SharedParts& parts) const override
    {
        const auto plan = parts.get<MemoryPlan>("plan", [&] { return planActivations(graph); });
        return std::make_unique<PreparedArray>(ArrayEvaluation(graph, settings, plan.get()).run(), settings);
    }
};

} // namespace

const CostModel& cartesianMacArrayCostModel()
{
    static const CartesianMacArray model;
    return model;
}

} // namespace tenbin
