// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "models/ethos_u/cycles.h"
#include "models/ethos_u/lowering.h"

namespace tenbin::ethos_u {

/// A feature map while it is planned. Tensors that are views of one another are one map.
struct Map {
    TensorId tensor;
    std::int64_t bytes = 0;
    std::int64_t rollingBytes = 0;            ///< as the rolling buffer of a cascade; 0: cannot be one
    std::uint32_t first = 0, last = 0;        ///< operators that need it
    std::uint32_t producer = 0, consumer = 0; ///< of a map that a cascade may roll
    double traffic = 0.0;                     ///< bytes read and written
    bool rolled = false;
    bool inSram = true;
};

/// Maps of a network and the weight buffers beside them, by operator.
struct MapSet {
    std::vector<Map> maps;
    std::vector<int> mapOfTensor;          ///< index into maps, or -1
    std::vector<std::int64_t> bufferBytes; ///< one an operator: weights waiting in the SRAM

    /// Live range of a map, stretched over the cascades that touch it.
    struct Range {
        std::uint32_t first = 0, last = 0;
    };
    std::vector<Range> ranges() const;
    /// Bytes live during each operator, over the maps in SRAM and the buffers.
    std::vector<std::int64_t> liveBytes(const std::vector<Range>& ranges) const;
};

/// Rolls maps between operators that run stripe by stripe, one after the other, while the busiest
/// operator needs more than `target` bytes and rolling makes that less.
void cascade(MapSet& set, std::int64_t target);

} // namespace tenbin::ethos_u
