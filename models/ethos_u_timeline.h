// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "models/ethos_u_arena.h"

namespace tenbin::ethos_u {

/// Bytes a cycle of the NPU's clock that a memory sustains.
struct MemoryRates {
    double together = 1.0;    ///< reads and writes together
    double oneWay = 1.0;      ///< either of them
    double copies = 1.0;      ///< reads of the block that copies weights
    double weights = 1.0;     ///< reads of the weight decoder
    double inputs = 1.0;      ///< reads of feature maps
    double scales = 1.0;      ///< reads of scales and biases
    double plainWrites = 1e9; ///< writes of a map that lies channel by channel: short bursts that wait for their answer
    double latency = 0.0;     ///< cycles until a read's first byte
};

struct TimelineOptions {
    MemoryRates sram, external;
    bool weightsInSram = false;
    double passCycles = 0.0;      ///< between two kernel commands: registers written, pipeline drained
    double externalReads = 0.0;   ///< latencies of the external memory that a kernel with weights waits for
    double commandReads = 0.0;    ///< the same for one without
    int outstandingCopies = 1;    ///< copies of weights under way at once
};

/// What one pass took on the NPU's time axis, all its runs together.
struct PassTime {
    double total = 0.0;   ///< cycles by which the pass moved the end of the work
    double pipe = 0.0, memory = 0.0, overhead = 0.0;
    double sramRead = 0.0, sramWritten = 0.0, externalRead = 0.0, externalWritten = 0.0;  ///< bytes
};

/// Runs the command stream: kernels one after the other, copies of weights beside them as far as buffers,
/// queues and the order of commands allow (two kernels queued; copies one or two at a time).
std::vector<PassTime> runTimeline(const Program& program, const std::vector<PassCost>& costs, const Arena& arena,
                                  const TimelineOptions& options);

} // namespace tenbin::ethos_u
