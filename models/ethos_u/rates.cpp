// SPDX-License-Identifier: GPL-3.0-or-later
// What of an Ethos-U depends on its settings alone: memory mode, arena, rates of the memories.
#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "models/ethos_u/run.h"

namespace tenbin::ethos_u {

namespace {

/// Scales and biases are read 16 words of 16 bytes at a time (Vela: 10 bytes a channel x latency / 256).
constexpr double kScaleBytesInFlight = 256.0;
constexpr double kUnlimited = 1e9; // bytes a cycle

/// Passes of the same shape get the same block: networks repeat themselves.
std::size_t shapeKey(const Pass& pass)
{
    std::size_t key = 1469598103934665603ULL;
    for (const std::int64_t value : {static_cast<std::int64_t>(pass.kind),
                                     pass.in.h,
                                     pass.in.w,
                                     pass.in.c,
                                     pass.out.h,
                                     pass.out.w,
                                     pass.out.c,
                                     pass.kernelH,
                                     pass.kernelW,
                                     pass.spanH,
                                     pass.spanW,
                                     pass.strideH,
                                     pass.strideW,
                                     pass.upscale,
                                     std::int64_t{pass.inBits},
                                     std::int64_t{pass.outBits},
                                     static_cast<std::int64_t>(pass.output),
                                     static_cast<std::int64_t>(pass.activation),
                                     std::int64_t{pass.twoInputs},
                                     std::int64_t{pass.plainInput}})
        key = (key ^ static_cast<std::size_t>(value)) * 1099511628211ULL;
    return key;
}

std::vector<PassCost> costPasses(const Program& program, const Accelerator& accelerator, bool twoOfFour)
{
    std::unordered_map<std::size_t, PassCost> known;
    std::vector<PassCost> costs;
    costs.reserve(program.passes.size());
    for (const Pass& pass : program.passes) {
        const auto [entry, isNew] = known.try_emplace(shapeKey(pass));
        if (isNew)
            entry->second = passCost(accelerator, pass, chooseBlock(accelerator, pass));
        costs.push_back(entry->second);
    }
    if (accelerator.generation == Generation::u85 && twoOfFour)
        for (std::size_t i = 0; i < costs.size(); ++i)
            if (program.passes[i].kind == PassKind::convolution || program.passes[i].kind == PassKind::vectorProduct) {
                const double saved = costs[i].macCycles / 2.0; // every other product of four is skipped
                costs[i].macCycles -= saved;
                costs[i].pipeCycles = std::max(costs[i].pipeCycles - saved, costs[i].outputCycles);
            }
    return costs;
}

constexpr std::array<std::string_view, 4> kScalingKeys{"clock_hz", "memory.external.bandwidth_bytes_per_s",
                                                       "memory.external.read_latency_s", "memory.sram.bytes_per_cycle"};

} // namespace

std::span<const std::string_view> scalingKeys() { return kScalingKeys; }

MemoryMode memoryMode(const Settings& settings)
{
    if (settings.memoryIndex("external") < 0)
        return MemoryMode::sramOnly;
    const std::string_view choice = settings.choice("memory_mode");
    if (choice == "sram_only")
        return MemoryMode::sramOnly;
    return choice == "dedicated_sram" ? MemoryMode::dedicatedSram : MemoryMode::sharedSram;
}

ArenaOptions arenaOptions(const Settings& settings)
{
    ArenaOptions options{.toolchain = settings.choice("toolchain") == "vela_3_10" ? Toolchain::vela3 : Toolchain::vela5,
                         .mode = memoryMode(settings),
                         .leastSram = settings.choice("mode") == "size",
                         .sramCapacity = settings.capacity("sram"),
                         .sramTarget = {},
                         .sram = std::max(0, settings.memoryIndex("sram")),
                         .external = settings.memoryIndex("external"),
                         .activationBits = std::clamp(settings.choiceNumber("activation_bits", 8), 8, 16)};
    if (const auto target = settings.find("arena.cache_bytes"))
        options.sramTarget = Bytes(static_cast<std::int64_t>(*target));
    return options;
}

Compiled compile(const Graph& graph, const Settings& settings, const Accelerator& accelerator, SharedParts& parts)
{
    const ArenaOptions arena = arenaOptions(settings);
    const double sparsity = settings.numberOr("sparsity", 0.0);
    const bool twoOfFour = settings.choice("sparsity_structure") == "2_4";
    Compiled compiled;
    const std::string program =
        fmt::format("{} {} {} {} {}", accelerator.id, static_cast<int>(arena.toolchain), sparsity, arena.activationBits,
                    fmt::join(settings.placedOnProcessor(), ","));
    compiled.key = program + (twoOfFour ? " 2:4" : "");
    compiled.program = parts.get<Program>("program " + program, [&] {
        return lower(graph, accelerator,
                     {.toolchain = arena.toolchain,
                      .zeroFraction = sparsity,
                      .activationBits = arena.activationBits,
                      .onProcessor = settings.placedOnProcessor()});
    });
    compiled.costs = parts.get<std::vector<PassCost>>(
        "costs " + compiled.key, [&] { return costPasses(*compiled.program, accelerator, twoOfFour); });
    return compiled;
}

RateTable::RateTable(const Settings& settings, const Accelerator& accelerator)
    : m_accelerator(accelerator), m_scales{.clock = std::max(1.0, settings.number("clock_hz")),
                                           .externalBandwidth =
                                               settings.numberOr("memory.external.bandwidth_bytes_per_s", 1e9),
                                           .externalLatency = settings.numberOr("memory.external.read_latency_s", 0.0),
                                           .sramBytesPerCycle = settings.numberOr("memory.sram.bytes_per_cycle",
                                                                                  accelerator.busBytesPerCycle)},
      m_hasExternal(settings.memoryIndex("external") >= 0), m_sramOnly(memoryMode(settings) == MemoryMode::sramOnly),
      m_busEfficiency(settings.number("bus.efficiency")),
      m_togetherEfficiency(settings.number("bus.together_efficiency")),
      m_externalEfficiency(settings.number("bus.external_efficiency")),
      m_outstandingShare(settings.numberOr("bus.outstanding_efficiency", 1.0)),
      m_burstBytes(settings.numberOr("memory.external.burst_bytes", 128.0)),
      m_writeLatency(settings.numberOr("memory.external.write_latency_s", 0.0)),
      m_outstandingWrites(settings.numberOr("memory.external.outstanding_writes", 0.0)),
      m_outstandingReads(settings.find("memory.external.outstanding_reads")),
      m_passCycles(settings.number("command.pass_cycles")), m_externalReads(settings.number("command.external_reads")),
      m_plainReads(settings.numberOr("command.plain_external_reads", 0.0)),
      m_invokeCycles(settings.number("invoke_cycles")), m_invokeReads(settings.numberOr("invoke.external_reads", 0.0)),
      m_invokeSeconds(settings.numberOr("runtime.invoke_s", 0.0))
{
}

TimelineOptions RateTable::at(const Scales& scales) const
{
    TimelineOptions options;
    const double port = m_accelerator.busBytesPerCycle * m_busEfficiency;
    const double sram = scales.sramBytesPerCycle * m_togetherEfficiency;
    options.sram = {.together = sram,
                    .oneWay = std::min(port, sram),
                    .copies = sram,
                    .weights = sram,
                    .inputs = sram,
                    .scales = sram,
                    .plainWrites = kUnlimited};
    options.external = m_hasExternal ? externalRates(scales) : options.sram;
    options.weightsInSram = m_sramOnly;
    options.passCycles = m_passCycles;
    if (!m_sramOnly) {
        options.externalReads = m_externalReads;
        options.commandReads = m_plainReads;
    }
    options.outstandingCopies = m_accelerator.generation == Generation::u55 ? 1 : 2;
    return options;
}

/// A read channel has at most its buffer on its way: bytes over the latency.
MemoryRates RateTable::externalRates(const Scales& scales) const
{
    MemoryRates rates{.plainWrites = kUnlimited};
    rates.latency = scales.externalLatency * scales.clock;
    double peak = scales.externalBandwidth / scales.clock * m_externalEfficiency;
    const auto limited = [&](double bytes) {
        return rates.latency > 0.0 ? std::min(peak, bytes / rates.latency) : peak;
    };
    if (m_outstandingReads)
        peak = limited(*m_outstandingReads * m_burstBytes);
    const auto channel = [&](int words) { return words > 0 ? limited(words * 16.0 * m_outstandingShare) : peak; };
    rates.together = rates.oneWay = peak;
    rates.copies = channel(m_accelerator.copyReadWords);
    rates.weights = channel(m_accelerator.weightReadWords);
    rates.inputs = channel(m_accelerator.inputReadWords);
    rates.scales = limited(kScaleBytesInFlight * m_outstandingShare);
    // A group of decoder lanes writes 16 bytes of a pixel at a time, and so many bursts wait for their answer.
    const double writeLatency = m_writeLatency * scales.clock;
    if (writeLatency > 0.0 && m_outstandingWrites > 0.0)
        rates.plainWrites = m_outstandingWrites * std::min(64.0, 16.0 * m_accelerator.cores) / writeLatency;
    return rates;
}

double RateTable::overhead(const Scales& scales, const Program& program) const
{
    const double starts = std::max(1, program.subgraphs);
    double cycles = m_invokeCycles;
    if (!m_sramOnly)
        cycles += m_invokeReads * scales.externalLatency * scales.clock;
    return cycles * starts / scales.clock + m_invokeSeconds * starts;
}

} // namespace tenbin::ethos_u
