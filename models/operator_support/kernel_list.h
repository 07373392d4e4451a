// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "engine/graph/graph.h"
#include "engine/graph/kind_set.h"

namespace tenbin {

/// Limits of a library's kernels beside their types.
struct KernelLimits {
    std::size_t axes = 8;            ///< of any map
    std::size_t transposedAxes = 8;  ///< of a map whose axes are exchanged
    std::size_t concatenated = 1000; ///< maps that one operator joins
    bool groups = true;              ///< convolutions in groups, other than one a channel
};

/// The operators of one inference library, from its public sources or documents.
struct KernelList {
    std::string_view id;     ///< value of the trait "operators" in presets
    std::string_view name;   ///< proper name, as said to people
    std::string_view source; ///< where the list was read
    KindSet integer;         ///< kernels for 8-bit maps
    KindSet wide;            ///< kernels for 16-bit maps
    KindSet floating;        ///< kernels for floating-point maps
    /// Of those with products, the ones that an optimised kernel runs at 8 bits; the others of `integer` run by the
    /// plain C kernels that the library falls back to.
    KindSet optimised;
    bool converts = false; ///< an 8-bit operator without a kernel runs in floating point between two conversions
    KernelLimits limits = {};
};

/// How a library runs an operator.
enum class KernelRoute {
    optimised, ///< by the kernel for the operator's type
    plain,     ///< by a plain C kernel, many times slower
    floating,  ///< an 8-bit operator in floating point, between conversions
    missing,   ///< not at all
};

/// The list with this id, or null: a library that publishes none is taken to have every kernel.
const KernelList* findKernelList(std::string_view id);

/// How `list` runs `op`; `asInteger`: floating-point maps are taken as if quantised to 8 bits.
/// Renamings, fused quantisers and operators without outputs are always run; what breaks a limit is missing.
KernelRoute kernelRoute(const KernelList& list, const Graph& graph, const Operator& op, bool asInteger);

/// A limit of the library that `op` breaks: what of it, how much, and how much there may be.
struct BrokenLimit {
    std::string_view attribute;
    std::size_t value = 0, limit = 0;
};
std::optional<BrokenLimit> brokenLimit(const KernelList& list, const Graph& graph, const Operator& op);

/// The type that `op` works in, as in reasons: "int8", "int16", "float32"; that of its first output, or of its
/// first input where the output is a border to floating point.
DataType workingType(const Graph& graph, const Operator& op, bool asInteger);

} // namespace tenbin
