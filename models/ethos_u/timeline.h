// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <Eigen/Core>

#include "models/ethos_u/arena.h"

namespace tenbin::ethos_u {

/// Eight design points side by side: the timeline's formulas hold for one point (double) or for these.
using Lanes = Eigen::Array<double, 8, 1>;

/// Bytes a cycle of the NPU's clock that a memory sustains.
template <class T>
struct MemoryRatesOf {
    T together{};    ///< reads and writes together
    T oneWay{};      ///< either of them
    T copies{};      ///< reads of the block that copies weights
    T weights{};     ///< reads of the weight decoder
    T inputs{};      ///< reads of feature maps
    T scales{};      ///< reads of scales and biases
    T plainWrites{}; ///< writes of a map that lies channel by channel: short bursts that wait for their answer
    T latency{};     ///< cycles until a read's first byte
};
using MemoryRates = MemoryRatesOf<double>;

template <class T>
struct TimelineOptionsOf {
    MemoryRatesOf<T> sram, external;
    bool weightsInSram = false;
    double passCycles = 0.0;    ///< between two kernel commands: registers written, pipeline drained
    double externalReads = 0.0; ///< latencies of the external memory that a kernel with weights waits for
    double commandReads = 0.0;  ///< the same for one without
    int outstandingCopies = 1;  ///< copies of weights under way at once
};
using TimelineOptions = TimelineOptionsOf<double>;

/// What one pass took on the NPU's time axis, all its runs together.
template <class T>
struct PassTimeOf {
    T total{}; ///< cycles by which the pass moved the end of the work
    double pipe = 0.0;
    T memory{}, overhead{};
    double sramRead = 0.0, sramWritten = 0.0, externalRead = 0.0, externalWritten = 0.0; ///< bytes
};
using PassTime = PassTimeOf<double>;

/// Runs the command stream: kernels one after the other, copies of weights beside them as far as buffers,
/// queues and the order of commands allow (two kernels queued; copies one or two at a time).
/// For T = double or Lanes; a lane holds the same bits that its point alone would give.
template <class T>
std::vector<PassTimeOf<T>> runTimeline(const Program& program, const std::vector<PassCost>& costs, const Arena& arena,
                                       const TimelineOptionsOf<T>& options);

} // namespace tenbin::ethos_u
