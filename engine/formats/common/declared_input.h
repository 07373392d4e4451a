// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tenbin {

/// One dimension of an input, as a model file declares it.
struct DeclaredDimension {
    std::int64_t size = 0; ///< elements; 0: the file leaves it open
    std::string name;      ///< of an open dimension ("height"); empty: it has none
    bool batch = false;    ///< open, and taken as a batch of 1 where nobody gives a size

    bool operator==(const DeclaredDimension&) const = default;
};

/// An input of a network, its dimensions in the file's own order (ONNX: NCHW).
struct DeclaredInput {
    std::string name;
    bool ranked = true; ///< false: the file does not even give the number of dimensions
    std::vector<DeclaredDimension> dimensions;

    bool operator==(const DeclaredInput&) const = default;
};

/// "1x3xheightx?"; "?" where not even the number of dimensions is known.
std::string toString(const DeclaredInput& input);

} // namespace tenbin
