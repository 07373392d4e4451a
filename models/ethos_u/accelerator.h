// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tenbin::ethos_u {

enum class Generation : std::uint8_t { u55, u65, u85 };

/// Height, width and channels of a block of a feature map, in elements.
struct Extent {
    std::int64_t h = 1, w = 1, c = 1;
    constexpr std::int64_t pixels() const { return h * w; }
    constexpr std::int64_t elements() const { return h * w * c; }
    constexpr bool operator==(const Extent&) const = default;
};

/// How an output leaves the array: an index into the output rates.
enum class OutputStage : std::uint8_t {
    unary32,
    binary32,
    productTo32,
    product,
    sum,
    maximum,
    plain,
};
inline constexpr int kOutputStages = 7;
enum class ActivationStage : std::uint8_t { none, clamp, table };

/// One configuration of the array. Rates are cycles an element; memories in bytes.
struct Accelerator {
    std::string_view id; ///< "u55-128"
    Generation generation = Generation::u55;
    int macs = 0;  ///< 8-bit MACs a cycle
    int cores = 1; ///< U65-512: two arrays side by side; U85: groups of weight-decoder lanes
    std::array<Extent, 3> microBlocks{};
    int microBlockCount = 1;
    std::array<double, kOutputStages> outputCycles{};
    std::array<double, 3> activationCycles{};
    double busBytesPerCycle = 0.0; ///< one direction of all ports towards the SRAM
    // U55 and U65: shared RAM in banks of 1 KiB and what its users round up to.
    int banks = 0;
    int inputGranule = 0, wideInputGranule = 0, accumulator32Granule = 0, accumulator40Granule = 0;
    // U85: separate RAMs, and the words of 16 bytes that read channels may have on their way.
    int inputRamBytes = 0, accumulatorRamBytes = 0;
    int copyReadWords = 0, weightReadWords = 0, inputReadWords = 0;
};

/// The configuration of that id ("u55-32" to "u85-2048"), or null.
/// Numbers: Arm Vela 3.10 architecture_features.py and 5.1 regor/architecture/ethosu{55,65,85}.
const Accelerator* findAccelerator(std::string_view id);

} // namespace tenbin::ethos_u
