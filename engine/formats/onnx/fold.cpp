// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/fold.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <unordered_map>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/quantized_constant.h"
#include "engine/formats/onnx/fold_rules.h"

namespace tenbin {

namespace {

using namespace fold_rules;
using Rule = Folded (*)(const Site&);

const std::unordered_map<std::string_view, Rule>& rules()
{
    static const std::unordered_map<std::string_view, Rule> all{
        {"Shape", fold_rules::shapeOf},
        {"Size", sizeOf},
        {"Gather", fold_rules::gather},
        {"GatherElements", gatherElements},
        {"GatherND", fold_rules::gatherNd},
        {"ScatterND", fold_rules::scatterNd},
        {"Concat", concat},
        {"Slice", fold_rules::slice},
        {"Reshape", fold_rules::reshape},
        {"Squeeze", fold_rules::squeeze},
        {"Unsqueeze", unsqueeze},
        {"Flatten", flatten},
        {"Transpose", fold_rules::transpose},
        {"Expand", expand},
        {"Tile", fold_rules::tile},
        {"Pad", fold_rules::pad},
        {"ConstantOfShape", constantOfShape},
        {"Range", range},
        {"Where", where},
        {"Cast", cast},
        {"Clip", clip},
        {"CumSum", cumulativeSum},
        {"NonZero", nonZero},
        {"MatMul", matMul},
    };
    return all;
}

/// bfloat16: the upper half of a float32.
double bfloat16(const std::byte* data)
{
    std::uint16_t half;
    std::memcpy(&half, data, sizeof half);
    return std::bit_cast<float>(static_cast<std::uint32_t>(half) << 16);
}

/// Integers of every width; nothing for text and complex numbers.
std::optional<std::vector<double>> integerElements(const Tensor& tensor)
{
    const auto count = static_cast<std::size_t>(tensor.elements());
    const bool isSigned = tensor.type.kind == DataType::Kind::signedInteger;
    std::vector<double> values(count);
    if (tensor.type.bits < 8) {
        const auto narrow = unpackBits(tensor.data, tensor.elements(), tensor.type.bits);
        const int half = 1 << (tensor.type.bits - 1);
        for (std::size_t i = 0; i < count; ++i)
            values[i] = narrow[i] - 2 * half * static_cast<int>(isSigned && narrow[i] >= half);
        return values;
    }
    const std::size_t width = tensor.type.bits / 8u;
    const int shift = 64 - tensor.type.bits;
    for (std::size_t i = 0; i < count; ++i) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, tensor.data.data() + i * width, width);
        if (isSigned)
            values[i] = static_cast<double>(static_cast<std::int64_t>(bits << shift) >> shift);
        else
            values[i] = static_cast<double>(bits);
    }
    return values;
}

std::optional<std::vector<double>> elements(const Tensor& tensor)
{
    if (tensor.type.isFloat()) {
        const auto reals = floatValues(tensor);
        if (!reals)
            return std::nullopt;
        return std::vector<double>(reals->begin(), reals->end());
    }
    if (tensor.type == DataType{DataType::Kind::other, 16}) {
        std::vector<double> values(static_cast<std::size_t>(tensor.elements()));
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = bfloat16(tensor.data.data() + 2 * i);
        return values;
    }
    if (tensor.type.kind == DataType::Kind::other)
        return std::nullopt;
    return integerElements(tensor);
}

/// scale * (q - zero point), one scale or one a slice of the quantised axis.
std::vector<double> dequantized(const Tensor& tensor, std::vector<double> values)
{
    const Quantization& q = tensor.quantization;
    std::size_t inner = 1;
    for (std::size_t i = static_cast<std::size_t>(q.axis) + 1; i < tensor.shape.size(); ++i)
        inner *= static_cast<std::size_t>(tensor.shape[i]);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t slice = i / std::max<std::size_t>(inner, 1);
        double zero = 0.0;
        if (!q.zeroPoints.empty())
            zero = static_cast<double>(q.zeroPoints[slice % q.zeroPoints.size()]);
        values[i] = (values[i] - zero) * static_cast<double>(q.scales[slice % q.scales.size()]);
    }
    return values;
}

template <class T>
std::vector<std::byte> encode(const std::vector<double>& values)
{
    std::vector<T> converted;
    converted.reserve(values.size());
    for (const double value : values) {
        if constexpr (std::is_floating_point_v<T>)
            converted.push_back(static_cast<T>(value));
        else
            converted.push_back(static_cast<T>(toInteger(value)));
    }
    return toBytes(converted);
}

} // namespace

namespace fold_rules {

std::optional<std::vector<std::int64_t>> Site::integers(std::string_view attribute, std::size_t input) const
{
    if (node.attribute(attribute))
        return node.integers(attribute);
    const FoldedValue* given = at(input);
    if (!given)
        return std::nullopt;
    std::vector<std::int64_t> result;
    for (const double value : given->values)
        result.push_back(toInteger(value));
    return result;
}

std::int64_t toInteger(double value)
{
    constexpr double kMaxExact = 9007199254740992.0; // 2^53
    if (std::isnan(value))
        return 0;
    return static_cast<std::int64_t>(std::clamp(value, -kMaxExact, kMaxExact));
}

std::int64_t product(const Shape& shape, std::size_t first, std::size_t last)
{
    std::int64_t count = 1;
    for (std::size_t i = first; i < last; ++i)
        count *= shape[i];
    return count;
}

std::vector<std::int64_t> stridesOf(const Shape& shape, bool repeatOnes)
{
    std::vector<std::int64_t> strides(shape.size(), 1);
    for (std::size_t i = shape.size(); i-- > 1;)
        strides[i - 1] = strides[i] * shape[i];
    for (std::size_t i = 0; repeatOnes && i < shape.size(); ++i)
        if (shape[i] == 1)
            strides[i] = 0;
    return strides;
}

void toNextPlace(std::vector<std::int64_t>& place, const Shape& shape)
{
    for (std::size_t i = place.size(); i > 0; --i) {
        ++place[i - 1];
        if (place[i - 1] != shape[i - 1])
            return;
        place[i - 1] = 0;
    }
}

Folded gatherGrid(const Site& site, const FoldedValue& x, Shape shape, std::int64_t start,
                  const std::vector<std::int64_t>& steps)
{
    const auto count = checkedElements(shape);
    if (!count || *count > site.limit)
        return std::nullopt;
    FoldedValue result{.shape = std::move(shape), .values = {}, .type = x.type};
    result.values.resize(static_cast<std::size_t>(*count));
    std::vector<std::int64_t> index(steps.size(), 0);
    std::int64_t position = start;
    for (double& value : result.values) {
        value = x.values[static_cast<std::size_t>(position)];
        for (std::size_t d = steps.size(); d-- > 0;) {
            position += steps[d];
            if (++index[d] < result.shape[d])
                break;
            position -= steps[d] * index[d];
            index[d] = 0;
        }
    }
    return result;
}

Folded broadcastTo(const Site& site, const FoldedValue& x, const Shape& shape)
{
    if (x.shape.size() > shape.size())
        return std::nullopt;
    Shape padded = x.shape;
    padded.insert(padded.begin(), shape.size() - padded.size(), 1);
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (padded[i] != shape[i] && padded[i] != 1)
            return std::nullopt;
    return gatherGrid(site, x, shape, 0, stridesOf(padded, true));
}

} // namespace fold_rules

bool isFoldable(std::string_view type)
{
    return rules().contains(type) || type == "Split" || isUnary(type) || isBinary(type) || isReduction(type);
}

bool keepsShape(std::string_view type) { return isUnary(type) || type == "Cast" || type == "Clip"; }
bool broadcasts(std::string_view type) { return isBinary(type) || type == "Where"; }

std::optional<FoldedValue> foldedValue(const Tensor& tensor, std::int64_t limit)
{
    const auto count = checkedElements(tensor.shape);
    if (!tensor.constant || !count || *count > limit
        || static_cast<std::int64_t>(tensor.data.size()) < tensor.sizeBytes().count())
        return std::nullopt;
    auto values = elements(tensor);
    if (!values)
        return std::nullopt;
    if (!tensor.quantization.empty())
        return FoldedValue{
            .shape = tensor.shape, .values = dequantized(tensor, std::move(*values)), .type = DataType::float32()};
    return FoldedValue{.shape = tensor.shape, .values = std::move(*values), .type = tensor.type};
}

FoldResults foldNode(const OnnxNode& node, const FoldInputs& inputs, std::int64_t opset, std::int64_t limit)
{
    const Site site{node, inputs, opset, limit};
    if (!site.at(0))
        return std::nullopt;
    if (node.type() == "Split")
        return split(site);
    Folded result;
    if (const auto rule = rules().find(node.type()); rule != rules().end())
        result = rule->second(site);
    else if (isUnary(node.type()))
        result = unary(site);
    else if (isBinary(node.type()))
        result = binary(site);
    else if (isReduction(node.type()))
        result = reduce(site);
    if (!result)
        return std::nullopt;
    return std::vector{std::move(*result)};
}

TensorId addFolded(DraftGraph& draft, const FoldedValue& value, const std::string& name)
{
    Tensor tensor{.name = name, .shape = value.shape, .type = value.type};
    const DataType type = value.type;
    if (type == DataType::boolean() || (type.isInteger() && type.bits == 8))
        return draft.addConstant(std::move(tensor), encode<std::uint8_t>(value.values));
    if (type.isInteger() && type.bits == 16)
        return draft.addConstant(std::move(tensor), encode<std::uint16_t>(value.values));
    if (type.isInteger() && type.bits == 32)
        return draft.addConstant(std::move(tensor), encode<std::uint32_t>(value.values));
    if (type == DataType::float16()) {
        std::vector<std::uint16_t> halves;
        halves.reserve(value.values.size());
        for (const double entry : value.values)
            halves.push_back(halfFromFloat(static_cast<float>(entry)));
        return draft.addConstant(std::move(tensor), toBytes(halves));
    }
    if (type.isFloat() || type.kind == DataType::Kind::other) {
        tensor.type = DataType::float32();
        return draft.addConstant(std::move(tensor), encode<float>(value.values));
    }
    tensor.type = DataType::int64();
    return draft.addConstant(std::move(tensor), encode<std::int64_t>(value.values));
}

} // namespace tenbin
