// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/configuration.h"
#include "engine/targets/target_file.h"

namespace tenbin {

const ParameterSpec* ArchitectureSchema::find(std::string_view key) const
{
    for (const ParameterSpec& spec : parameters) {
        if (spec.key == key)
            return &spec;
        // "kernel.*" covers every key below "kernel.".
        if (spec.key.ends_with(".*") && key.starts_with(std::string_view(spec.key).substr(0, spec.key.size() - 1)))
            return &spec;
    }
    return nullptr;
}

const ArchitectureSchema& commonSchema()
{
    static const ArchitectureSchema schema{
        .architecture = "common",
        .parameters =
            {
                {.key = "accuracy.latency",
                 .unit = "1",
                 .lowest = 0.0,
                 .highest = 100.0,
                 .meaning = "relative half-width of the interval that holds the true latency four times out of five"},
                {.key = "accuracy.macs_fewest",
                 .unit = "1",
                 .lowest = 1.0,
                 .highest = 1e15,
                 .meaning =
                     "MACs of the smallest network that accuracy.latency rests on; below, the interval is wider"},
                {.key = "accuracy.macs_most",
                 .unit = "1",
                 .lowest = 1.0,
                 .highest = 1e15,
                 .meaning = "MACs of the largest such network; above, the interval is wider"},
                {.key = "accuracy.energy",
                 .unit = "1",
                 .lowest = 0.0,
                 .highest = 100.0,
                 .meaning = "the same for energy"},
                {.key = "accuracy.memory.activations",
                 .unit = "1",
                 .lowest = 0.0,
                 .highest = 100.0,
                 .meaning = "the same for feature maps, scratch and the working data of the run-time library; absent: "
                            "they are laid out as estimated, to the byte"},
                {.key = "accuracy.memory.weights",
                 .unit = "1",
                 .lowest = 0.0,
                 .highest = 100.0,
                 .meaning = "the same for stored weights; absent: exact"},
                {.key = "accuracy.memory.code",
                 .unit = "1",
                 .lowest = 0.0,
                 .highest = 100.0,
                 .meaning = "the same for code and tables of the run-time library beside the weights; absent: exact"},
                {.key = std::string(kLatencyCalibration),
                 .unit = "1",
                 .lowest = 0.05,
                 .highest = 20.0,
                 .meaning =
                     "factor on all latencies, from measurements on one board; set by the user, never by a preset"},
                {.key = "memory.*",
                 .unit = "by key",
                 .meaning =
                     "numbers of a memory: capacity_bytes, reserved_bytes, bandwidth_bytes_per_s, bytes_per_cycle, "
                     "cache_bytes (of the cache in front of it), latency_cycles, energy_j_per_byte, banks (equal "
                     "parts, drawn in the memory chart), and those the "
                     "architecture names"},
            },
        .options = {},
        .traits = {},
    };
    return schema;
}

} // namespace tenbin
