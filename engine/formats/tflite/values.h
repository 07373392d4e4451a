// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Values of small tensors that are known without running the network: constants, shapes and what is
/// computed from them. Loop counters and target shapes of reshapes and resizes are such values.
class TfliteValues {
public:
    using Values = std::vector<double>; // exact for integers up to 2^53

    /// Elements a tensor may have to be followed.
    static constexpr std::int64_t kMostElements = 256;

    std::optional<Values> of(TensorId id, const std::vector<Tensor>& tensors) const;
    /// The same as integers; nothing for values beyond 2^53.
    std::optional<std::vector<std::int64_t>> integers(TensorId id, const std::vector<Tensor>& tensors) const;

    /// Follows `op` (in the form of `operator.h`, shapes settled) where its inputs are known.
    void follow(const Operator& op, const std::vector<Tensor>& tensors);

    /// `to` has the values of `from`.
    void copy(TensorId from, TensorId to, const std::vector<Tensor>& tensors);

private:
    std::unordered_map<std::uint32_t, Values> m_known; // by tensor
};

} // namespace tenbin
