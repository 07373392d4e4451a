// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/operators.h"

#include <algorithm>
#include <array>

namespace tenbin::ethos_u {

namespace {

using Kind = OperatorKind;

/// Who takes an operator, as a sum of these.
enum Taker : unsigned {
    kVela3 = 1,      ///< Vela 3.10 on U55 and U65
    kVela5 = 2,      ///< Vela 5.1 on U55 and U65
    kU85 = 4,        ///< Vela 5.1 on U85
    kWide3 = 8,      ///< 32-bit feature maps in Vela 3.10 (supported_int32_tensor_ops)
    kWide5 = 16,     ///< 32-bit feature maps in Vela 5.1 (s_supports32Bit)
    kVeryWide5 = 32, ///< 64-bit feature maps in Vela 5.1 (s_supports64Bit)
    kAll = kVela3 | kVela5 | kU85,
    kNew = kVela5 | kU85,
};

struct Entry {
    Kind kind;
    unsigned takers;
};

/// SUPPORTED_OPS.md and the lists of types in the sources of 3.10.0 (tflite_supported_operators.py) and 5.1.0
/// (tflite_supported_operators_u55.cpp, _u85.cpp).
constexpr std::array kTable{
    Entry{Kind::abs, kAll},
    Entry{Kind::add, kAll | kWide3 | kWide5},
    Entry{Kind::argMax, kAll | kWide3 | kWide5 | kVeryWide5},
    Entry{Kind::averagePool2d, kAll},
    Entry{Kind::batchMatMul, kNew | kWide5},
    Entry{Kind::cast, kU85},
    Entry{Kind::clip, kAll}, // converters write MINIMUM and MAXIMUM
    Entry{Kind::concatenation, kAll},
    Entry{Kind::conv2d, kAll},
    Entry{Kind::depthwiseConv2d, kAll},
    Entry{Kind::div, kU85},
    Entry{Kind::equal, kU85},
    Entry{Kind::exp, kAll},
    Entry{Kind::expandDims, kAll | kWide5},
    Entry{Kind::fullyConnected, kAll | kWide5},
    Entry{Kind::gather, kU85},
    Entry{Kind::greater, kU85},
    Entry{Kind::greaterEqual, kU85},
    Entry{Kind::hardSwish, kAll},
    Entry{Kind::identity, kAll | kWide3 | kWide5 | kVeryWide5},
    Entry{Kind::leakyRelu, kAll},
    Entry{Kind::less, kU85},
    Entry{Kind::lessEqual, kU85},
    Entry{Kind::log, kNew},
    Entry{Kind::logicalAnd, kU85},
    Entry{Kind::logicalNot, kU85},
    Entry{Kind::logicalOr, kU85},
    Entry{Kind::logistic, kAll},
    Entry{Kind::lstm, kAll},
    Entry{Kind::maximum, kAll},
    Entry{Kind::maxPool2d, kAll},
    Entry{Kind::mean, kAll},
    Entry{Kind::minimum, kAll},
    Entry{Kind::mirrorPad, kNew | kWide5},
    Entry{Kind::mul, kAll | kWide3 | kWide5},
    Entry{Kind::neg, kNew | kWide5},
    Entry{Kind::notEqual, kU85},
    Entry{Kind::pack, kAll},
    Entry{Kind::pad, kAll},
    Entry{Kind::prelu, kAll},
    Entry{Kind::quantize, kAll},
    Entry{Kind::reduceMax, kNew},
    Entry{Kind::reduceMin, kNew},
    Entry{Kind::relu, kAll},
    Entry{Kind::relu0To1, kNew},
    Entry{Kind::relu6, kAll},
    Entry{Kind::reluN1To1, kAll},
    Entry{Kind::reshape, kAll | kWide5},
    Entry{Kind::resizeBilinear, kAll},
    Entry{Kind::resizeNearestNeighbor, kAll},
    Entry{Kind::reverse, kU85}, // on the list of U55, but "axis attribute is not supported": nothing to reverse
    Entry{Kind::rsqrt, kAll},
    Entry{Kind::scatterNd, kU85},
    Entry{Kind::select, kU85},
    Entry{Kind::shapeOf, kAll | kWide3 | kWide5 | kVeryWide5}, // known when compiled
    Entry{Kind::slice, kAll},
    Entry{Kind::softmax, kAll},
    Entry{Kind::split, kAll},
    Entry{Kind::squaredDifference, kAll},
    Entry{Kind::squeeze, kAll | kWide5},
    Entry{Kind::stridedSlice, kAll},
    Entry{Kind::sub, kAll | kWide3 | kWide5},
    Entry{Kind::sum, kNew | kWide5},
    Entry{Kind::tanh, kAll},
    Entry{Kind::tile, kNew},
    Entry{Kind::transpose, kAll | kWide3 | kWide5},
    Entry{Kind::transposeConv2d, kAll},
    Entry{Kind::unpack, kAll},
};

unsigned takersOf(OperatorKind kind)
{
    const auto found = std::find_if(kTable.begin(), kTable.end(), [&](const Entry& e) { return e.kind == kind; });
    return found == kTable.end() ? 0u : found->takers;
}

} // namespace

bool isListed(OperatorKind kind, Generation generation, Toolchain toolchain)
{
    const unsigned takers = takersOf(kind);
    if (generation == Generation::u85)
        return (takers & kU85) != 0;
    const unsigned needed = toolchain == Toolchain::vela5 ? kVela5 : kVela3;
    return (takers & needed) != 0;
}

bool takesWideMaps(OperatorKind kind, int bits, Toolchain toolchain)
{
    const unsigned takers = takersOf(kind);
    if (toolchain == Toolchain::vela3)
        return bits == 32 && (takers & kWide3) != 0;
    return (takers & (bits == 32 ? kWide5 : kVeryWide5)) != 0;
}

} // namespace tenbin::ethos_u
