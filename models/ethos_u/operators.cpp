// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/operators.h"

#include <algorithm>
#include <array>

namespace tenbin::ethos_u {

namespace {

using Kind = OperatorKind;
using Limit = ShapeLimit;

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
    Limit limit;
};

/// SUPPORTED_OPS.md and the lists of types in the sources of 3.10.0 (tflite_supported_operators.py) and 5.1.0
/// (tflite_supported_operators_u55.cpp, _u85.cpp).
constexpr std::array kTable{
    Entry{Kind::abs, kAll, Limit::none},
    Entry{Kind::add, kAll | kWide3 | kWide5, Limit::broadcast},
    Entry{Kind::argMax, kAll | kWide3 | kWide5 | kVeryWide5, Limit::argMax},
    Entry{Kind::averagePool2d, kAll, Limit::pooling},
    Entry{Kind::batchMatMul, kNew | kWide5, Limit::mapProduct},
    Entry{Kind::cast, kU85, Limit::none},
    Entry{Kind::clip, kAll, Limit::none}, // converters write MINIMUM and MAXIMUM
    Entry{Kind::concatenation, kAll, Limit::none},
    Entry{Kind::conv2d, kAll, Limit::convolution},
    Entry{Kind::depthwiseConv2d, kAll, Limit::depthwise},
    Entry{Kind::div, kU85, Limit::none},
    Entry{Kind::equal, kU85, Limit::none},
    Entry{Kind::exp, kAll, Limit::none},
    Entry{Kind::expandDims, kAll | kWide5, Limit::none},
    Entry{Kind::fullyConnected, kAll | kWide5, Limit::product},
    Entry{Kind::gather, kU85, Limit::gather},
    Entry{Kind::greater, kU85, Limit::none},
    Entry{Kind::greaterEqual, kU85, Limit::none},
    Entry{Kind::hardSwish, kAll, Limit::none},
    Entry{Kind::identity, kAll | kWide3 | kWide5 | kVeryWide5, Limit::none},
    Entry{Kind::leakyRelu, kAll, Limit::none},
    Entry{Kind::less, kU85, Limit::none},
    Entry{Kind::lessEqual, kU85, Limit::none},
    Entry{Kind::log, kNew, Limit::none},
    Entry{Kind::logicalAnd, kU85, Limit::none},
    Entry{Kind::logicalNot, kU85, Limit::none},
    Entry{Kind::logicalOr, kU85, Limit::none},
    Entry{Kind::logistic, kAll, Limit::none},
    Entry{Kind::lstm, kAll, Limit::none},
    Entry{Kind::maximum, kAll, Limit::broadcast},
    Entry{Kind::maxPool2d, kAll, Limit::pooling},
    Entry{Kind::mean, kAll, Limit::mean},
    Entry{Kind::minimum, kAll, Limit::broadcast},
    Entry{Kind::mirrorPad, kNew | kWide5, Limit::none},
    Entry{Kind::mul, kAll | kWide3 | kWide5, Limit::broadcast},
    Entry{Kind::neg, kNew | kWide5, Limit::none},
    Entry{Kind::notEqual, kU85, Limit::none},
    Entry{Kind::pack, kAll, Limit::none},
    Entry{Kind::pad, kAll, Limit::pad},
    Entry{Kind::prelu, kAll, Limit::none},
    Entry{Kind::quantize, kAll, Limit::none},
    Entry{Kind::reduceMax, kNew, Limit::none},
    Entry{Kind::reduceMin, kNew, Limit::none},
    Entry{Kind::relu, kAll, Limit::none},
    Entry{Kind::relu0To1, kNew, Limit::none},
    Entry{Kind::relu6, kAll, Limit::none},
    Entry{Kind::reluN1To1, kAll, Limit::none},
    Entry{Kind::reshape, kAll | kWide5, Limit::none},
    Entry{Kind::resizeBilinear, kAll, Limit::resize},
    Entry{Kind::resizeNearestNeighbor, kAll, Limit::resize},
    Entry{Kind::reverse, kU85,
          Limit::none}, // on the list of U55, but "axis attribute is not supported": nothing to reverse
    Entry{Kind::rsqrt, kAll, Limit::none},
    Entry{Kind::scatterNd, kU85, Limit::none},
    Entry{Kind::select, kU85, Limit::none},
    Entry{Kind::shapeOf, kAll | kWide3 | kWide5 | kVeryWide5, Limit::none}, // known when compiled
    Entry{Kind::slice, kAll, Limit::slice},
    Entry{Kind::softmax, kAll, Limit::softmax},
    Entry{Kind::split, kAll, Limit::none},
    Entry{Kind::squaredDifference, kAll, Limit::broadcast},
    Entry{Kind::squeeze, kAll | kWide5, Limit::none},
    Entry{Kind::stridedSlice, kAll, Limit::slice},
    Entry{Kind::sub, kAll | kWide3 | kWide5, Limit::broadcast},
    Entry{Kind::sum, kNew | kWide5, Limit::none},
    Entry{Kind::tanh, kAll, Limit::none},
    Entry{Kind::tile, kNew, Limit::none},
    Entry{Kind::transpose, kAll | kWide3 | kWide5, Limit::transpose},
    Entry{Kind::transposeConv2d, kAll, Limit::transposed},
    Entry{Kind::unpack, kAll, Limit::none},
};

const Entry* entryOf(OperatorKind kind)
{
    const auto found = std::find_if(kTable.begin(), kTable.end(), [&](const Entry& e) { return e.kind == kind; });
    if (found == kTable.end())
        return nullptr;
    return &*found;
}

unsigned takersOf(OperatorKind kind)
{
    const Entry* entry = entryOf(kind);
    if (!entry)
        return 0;
    return entry->takers;
}

} // namespace

ShapeLimit shapeLimitOf(OperatorKind kind)
{
    const Entry* entry = entryOf(kind);
    if (!entry)
        return Limit::unlisted;
    return entry->limit;
}

bool isListed(OperatorKind kind, Generation generation, Toolchain toolchain)
{
    const unsigned takers = takersOf(kind);
    if (generation == Generation::u85)
        return (takers & kU85) != 0;
    if (toolchain == Toolchain::vela5)
        return (takers & kVela5) != 0;
    return (takers & kVela3) != 0;
}

bool takesWideMaps(OperatorKind kind, int bits, Toolchain toolchain)
{
    const unsigned takers = takersOf(kind);
    if (toolchain == Toolchain::vela3)
        return bits == 32 && (takers & kWide3) != 0;
    if (bits == 32)
        return (takers & kWide5) != 0;
    return (takers & kVeryWide5) != 0;
}

} // namespace tenbin::ethos_u
