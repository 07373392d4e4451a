// SPDX-License-Identifier: GPL-3.0-or-later
// Element-wise operators; integers as in TensorFlow Lite's reference kernels.
#include <array>
#include <cmath>
#include <cstring>
#include <functional>

#include "engine/graph/kind_map.h"
#include "engine/inference/kernel_site.h"

namespace tenbin::kernels {

namespace {

using K = OperatorKind;

/// For each output element, the element of an input that broadcasts to it; empty where the shapes agree.
std::vector<std::int64_t> broadcastMap(const Shape& from, const Shape& to)
{
    if (from == to)
        return {};
    std::vector<std::int64_t> map(static_cast<std::size_t>(elementCount(to)));
    const std::size_t missing = to.size() - from.size();
    for (std::size_t i = 0; i < map.size(); ++i) {
        auto rest = static_cast<std::int64_t>(i);
        std::int64_t stride = 1;
        for (std::size_t d = to.size(); d-- > 0; rest /= to[d])
            if (d >= missing) {
                const std::int64_t size = from[d - missing];
                if (size != 1)
                    map[i] += rest % to[d] * stride;
                stride *= size;
            }
    }
    return map;
}

struct Pair {
    std::vector<std::int64_t> first, second;
    std::int64_t count;
    std::size_t a(std::int64_t i) const { return mapped(first, static_cast<std::size_t>(i)); }
    std::size_t b(std::int64_t i) const { return mapped(second, static_cast<std::size_t>(i)); }

private:
    static std::size_t mapped(const std::vector<std::int64_t>& map, std::size_t i)
    {
        if (map.empty())
            return i;
        return static_cast<std::size_t>(map[i]);
    }
};

/// Reads two bytes as numbers, writes compute(a, b) clamped to the output's range.
template <class Compute>
Kernel bytewise(const Site& site, Pair pair, Compute compute)
{
    const bool isSigned = site.output().type.kind == DataType::Kind::signedInteger;
    return [=, pair = std::move(pair), range = site.range(), x = site.in(0), y = site.in(1),
            out = site.out()](InferenceBuffers& ws) {
        const auto* a = ws.values<std::uint8_t>(x);
        const auto* b = ws.values<std::uint8_t>(y);
        for (std::int64_t i = 0; i < pair.count; ++i) {
            const std::int32_t value = compute(number(a[pair.a(i)], isSigned), number(b[pair.b(i)], isSigned));
            ws.values<std::uint8_t>(out)[i] = static_cast<std::uint8_t>(std::clamp(value, range.lowest, range.highest));
        }
    };
}

/// kernels/add.cc and sub.cc: both inputs on a common scale with 20 extra bits.
Kernel integerSum(const Site& site, Pair pair, std::int32_t sign)
{
    constexpr int kLeft = 20;
    const float s1 = Site::scale(site.input(0));
    const float s2 = Site::scale(site.input(1));
    const float so = Site::scale(site.output());
    const auto twice = static_cast<double>(2.0f * std::max(s1, s2));
    const auto m1 = fixed_point::quantizeMultiplier(static_cast<double>(s1) / twice);
    const auto m2 = fixed_point::quantizeMultiplier(static_cast<double>(s2) / twice);
    const auto mo = fixed_point::quantizeMultiplier(twice / static_cast<double>(static_cast<float>(1 << kLeft) * so));
    const std::int32_t z1 = Site::zeroPoint(site.input(0));
    const std::int32_t z2 = Site::zeroPoint(site.input(1));
    const std::int32_t zo = Site::zeroPoint(site.output());
    return bytewise(site, std::move(pair), [=](std::int32_t a, std::int32_t b) {
        const std::int32_t sum = fixed_point::multiply((a - z1) * (1 << kLeft), m1)
                                 + sign * fixed_point::multiply((b - z2) * (1 << kLeft), m2);
        return fixed_point::multiply(sum, mo) + zo;
    });
}

Kernel integerProduct(const Site& site, Pair pair)
{
    const float real = Site::scale(site.input(0)) * Site::scale(site.input(1)) / Site::scale(site.output());
    const auto m = fixed_point::quantizeMultiplier(static_cast<double>(real));
    const std::int32_t z1 = Site::zeroPoint(site.input(0));
    const std::int32_t z2 = Site::zeroPoint(site.input(1));
    const std::int32_t zo = Site::zeroPoint(site.output());
    return bytewise(site, std::move(pair),
                    [=](std::int32_t a, std::int32_t b) { return fixed_point::multiply((a - z1) * (b - z2), m) + zo; });
}

template <class Compute>
Kernel floatPair(const Site& site, Pair pair, Compute compute)
{
    return [=, pair = std::move(pair), activation = fusedActivation(site.op), x = site.in(0), y = site.in(1),
            out = site.out()](InferenceBuffers& ws) {
        const auto* a = ws.values<float>(x);
        const auto* b = ws.values<float>(y);
        for (std::int64_t i = 0; i < pair.count; ++i)
            ws.values<float>(out)[i] = activated(compute(a[pair.a(i)], b[pair.b(i)]), activation);
    };
}

struct Larger {
    template <class T>
    T operator()(T a, T b) const
    {
        return std::max(a, b);
    }
};
struct Smaller {
    template <class T>
    T operator()(T a, T b) const
    {
        return std::min(a, b);
    }
};

template <class Compute>
Kernel bytesOf(const Site& site, Pair pair)
{
    return bytewise(site, std::move(pair), Compute{});
}

template <class Compute>
Kernel floatsOf(const Site& site, Pair pair)
{
    return floatPair(site, std::move(pair), Compute{});
}

Kernel integerAddition(const Site& site, Pair pair) { return integerSum(site, std::move(pair), 1); }
Kernel integerSubtraction(const Site& site, Pair pair) { return integerSum(site, std::move(pair), -1); }

using PairKernel = Kernel (*)(const Site&, Pair);

constexpr KindMap<PairKernel> kOfBytes{{K::add, integerAddition},
                                       {K::sub, integerSubtraction},
                                       {K::mul, integerProduct},
                                       {K::maximum, bytesOf<Larger>},
                                       {K::minimum, bytesOf<Smaller>}};

constexpr KindMap<PairKernel> kOfFloats{{K::add, floatsOf<std::plus<float>>},
                                        {K::sub, floatsOf<std::minus<float>>},
                                        {K::mul, floatsOf<std::multiplies<float>>},
                                        {K::div, floatsOf<std::divides<float>>},
                                        {K::maximum, floatsOf<Larger>},
                                        {K::minimum, floatsOf<Smaller>}};

float leaky(float x, float alpha)
{
    if (x >= 0.0f)
        return x;
    return alpha * x;
}

/// A file without alpha means 1.
float exponentialUnit(float x, float alpha)
{
    if (x >= 0.0f)
        return x;
    if (alpha > 0.0f)
        return std::expm1(x) * alpha;
    return std::expm1(x);
}

template <Activation activation>
float activatedBy(float x, float)
{
    return activated(x, activation);
}

/// Functions of an element and the operator's alpha.
using Function = float (*)(float x, float alpha);
constexpr KindMap<Function> kFunctions{
    {K::relu, activatedBy<Activation::relu>},
    {K::relu6, activatedBy<Activation::relu6>},
    {K::reluN1To1, activatedBy<Activation::reluN1To1>},
    {K::relu0To1, activatedBy<Activation::relu0To1>},
    {K::leakyRelu, leaky},
    {K::hardSwish, activatedBy<Activation::hardSwish>},
    {K::logistic, activatedBy<Activation::logistic>},
    {K::tanh, activatedBy<Activation::tanh>},
    {K::elu, exponentialUnit},
    {K::abs, [](float x, float) { return std::abs(x); }},
    {K::neg, [](float x, float) { return -x; }},
    {K::exp, [](float x, float) { return std::exp(x); }},
    {K::log, [](float x, float) { return std::log(x); }},
    {K::sqrt, [](float x, float) { return std::sqrt(x); }},
    {K::rsqrt, [](float x, float) { return 1.0f / std::sqrt(x); }},
    {K::square, [](float x, float) { return x * x; }},
};

using ByteTable = std::array<std::uint8_t, 256>;

/// What TensorFlow Lite computes for one byte: rectifiers requantise in fixed point
/// (reference/reference_ops.h ReluX, LeakyRelu), the curves come from a table built in floating
/// point (LUTPopulate in kernels/internal/common.h).
std::int32_t unaryByte(const Site& site, Function function, std::int32_t x, float alpha)
{
    const float si = Site::scale(site.input(0));
    const float so = Site::scale(site.output());
    const std::int32_t zi = Site::zeroPoint(site.input(0));
    const std::int32_t zo = Site::zeroPoint(site.output());
    const auto requantised = [&](double factor) {
        return zo + fixed_point::multiply(x - zi, fixed_point::quantizeMultiplier(factor));
    };
    const auto level = [&](float value) { return zo + static_cast<std::int32_t>(std::round(value / so)); };
    const auto ratio = static_cast<double>(si / so);
    const K kind = site.op.kind;
    if (kind == K::relu)
        return std::max(requantised(ratio), zo);
    if (kind == K::relu6)
        return std::clamp(requantised(ratio), level(0.0f), level(6.0f));
    if (kind == K::reluN1To1)
        return std::clamp(requantised(ratio), level(-1.0f), level(1.0f));
    if (kind == K::relu0To1)
        return std::clamp(requantised(ratio), level(0.0f), level(1.0f));
    if (kind == K::leakyRelu && x >= zi)
        return requantised(ratio);
    if (kind == K::leakyRelu)
        return requantised(static_cast<double>(si * alpha / so));
    const float value = function(si * static_cast<float>(x - zi), alpha);
    return static_cast<std::int32_t>(
        std::clamp(std::round(value * (1.0f / so)) + static_cast<float>(zo), -1024.0f, 1024.0f));
}

Kernel byteTable(TensorId in, TensorId out, std::int64_t count, const ByteTable& table)
{
    return [=](InferenceBuffers& ws) {
        for (std::int64_t i = 0; i < count; ++i)
            ws.values<std::uint8_t>(out)[i] = table[ws.values<std::uint8_t>(in)[i]];
    };
}

template <class Compute>
ByteTable tabulate(const Site& site, Compute compute)
{
    const bool inSigned = site.input(0).type.kind == DataType::Kind::signedInteger;
    const bool outSigned = site.output().type.kind == DataType::Kind::signedInteger;
    ByteTable table{};
    for (int byte = 0; byte < 256; ++byte)
        table[static_cast<std::size_t>(byte)] =
            asByte(compute(number(static_cast<std::uint8_t>(byte), inSigned)), outSigned);
    return table;
}

Kernel quantise(const Site& site)
{
    const bool isSigned = site.output().type.kind == DataType::Kind::signedInteger;
    const Range range = byteRange(isSigned);
    return [=, count = site.output().elements(), scale = Site::scale(site.output()),
            zero = Site::zeroPoint(site.output()), in = site.in(0), out = site.out()](InferenceBuffers& ws) {
        for (std::int64_t i = 0; i < count; ++i) {
            const float level = std::round(ws.values<float>(in)[i] / scale);
            const auto value = static_cast<std::int32_t>(std::clamp(level, -1e6f, 1e6f)) + zero;
            ws.values<std::uint8_t>(out)[i] = static_cast<std::uint8_t>(std::clamp(value, range.lowest, range.highest));
        }
    };
}

Result<Kernel> pairOf(const KindMap<PairKernel>& kernels, const Site& site, Pair pair, const char* type)
{
    const PairKernel kernel = kernels.valueOr(site.op.kind, nullptr);
    if (!kernel)
        return site.refuse(type);
    return kernel(site, std::move(pair));
}

} // namespace

Result<Kernel> binary(const Site& site)
{
    if (!site.has(1))
        return site.refuse("second input is missing");
    const Shape& shape = site.output().shape;
    Pair pair{broadcastMap(site.input(0).shape, shape), broadcastMap(site.input(1).shape, shape), elementCount(shape)};
    if (isByte(site.output()) && site.input(0).type == site.output().type && site.input(1).type == site.output().type)
        return pairOf(kOfBytes, site, std::move(pair), "int8");
    if (isFloat(site.output()) && isFloat(site.input(0)) && isFloat(site.input(1)))
        return pairOf(kOfFloats, site, std::move(pair), "float32");
    return site.refuse(toString(site.output().type));
}

Result<Kernel> unary(const Site& site)
{
    const auto* scalar = site.op.attributesAs<ScalarAttributes>();
    float alpha = 0.0f;
    if (scalar)
        alpha = scalar->alpha;
    const Function function = kFunctions.valueOr(site.op.kind, nullptr);
    if (!function)
        return site.refuse("no kernel");
    if (isByte(site.input(0)) && isByte(site.output()))
        return byteTable(site.in(0), site.out(), site.output().elements(),
                         tabulate(site, [&](std::int32_t x) { return unaryByte(site, function, x, alpha); }));
    if (isFloat(site.input(0)) && isFloat(site.output()))
        return [=, count = site.output().elements(), in = site.in(0), out = site.out()](InferenceBuffers& ws) {
            for (std::int64_t i = 0; i < count; ++i)
                ws.values<float>(out)[i] = function(ws.values<float>(in)[i], alpha);
        };
    return site.refuse(toString(site.input(0).type));
}

Result<Kernel> quantizer(const Site& site)
{
    const Tensor& in = site.input(0);
    const Tensor& out = site.output();
    if (isFloat(in) && isByte(out))
        return quantise(site);
    if (isByte(in) && isByte(out)) {
        const auto m = fixed_point::quantizeMultiplier(static_cast<double>(Site::scale(in))
                                                       / static_cast<double>(Site::scale(out)));
        return byteTable(site.in(0), site.out(), out.elements(), tabulate(site, [&](std::int32_t x) {
                             return fixed_point::multiply(x - Site::zeroPoint(in), m) + Site::zeroPoint(out);
                         }));
    }
    if (isByte(in) && isFloat(out))
        return
            [count = out.elements(), isSigned = in.type.kind == DataType::Kind::signedInteger, scale = Site::scale(in),
             zero = Site::zeroPoint(in), from = site.in(0), to = site.out()](InferenceBuffers& ws) {
                for (std::int64_t i = 0; i < count; ++i)
                    ws.values<float>(to)[i] =
                        scale * static_cast<float>(number(ws.values<std::uint8_t>(from)[i], isSigned) - zero);
            };
    return site.refuse(toString(in.type) + " → " + toString(out.type));
}

} // namespace tenbin::kernels
