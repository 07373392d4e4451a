// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/zoo/network_builder.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

Padding2d paddingFor(const Shape& input, Window kernel, Window stride, PaddingKind kind, int dilation)
{
    if (kind == PaddingKind::valid || input.size() != 4)
        return {};
    const auto [top, bottom] = samePadding(input[1], kernel.h, stride.h, dilation);
    const auto [left, right] = samePadding(input[2], kernel.w, stride.w, dilation);
    return {top, bottom, left, right};
}

} // namespace

NetworkBuilder::NetworkBuilder(std::string name) : m_name(std::move(name)) {}

std::string NetworkBuilder::nextName(const std::string& stem) { return fmt::format("{}_{}", stem, ++m_count); }

TensorId NetworkBuilder::input(Shape shape, std::string name)
{
    const TensorId id = m_builder.addTensor({.name = std::move(name), .shape = std::move(shape)});
    m_inputs.push_back(id);
    return id;
}

TensorId NetworkBuilder::floatInput(Shape shape)
{
    const TensorId id = m_builder.addTensor({.name = "input", .shape = shape, .type = DataType::float32()});
    m_inputs.push_back(id);
    return appendAs({.kind = OperatorKind::quantize, .name = nextName("quantize"), .inputs = {id}}, std::move(shape),
                    id);
}

TensorId NetworkBuilder::weights(const std::string& name, Shape shape)
{
    return m_builder.addTensor({.name = name + "/weights", .shape = std::move(shape), .constant = true});
}

TensorId NetworkBuilder::bias(const std::string& name, std::int64_t channels)
{
    return m_builder.addTensor(
        {.name = name + "/bias", .shape = {channels}, .type = DataType::int32(), .constant = true});
}

std::vector<TensorId> NetworkBuilder::appendAll(Operator op)
{
    if (m_error)
        return {};
    std::vector<std::optional<Shape>> inputs;
    for (const TensorId id : op.inputs)
        inputs.push_back(id.valid() ? std::optional(shape(id)) : std::nullopt);
    auto shapes = inferShapes(op, inputs);
    if (!shapes) {
        m_error = shapes.error();
        return {};
    }
    std::vector<TensorId> outputs;
    for (std::size_t i = 0; i < shapes->size(); ++i)
        outputs.push_back(m_builder.addTensor(
            {.name = shapes->size() > 1 ? fmt::format("{}:{}", op.name, i) : op.name, .shape = (*shapes)[i]}));
    op.outputs = outputs;
    m_builder.addOperator(std::move(op));
    return outputs;
}

TensorId NetworkBuilder::append(Operator op, TensorId fallback)
{
    const std::vector<TensorId> outputs = appendAll(std::move(op));
    return outputs.empty() ? fallback : outputs.front();
}

TensorId NetworkBuilder::conv(TensorId x, std::int64_t channels, Window kernel, Window stride, Activation activation,
                              PaddingKind padding, int dilation)
{
    const std::string name = nextName("conv");
    const TensorId w = weights(name, {channels, kernel.h, kernel.w, this->channels(x)});
    const Conv2dAttributes attributes{.strideH = static_cast<int>(stride.h),
                                      .strideW = static_cast<int>(stride.w),
                                      .dilationH = dilation,
                                      .dilationW = dilation,
                                      .padding = paddingFor(shape(x), kernel, stride, padding, dilation),
                                      .activation = activation};
    return append(
        {.kind = OperatorKind::conv2d, .name = name, .inputs = {x, w, bias(name, channels)}, .attributes = attributes},
        x);
}

TensorId NetworkBuilder::convPadded(TensorId x, std::int64_t channels, int kernel, int stride, int pad,
                                    Activation activation)
{
    const std::string name = nextName("conv");
    const TensorId w = weights(name, {channels, kernel, kernel, this->channels(x)});
    const Conv2dAttributes attributes{
        .strideH = stride, .strideW = stride, .padding = {pad, pad, pad, pad}, .activation = activation};
    return append(
        {.kind = OperatorKind::conv2d, .name = name, .inputs = {x, w, bias(name, channels)}, .attributes = attributes},
        x);
}

TensorId NetworkBuilder::depthwise(TensorId x, Window kernel, Window stride, Activation activation,
                                   std::int64_t multiplier, PaddingKind padding)
{
    const std::string name = nextName("depthwise");
    const std::int64_t out = channels(x) * multiplier;
    const TensorId w = weights(name, {1, kernel.h, kernel.w, out});
    const Conv2dAttributes attributes{.strideH = static_cast<int>(stride.h),
                                      .strideW = static_cast<int>(stride.w),
                                      .padding = paddingFor(shape(x), kernel, stride, padding, 1),
                                      .groups = static_cast<int>(channels(x)),
                                      .activation = activation};
    return append({.kind = OperatorKind::depthwiseConv2d,
                   .name = name,
                   .inputs = {x, w, bias(name, out)},
                   .attributes = attributes},
                  x);
}

TensorId NetworkBuilder::fullyConnected(TensorId x, std::int64_t units, Activation activation)
{
    const std::string name = nextName("dense");
    const TensorId w = weights(name, {units, channels(x)});
    return append({.kind = OperatorKind::fullyConnected,
                   .name = name,
                   .inputs = {x, w, bias(name, units)},
                   .attributes = FullyConnectedAttributes{activation}},
                  x);
}

TensorId NetworkBuilder::maxPool(TensorId x, Window kernel, Window stride, PaddingKind padding, int pad)
{
    Pool2dAttributes attributes{.kernelH = static_cast<int>(kernel.h),
                                .kernelW = static_cast<int>(kernel.w),
                                .strideH = static_cast<int>(stride.h),
                                .strideW = static_cast<int>(stride.w),
                                .padding = paddingFor(shape(x), kernel, stride, padding, 1)};
    if (pad > 0)
        attributes.padding = {pad, pad, pad, pad};
    return append(
        {.kind = OperatorKind::maxPool2d, .name = nextName("max_pool"), .inputs = {x}, .attributes = attributes}, x);
}

TensorId NetworkBuilder::averagePool(TensorId x, Window kernel, Window stride, PaddingKind padding)
{
    const Pool2dAttributes attributes{.kernelH = static_cast<int>(kernel.h),
                                      .kernelW = static_cast<int>(kernel.w),
                                      .strideH = static_cast<int>(stride.h),
                                      .strideW = static_cast<int>(stride.w),
                                      .padding = paddingFor(shape(x), kernel, stride, padding, 1)};
    return append({.kind = OperatorKind::averagePool2d,
                   .name = nextName("average_pool"),
                   .inputs = {x},
                   .attributes = attributes},
                  x);
}

TensorId NetworkBuilder::globalAverage(TensorId x)
{
    const TensorId pooled = averagePool(x, {shape(x)[1], shape(x)[2]}, 1);
    return reshape(pooled, {1, channels(pooled)});
}

TensorId NetworkBuilder::add(TensorId a, TensorId b, Activation activation)
{
    return append({.kind = OperatorKind::add,
                   .name = nextName("add"),
                   .inputs = {a, b},
                   .attributes = ElementwiseAttributes{activation}},
                  a);
}

TensorId NetworkBuilder::multiply(TensorId a, TensorId b)
{
    return append(
        {.kind = OperatorKind::mul, .name = nextName("mul"), .inputs = {a, b}, .attributes = ElementwiseAttributes{}},
        a);
}

TensorId NetworkBuilder::concat(std::vector<TensorId> parts, int axis)
{
    const TensorId first = parts.front();
    return append({.kind = OperatorKind::concatenation,
                   .name = nextName("concat"),
                   .inputs = std::move(parts),
                   .attributes = AxisAttributes{.axes = {axis}}},
                  first);
}

TensorId NetworkBuilder::unary(OperatorKind kind, TensorId x)
{
    std::string stem(toString(kind));
    std::ranges::transform(stem, stem.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    Operator op{.kind = kind, .name = nextName(stem), .inputs = {x}};
    if (kind == OperatorKind::softmax)
        op.attributes = ScalarAttributes{.alpha = 1.0f};
    return append(std::move(op), x);
}

TensorId NetworkBuilder::leakyRelu(TensorId x, float slope)
{
    return append({.kind = OperatorKind::leakyRelu,
                   .name = nextName("leaky_relu"),
                   .inputs = {x},
                   .attributes = ScalarAttributes{.alpha = slope}},
                  x);
}

/// For operators whose result depends on a value: their output shape is stated, not inferred.
TensorId NetworkBuilder::appendAs(Operator op, Shape shape, TensorId fallback)
{
    if (m_error)
        return fallback;
    const TensorId out = m_builder.addTensor({.name = op.name, .shape = std::move(shape)});
    op.outputs = {out};
    m_builder.addOperator(std::move(op));
    return out;
}

TensorId NetworkBuilder::reshape(TensorId x, Shape target)
{
    return appendAs({.kind = OperatorKind::reshape, .name = nextName("reshape"), .inputs = {x}}, std::move(target), x);
}

TensorId NetworkBuilder::transpose(TensorId x, std::vector<int> permutation)
{
    return append({.kind = OperatorKind::transpose,
                   .name = nextName("transpose"),
                   .inputs = {x},
                   .attributes = PermutationAttributes{std::move(permutation)}},
                  x);
}

TensorId NetworkBuilder::upsample(TensorId x, std::int64_t factor)
{
    Shape target = shape(x);
    target[1] *= factor;
    target[2] *= factor;
    return appendAs({.kind = OperatorKind::resizeNearestNeighbor,
                     .name = nextName("upsample"),
                     .inputs = {x},
                     .attributes = ResizeAttributes{}},
                    std::move(target), x);
}

TensorId NetworkBuilder::padChannels(TensorId x, std::int64_t channels)
{
    const PadAttributes attributes{{{0, 0}, {0, 0}, {0, 0}, {0, channels - this->channels(x)}}};
    return append({.kind = OperatorKind::pad, .name = nextName("pad"), .inputs = {x}, .attributes = attributes}, x);
}

TensorId NetworkBuilder::padAround(TensorId x, std::int64_t pixels)
{
    const PadAttributes attributes{{{0, 0}, {pixels, pixels}, {pixels, pixels}, {0, 0}}};
    return append({.kind = OperatorKind::pad, .name = nextName("pad"), .inputs = {x}, .attributes = attributes}, x);
}

TensorId NetworkBuilder::padForStride(TensorId x)
{
    const Nhwc map = toNhwc(shape(x));
    const PadAttributes attributes{{{0, 0}, {map.h % 2, 1}, {map.w % 2, 1}, {0, 0}}};
    return append({.kind = OperatorKind::pad, .name = nextName("pad"), .inputs = {x}, .attributes = attributes}, x);
}

TensorId NetworkBuilder::matMul(TensorId a, TensorId b, bool transposeB)
{
    return append({.kind = OperatorKind::batchMatMul,
                   .name = nextName("matmul"),
                   .inputs = {a, b},
                   .attributes = MatMulAttributes{.transposeA = false, .transposeB = transposeB}},
                  a);
}

TensorId NetworkBuilder::layerNorm(TensorId x) { return unary(OperatorKind::layerNormalization, x); }

TensorId NetworkBuilder::mean(TensorId x, int axis)
{
    return append({.kind = OperatorKind::mean,
                   .name = nextName("mean"),
                   .inputs = {x},
                   .attributes = AxisAttributes{.axes = {axis}}},
                  x);
}

std::vector<TensorId> NetworkBuilder::split(TensorId x, int parts)
{
    const auto count = static_cast<std::size_t>(parts);
    const int axis = static_cast<int>(shape(x).size()) - 1;
    Operator op{.kind = OperatorKind::split,
                .name = nextName("split"),
                .inputs = {x},
                .attributes = AxisAttributes{.axes = {axis}}};
    op.outputs.resize(count); // how many parts: the inference reads it here
    std::vector<TensorId> outputs = appendAll(std::move(op));
    return outputs.empty() ? std::vector<TensorId>(count, x) : outputs;
}

std::vector<TensorId> NetworkBuilder::detectionPostProcess(TensorId boxes, TensorId scores, std::int64_t detections)
{
    if (m_error)
        return {boxes};
    const std::string name = nextName("detections");
    const TensorId anchors =
        m_builder.addTensor({.name = name + "/anchors", .shape = {shape(boxes)[1], 4}, .constant = true});
    Operator op{.kind = OperatorKind::detectionPostProcess, .name = name, .inputs = {boxes, scores, anchors}};
    for (const Shape& part : {Shape{1, detections, 4}, Shape{1, detections}, Shape{1, detections}, Shape{1}})
        op.outputs.push_back(m_builder.addTensor(
            {.name = fmt::format("{}:{}", name, op.outputs.size()), .shape = part, .type = DataType::float32()}));
    const std::vector<TensorId> outputs = op.outputs;
    m_builder.addOperator(std::move(op));
    return outputs;
}

TensorId NetworkBuilder::scalar()
{
    return m_builder.addTensor({.name = nextName("scalar"), .shape = {1}, .constant = true});
}

void NetworkBuilder::refuse(Error error)
{
    if (!m_error)
        m_error = std::move(error);
}

Result<Graph> NetworkBuilder::finish(std::vector<TensorId> outputs, const std::string& spec) &&
{
    if (m_error)
        return tl::make_unexpected(*m_error);
    m_builder.setName(m_name);
    m_builder.setOrigin({.path = {}, .zooSpec = spec, .format = "zoo", .producer = {}});
    m_builder.setInputs(std::move(m_inputs));
    m_builder.setOutputs(std::move(outputs));
    return std::move(m_builder).finish();
}

} // namespace tenbin
