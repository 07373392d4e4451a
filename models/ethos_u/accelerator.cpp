// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/accelerator.h"

#include <algorithm>

namespace tenbin::ethos_u {

namespace {

constexpr std::array<double, kOutputStages> kRates256{0.625, 1.125, 0.5, 0.375, 0.75, 0.125, 0.25};

constexpr std::array<double, kOutputStages> half(std::array<double, kOutputStages> rates)
{
    for (double& rate : rates)
        rate /= 2.0;
    return rates;
}

/// U85: rates of 8-bit and 32-bit outputs, of 32-bit inputs and of two of them (Vela 5.1 ethos_u85.cpp).
constexpr std::array<double, kOutputStages> u85Rates(double bits8, double bits32, double input32, double binary32)
{
    return {input32, binary32, bits32, bits8, bits8, bits8, bits8};
}

constexpr std::array kAccelerators{
    Accelerator{.id = "u55-32",
                .macs = 32,
                .microBlocks = {Extent{1, 1, 4}},
                .outputCycles = {2, 3, 3, 3, 6, 1, 2},
                .activationCycles = {0, 1, 1},
                .busBytesPerCycle = 8,
                .banks = 16,
                .inputGranule = 2,
                .wideInputGranule = 4,
                .accumulator32Granule = 4,
                .accumulator40Granule = 4},
    Accelerator{.id = "u55-64",
                .macs = 64,
                .microBlocks = {Extent{1, 1, 8}},
                .outputCycles = {1, 1.5, 1.5, 1.5, 3, 0.5, 1},
                .activationCycles = {0, 1, 1},
                .busBytesPerCycle = 8,
                .banks = 16,
                .inputGranule = 2,
                .wideInputGranule = 4,
                .accumulator32Granule = 4,
                .accumulator40Granule = 8},
    Accelerator{.id = "u55-128",
                .macs = 128,
                .microBlocks = {Extent{1, 2, 8}},
                .outputCycles = {0.75, 1.25, 0.75, 0.75, 1.5, 0.25, 0.5},
                .activationCycles = {0, 0.5, 1},
                .busBytesPerCycle = 8,
                .banks = 24,
                .inputGranule = 4,
                .wideInputGranule = 8,
                .accumulator32Granule = 8,
                .accumulator40Granule = 12},
    Accelerator{.id = "u55-256",
                .macs = 256,
                .microBlocks = {Extent{2, 2, 8}},
                .outputCycles = kRates256,
                .activationCycles = {0, 0.25, 1},
                .busBytesPerCycle = 8,
                .banks = 48,
                .inputGranule = 8,
                .wideInputGranule = 16,
                .accumulator32Granule = 16,
                .accumulator40Granule = 20},
    Accelerator{.id = "u65-256",
                .generation = Generation::u65,
                .macs = 256,
                .microBlocks = {Extent{2, 2, 8}},
                .outputCycles = kRates256,
                .activationCycles = {0, 0.25, 1},
                .busBytesPerCycle = 16,
                .banks = 48,
                .inputGranule = 8,
                .wideInputGranule = 16,
                .accumulator32Granule = 16,
                .accumulator40Granule = 20},
    Accelerator{.id = "u65-512",
                .generation = Generation::u65,
                .macs = 512,
                .cores = 2,
                .microBlocks = {Extent{2, 2, 8}},
                .outputCycles = half(kRates256),
                .activationCycles = {0, 0.125, 0.5},
                .busBytesPerCycle = 16,
                .banks = 48,
                .inputGranule = 8,
                .wideInputGranule = 16,
                .accumulator32Granule = 16,
                .accumulator40Granule = 20},
    Accelerator{.id = "u85-128",
                .generation = Generation::u85,
                .macs = 128,
                .microBlocks = {Extent{1, 2, 8}, {1, 1, 16}},
                .microBlockCount = 2,
                .outputCycles = u85Rates(0.5, 0.5, 1, 1),
                .activationCycles = {0, 0.5, 0.5},
                .busBytesPerCycle = 32,
                .inputRamBytes = 8192,
                .accumulatorRamBytes = 8192,
                .copyReadWords = 64,
                .weightReadWords = 128,
                .inputReadWords = 104},
    Accelerator{.id = "u85-256",
                .generation = Generation::u85,
                .macs = 256,
                .microBlocks = {Extent{1, 2, 16}, {1, 4, 8}, {2, 2, 8}},
                .microBlockCount = 3,
                .outputCycles = u85Rates(0.25, 0.25, 0.5, 0.5),
                .activationCycles = {0, 0.25, 0.25},
                .busBytesPerCycle = 32,
                .inputRamBytes = 16384,
                .accumulatorRamBytes = 16384,
                .copyReadWords = 104,
                .weightReadWords = 128,
                .inputReadWords = 128},
    Accelerator{.id = "u85-512",
                .generation = Generation::u85,
                .macs = 512,
                .cores = 2,
                .microBlocks = {Extent{2, 2, 16}, {1, 4, 16}},
                .microBlockCount = 2,
                .outputCycles = u85Rates(0.125, 0.25, 0.25, 0.25),
                .activationCycles = {0, 0.125, 0.125},
                .busBytesPerCycle = 32,
                .inputRamBytes = 16384,
                .accumulatorRamBytes = 32768,
                .copyReadWords = 128,
                .weightReadWords = 256,
                .inputReadWords = 128},
    Accelerator{.id = "u85-1024",
                .generation = Generation::u85,
                .macs = 1024,
                .cores = 4,
                .microBlocks = {Extent{2, 2, 32}, {1, 4, 32}, {2, 4, 16}},
                .microBlockCount = 3,
                .outputCycles = u85Rates(0.0625, 0.25, 0.125, 0.25),
                .activationCycles = {0, 0.0625, 0.0625},
                .busBytesPerCycle = 32,
                .inputRamBytes = 16384,
                .accumulatorRamBytes = 65536,
                .copyReadWords = 256,
                .weightReadWords = 416,
                .inputReadWords = 256},
    Accelerator{.id = "u85-2048",
                .generation = Generation::u85,
                .macs = 2048,
                .cores = 4,
                .microBlocks = {Extent{2, 2, 64}, {1, 4, 64}, {4, 4, 16}},
                .microBlockCount = 3,
                .outputCycles = u85Rates(0.03125, 0.125, 0.0625, 0.125),
                .activationCycles = {0, 0.03125, 0.03125},
                .busBytesPerCycle = 64,
                .inputRamBytes = 32768,
                .accumulatorRamBytes = 131072,
                .copyReadWords = 256,
                .weightReadWords = 512,
                .inputReadWords = 256},
};

} // namespace

const Accelerator* findAccelerator(std::string_view id)
{
    const auto found =
        std::find_if(kAccelerators.begin(), kAccelerators.end(), [&](const Accelerator& a) { return a.id == id; });
    return found == kAccelerators.end() ? nullptr : &*found;
}

} // namespace tenbin::ethos_u
