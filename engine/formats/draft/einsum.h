// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/graph/tensor.h"

namespace tenbin {

/// A sum of products in Einstein's notation, each dimension a letter: "bij,bjk->bik". The dimensions that an
/// ellipsis stands for have letters of their own.
struct Einsum {
    std::vector<std::string> operands; ///< letters of each operand's dimensions
    std::string result;
    std::map<char, std::int64_t> lengths; ///< of each letter; a length of 1 stretches to another operand's

    /// Shape of the result.
    Shape shape() const { return shapeOf(result); }
    Shape shapeOf(std::string_view letters) const;
    /// Whether a letter is summed over.
    bool sums(char letter) const { return result.find(letter) == std::string::npos; }
    /// Multiply-accumulates: one an element of the space that all letters span. 0 where nothing is summed, or
    /// where one operand alone is.
    std::int64_t macs() const;
};

/// Reads `equation` with the shapes of its operands; nothing where the two do not belong together.
std::optional<Einsum> readEinsum(std::string_view equation, const std::vector<Shape>& operands);

} // namespace tenbin
