// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/estimate/cost_model.h"
#include "models/ethos_u/timeline.h"

namespace tenbin::ethos_u {

/// A network as the NPU runs it, and what each pass asks of the array: neither depends on clocks or memories.
struct Compiled {
    std::shared_ptr<const Program> program;
    std::shared_ptr<const std::vector<PassCost>> costs;
    std::string key; ///< of the settings that it depends on
};
Compiled compile(const Graph& graph, const Settings& settings, const Accelerator& accelerator, SharedParts& parts);

MemoryMode memoryMode(const Settings& settings);
/// Without copyBytesPerCycle, which is a rate.
ArenaOptions arenaOptions(const Settings& settings);

/// What a sweep may scale without compiling anew.
struct Scales {
    double clock = 1.0;             ///< Hz
    double externalBandwidth = 0.0; ///< B/s
    double externalLatency = 0.0;   ///< s
    double sramBytesPerCycle = 0.0;
};

/// The rates of the memories in cycles of the NPU, for any scale. Reads the settings once.
class RateTable {
public:
    RateTable(const Settings& settings, const Accelerator& accelerator);

    const Scales& scales() const { return m_scales; }
    TimelineOptions at(const Scales& scales) const;
    /// Seconds once an inference beside the layers.
    double overhead(const Scales& scales, const Program& program) const;

private:
    MemoryRates externalRates(const Scales& scales) const;

    const Accelerator& m_accelerator;
    Scales m_scales;
    bool m_hasExternal, m_sramOnly;
    double m_busEfficiency, m_togetherEfficiency, m_externalEfficiency, m_outstandingShare, m_burstBytes,
        m_writeLatency, m_outstandingWrites;
    std::optional<double> m_outstandingReads;
    double m_passCycles, m_externalReads, m_plainReads, m_invokeCycles, m_invokeReads, m_invokeSeconds;
};

/// Everything at one point.
Evaluation evaluateRun(const Graph& graph, const Settings& settings, const Accelerator& accelerator,
                       const Compiled& compiled, const RateTable& rates, const Arena& arena,
                       const TimelineOptions& timeline);

/// For columns over clock_hz and the external memory's bandwidth and latency and the SRAM's width.
std::unique_ptr<const PreparedNetwork> prepareRun(const Graph& graph, const Settings& settings,
                                                  const Accelerator& accelerator, SharedParts& parts);
std::span<const std::string_view> scalingKeys();

} // namespace tenbin::ethos_u
