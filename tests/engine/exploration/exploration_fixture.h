// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/exploration/sweep.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin::test {

inline const TargetLibrary& presets()
{
    static const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return library;
}

/// Six families, one network of two widths; 7 x 3 x … points.
inline const char* const kQuestion = R"(
name = "Which chip?"
targets = ["ethos_u55_*", "cartesian_mac_array", "stm32h743", "imx500", "max78000"]
objectives = ["latency", "energy", "peak_memory"]
[[networks]]
model = "zoo:mobilenet_v1"
vary.alpha = [0.25, 0.5]
vary.input = [96]
[[axes]]
key = "clock_hz"
log_range = { from = 100e6, to = 400e6, count = 5 }
[[axes]]
key = "memory.external.bandwidth_bytes_per_s"
values = [0.1e9, 0.5e9, 2e9]
[[axes]]
key = "elements"
values = [9, 4, 1]
[[axes]]
key = "array.output_channels"
range = { from = 8, to = 32, count = 4 }
[constraints]
fits = true
)";

inline Result<std::shared_ptr<const DesignSpace>> spaceOf(const std::string& toml)
{
    const auto question = parseQuestion(toml, "question.toml");
    if (!question)
        return tl::make_unexpected(question.error());
    return buildSpace(
        *question, presets(), [](const std::string& spec) { return buildNetwork(spec); }, findCostModel);
}

/// All points in the order in which they came.
struct Collected {
    std::vector<PointRange> ranges;
    std::vector<DesignFigures> figures;

    PointSink sink()
    {
        return [this](const std::vector<PointBatch>& batches) {
            for (const PointBatch& batch : batches) {
                ranges.push_back(batch.range);
                figures.insert(figures.end(), batch.figures.begin(), batch.figures.end());
            }
            return true;
        };
    }
};

} // namespace tenbin::test
