// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stacked_sensor_dsp/stacked_sensor_dsp.h"

#include <algorithm>

#include "engine/memory/arena_planner.h"
#include "models/common/memory_use.h"
#include "models/operator_support/reason_collector.h"
#include "models/stacked_sensor_dsp/cycles.h"
#include "models/stacked_sensor_dsp/memory.h"
#include "models/stacked_sensor_dsp/schema.h"

namespace tenbin {

namespace {

using namespace stacked_sensor;

constexpr double kMostUncalibratedTime = 0.05; // share of the run time above which the interval widens

std::int64_t whole(const Settings& settings, std::string_view key)
{
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(settings.number(key)));
}

CoreShape coreOf(const Settings& settings)
{
    return {.inChannels = whole(settings, "core.in_channels"),
            .outChannels = whole(settings, "core.out_channels"),
            .rowPixels = whole(settings, "core.row_pixels"),
            .depthwiseChannels = whole(settings, "core.depthwise_channels"),
            .kernelPositionsPerPass = whole(settings, "core.kernel_positions_per_pass"),
            .macsPerCycle = settings.number("core.macs_per_cycle"),
            .depthwiseMacsPerCycle = settings.number("core.depthwise_macs_per_cycle"),
            .l2BytesPerCycle = settings.number("memory.l2.bytes_per_cycle")};
}

CompilerRules compilerOf(const Settings& settings)
{
    return {.channelMultiple = whole(settings, "compiler.channel_multiple"),
            .narrowChannels = whole(settings, "compiler.narrow_channels"),
            .coefficientRowBytes = whole(settings, "compiler.coefficient_row_bytes"),
            .bytesPerOutputChannel = whole(settings, "compiler.output_channel_bytes"),
            .kernelPositionsPerPass = whole(settings, "core.kernel_positions_per_pass"),
            .depthwiseTapMultiple = whole(settings, "compiler.depthwise_tap_multiple"),
            .fullyConnectedBytes = whole(settings, "compiler.fully_connected_bytes"),
            .transformBytes = whole(settings, "compiler.transform_bytes"),
            .persistentInputBytes = whole(settings, "compiler.persistent_input_bytes"),
            .weightBits = std::clamp(settings.choiceNumber("weight_bits", 8), 1, 8),
            .inputPersists = settings.flag("input_persistency", true)};
}

/// Evaluates one network; lives for one call.
class SensorEvaluation {
public:
    SensorEvaluation(const Graph& graph, const Settings& settings)
        : m_graph(graph), m_settings(settings), m_core(coreOf(settings)), m_compiler(compilerOf(settings)),
          m_fusion(fuse(graph)), m_clock(settings.number("clock_hz")), m_totalMacs(settings.number("core.total_macs")),
          m_reasons(graph)
    {
    }

    Evaluation run()
    {
        m_reasons.dataType(16); // ISSCC 2021 9.6: 8, 16 and 32-bit fixed point; the converter takes 8 and 16
        for (std::uint32_t i = 0; i < m_graph.operators().size(); ++i)
            m_result.layers.push_back(cost(OperatorId{i}));
        checkInput();
        widenInterval();
        placeMemory();
        timeFrame();
        m_result.reasons = m_reasons.take();
        return std::move(m_result);
    }

private:
    LayerCost cost(OperatorId id)
    {
        const Operator& op = m_graph.op(id);
        const Bytes coefficients = coefficientBytes(m_graph, op, m_compiler);
        m_result.weightBytes += coefficients;
        LayerCost layer;
        layer.op = id;
        layer.unit = ExecutionUnit::fused;
        layer.energy = {{EnergyComponent::mac, Joules(0.0)}, {EnergyComponent::staticPower, Joules(0.0)}};
        const Support support = supportOf(op.kind);
        if (support == Support::unsupported) {
            m_reasons.unsupported(id);
            layer.unit = ExecutionUnit::unsupported;
            return layer;
        }
        if (support == Support::nothing)
            return layer;
        if (!m_fusion.isHead(id.index)) {
            if (!isCalibrated(op.kind) && m_fusion.head[id.index] < id.index)
                noteUncalibrated(op, m_result.layers[m_fusion.head[id.index]].latency);
            return layer;
        }
        const bool onVectors = support == Support::standardCore || op.kind == OperatorKind::depthwiseConv2d;
        if (support == Support::tensorDma)
            layer.unit = ExecutionUnit::dma;
        else
            layer.unit = onVectors ? ExecutionUnit::vectorUnit : ExecutionUnit::macArray;
        fill(layer, op, coefficients);
        if (!isCalibrated(op.kind) || !isCalibrated(fusedActivation(op)))
            noteUncalibrated(op, layer.latency);
        return layer;
    }

    void fill(LayerCost& layer, const Operator& op, Bytes coefficients) const
    {
        const Traffic traffic = trafficOf(layer.op.index, op, coefficients);
        layer.compute = Cycles(computeCycles(m_graph, op, m_core));
        layer.memory = Cycles((traffic.read + traffic.written).toDouble() / m_core.l2BytesPerCycle);
        layer.total = layer.compute + layer.memory;
        layer.latency = layer.total / m_clock;
        layer.bound = dominantBound(layer.compute, layer.memory, layer.overhead);
        layer.traffic = {traffic};
        const double macCount = macs(m_graph, op).toDouble();
        if (layer.compute.count() > 0.0)
            layer.utilisation = std::min(1.0, macCount / (m_totalMacs * layer.total.count()));
        layer.energy = {{EnergyComponent::mac, Joules(macCount * m_settings.number("energy.mac_j"))},
                        {EnergyComponent::staticPower, Watts(m_settings.number("power.active_w")) * layer.latency}};
    }

    /// Reads what the group's operators read and writes what leaves the group.
    Traffic trafficOf(std::uint32_t head, const Operator& op, Bytes coefficients) const
    {
        Traffic traffic{0, coefficients, Bytes(0)};
        for (const TensorId id : op.inputs)
            if (id.valid() && !m_graph.tensor(id).constant)
                traffic.read += storedBytes(m_graph, m_fusion, sourceOf(head, id), m_compiler);
        traffic.written = storedBytes(m_graph, m_fusion, op.outputs[0], m_compiler);
        for (std::size_t i = 1; i < op.outputs.size(); ++i)
            traffic.written += storedBytes(m_graph, m_fusion, op.outputs[i], m_compiler);
        return traffic;
    }

    /// What really lies in memory where `id` is a pad that operator `head` takes along.
    TensorId sourceOf(std::uint32_t head, TensorId id) const
    {
        const OperatorId producer = m_graph.producer(id);
        const bool fusedPad = producer.valid() && producer.index != head && m_fusion.head[producer.index] == head;
        return fusedPad ? m_graph.op(producer).inputs[0] : id;
    }

    void noteUncalibrated(const Operator& op, Seconds latency)
    {
        if (m_uncalibrated.count() == 0.0)
            m_uncalibratedKind = displayKind(op);
        m_uncalibrated += latency;
    }

    void checkInput()
    {
        const auto limit = static_cast<std::int64_t>(m_settings.numberOr("input.side_max", 0));
        const auto least = static_cast<std::int64_t>(m_settings.numberOr("input.side_min", 0));
        for (const TensorId id : m_graph.inputs()) {
            const Nhwc map = toNhwc(m_graph.tensor(id).shape);
            m_inputSide = std::max({m_inputSide, map.h, map.w});
            const OperatorId reader = m_graph.consumers(id).empty() ? OperatorId{} : m_graph.consumers(id).front();
            // Networks of 32x32 pixels were measured on the chip: below the documented minimum is a remark.
            for (const auto& [name, side] : {std::pair("input height", map.h), std::pair("input width", map.w)})
                if ((limit > 0 && side > limit) || side < least)
                    m_reasons.add(
                        {.code = ReasonCode::dimensionLimit,
                         .blocks = limit > 0 && side > limit,
                         .arguments = {m_graph.tensor(id).name, std::string(name), side, side < least ? least : limit},
                         .op = reader});
        }
    }

    Seconds inferenceTime() const
    {
        Seconds total;
        for (const LayerCost& layer : m_result.layers)
            total += layer.latency;
        return total;
    }

    void widenInterval()
    {
        std::string outside;
        if (static_cast<double>(m_inputSide) > m_settings.number("accuracy.side_max"))
            outside = std::to_string(m_inputSide) + " px";
        else if (m_uncalibrated.count() > kMostUncalibratedTime * inferenceTime().count())
            outside = m_uncalibratedKind;
        if (outside.empty())
            return;
        m_result.latencyInterval = m_settings.number("accuracy.latency_outside");
        m_result.energyInterval = std::max(m_result.latencyInterval, m_settings.numberOr("accuracy.energy", 0.0));
        m_reasons.add({.code = ReasonCode::outsideCalibration, .blocks = false, .arguments = {outside}, .op = {}});
    }

    /// Feature maps from address 0, coefficients behind them, as one block each.
    void placeMemory()
    {
        m_result.plan = planHillClimb(runtimeBuffers(m_graph, m_fusion, m_compiler));
        m_result.peakActivationBytes = m_result.plan.peak(0);
        const auto last = static_cast<std::uint32_t>(m_graph.operators().size()) - 1;
        m_result.plan.placements.push_back(
            {{TensorId{}, BufferRole::weights, m_result.weightBytes, 0, last, 0}, m_result.peakActivationBytes});
        m_result.memories = memoriesOf(m_settings, m_result.weightBytes, m_result.peakActivationBytes);
    }

    /// Readout with image processing overlaps with inference on the frame before.
    void timeFrame()
    {
        const double rate = m_settings.number("frame_rate_hz");
        const Seconds frame(rate > 0.0 ? 1.0 / rate : 0.0);
        m_result.framePeriod = std::max({Seconds(m_settings.number("sensor.readout_s")), inferenceTime(), frame});
        if (m_settings.choice("energy_scope") == "camera")
            addCamera(*m_result.framePeriod);
    }

    /// The rest of the chip during one frame. Powers are averages at the frame rate of the
    /// publication; whether they follow the frame rate was never published: taken as constant.
    void addCamera(Seconds period)
    {
        const bool image = m_settings.choice("output") != "result_only";
        const auto sensor = m_settings.find("power.sensor_w");
        const auto link = m_settings.find("power.interface_w");
        const auto idle = m_settings.find("power.idle_w");
        const auto lump = m_settings.find("power.camera_w");
        if (image && sensor && link && idle) {
            m_result.overheadEnergy = {{EnergyComponent::sensor, Watts(*sensor) * period},
                                       {EnergyComponent::interface, Watts(*link) * period},
                                       {EnergyComponent::staticPower, Watts(*idle) * period}};
        } else if (image && lump) {
            m_result.overheadEnergy = {{EnergyComponent::lump, Watts(*lump) * period}};
        } else {
            m_result.energyKnown = false; // the power of a result-only link was never published
        }
    }

    const Graph& m_graph;
    const Settings& m_settings;
    CoreShape m_core;
    CompilerRules m_compiler;
    Fusion m_fusion;
    Hertz m_clock;
    double m_totalMacs;
    ReasonCollector m_reasons;
    std::int64_t m_inputSide = 0;
    Seconds m_uncalibrated;
    std::string m_uncalibratedKind;
    Evaluation m_result;
};

class StackedSensorDsp final : public CostModel {
public:
    const ArchitectureSchema& schema() const override { return stackedSensorSchema(); }
    Evaluation evaluate(const Graph& graph, const Settings& settings) const override
    {
        return SensorEvaluation(graph, settings).run();
    }
};

} // namespace

const CostModel& stackedSensorDspCostModel()
{
    static const StackedSensorDsp model;
    return model;
}

} // namespace tenbin
