// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tenbin {

/// What a file leaves open and the user has given. Empty: what the file says, an open
/// batch as 1. What is given replaces open sizes only where the file leaves them open, or
/// where an input's size is given in full.
struct ImportOptions {
    /// Sizes of network inputs, in the file's own order of dimensions (ONNX: NCHW).
    /// By input name, or by "input" for the only one.
    std::map<std::string, std::vector<std::int64_t>> inputSizes;
    /// Sizes of symbolic dimensions by name; "batch" also means an open first dimension.
    std::map<std::string, std::int64_t> dimensions;
    /// How often loops run whose count the file does not say.
    std::optional<std::int64_t> trips;

    bool operator==(const ImportOptions&) const = default;
};

} // namespace tenbin
