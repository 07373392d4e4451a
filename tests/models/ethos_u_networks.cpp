// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/ethos_u_networks.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

struct Size {
    std::int64_t h = 1, w = 1;
};

/// Layers one after the other, with what these networks use. Every shape is inferred.
class Layers {
public:
    TensorId input(Shape shape)
    {
        const TensorId id = m_builder.addTensor({.name = "input", .shape = std::move(shape)});
        m_builder.setInputs({id});
        return id;
    }

    TensorId conv(TensorId x, std::int64_t channels, Size kernel, Size stride = {}, Activation activation = Activation::relu6)
    {
        const Shape in = shape(x);
        const TensorId weights = constant({channels, kernel.h, kernel.w, in[3]}, "w");
        return append(OperatorKind::conv2d, {x, weights, constant({channels}, "b")}, window(in, kernel, stride, 1, activation));
    }
    TensorId pointwise(TensorId x, std::int64_t channels, Activation activation = Activation::relu6) { return conv(x, channels, {}, {}, activation); }
    TensorId depthwise(TensorId x, std::int64_t kernel, std::int64_t stride = 1, Activation activation = Activation::relu6)
    {
        const Shape in = shape(x);
        const TensorId weights = constant({1, kernel, kernel, in[3]}, "w");
        return append(OperatorKind::depthwiseConv2d, {x, weights, constant({in[3]}, "b")},
                      window(in, {kernel, kernel}, {stride, stride}, static_cast<int>(in[3]), activation));
    }
    TensorId dense(TensorId x, std::int64_t units, Activation activation = Activation::none)
    {
        const TensorId flat = append(OperatorKind::reshape, {x}, std::monostate{}, Shape{1, elementCount(shape(x))});
        const TensorId weights = constant({units, elementCount(shape(x))}, "w");
        return append(OperatorKind::fullyConnected, {flat, weights, constant({units}, "b")}, FullyConnectedAttributes{activation});
    }
    TensorId average(TensorId x)
    {
        const Shape in = shape(x);
        return append(OperatorKind::averagePool2d, {x}, Pool2dAttributes{.kernelH = static_cast<int>(in[1]), .kernelW = static_cast<int>(in[2])});
    }
    /// Same padding, stride 1.
    TensorId maximum(TensorId x, int kernel)
    {
        const int pad = kernel / 2;
        return append(OperatorKind::maxPool2d, {x}, Pool2dAttributes{.kernelH = kernel, .kernelW = kernel, .padding = {pad, pad, pad, pad}});
    }
    TensorId add(TensorId a, TensorId b) { return append(OperatorKind::add, {a, b}, ElementwiseAttributes{}); }
    TensorId concat(std::vector<TensorId> parts) { return append(OperatorKind::concatenation, std::move(parts), AxisAttributes{.axes = {3}}); }
    TensorId upsample(TensorId x)
    {
        const Shape in = shape(x);
        return append(OperatorKind::resizeNearestNeighbor, {x}, ResizeAttributes{}, Shape{1, in[1] * 2, in[2] * 2, in[3]});
    }
    TensorId padChannels(TensorId x, std::int64_t channels)
    {
        const PadAttributes attributes{{{0, 0}, {0, 0}, {0, 0}, {0, channels - shape(x)[3]}}};
        return append(OperatorKind::pad, {x}, attributes);
    }
    TensorId softmax(TensorId x) { return append(OperatorKind::softmax, {x}, ScalarAttributes{.alpha = 1.0f}); }

    std::int64_t channels(TensorId x) const { return shape(x)[3]; }
    std::shared_ptr<const Graph> finish(const std::string& name, std::vector<TensorId> outputs)
    {
        m_builder.setName(name);
        m_builder.setOutputs(std::move(outputs));
        auto graph = std::move(m_builder).finish();
        return graph ? std::make_shared<const Graph>(std::move(*graph)) : nullptr;
    }

private:
    Shape shape(TensorId x) const { return m_builder.tensors()[x.index].shape; }
    TensorId constant(Shape shape, const char* name)
    {
        const DataType type = shape.size() == 1 ? DataType::int32() : DataType::int8();
        return m_builder.addTensor({.name = name, .shape = std::move(shape), .type = type, .constant = true});
    }
    static Conv2dAttributes window(const Shape& in, Size kernel, Size stride, int groups, Activation activation)
    {
        const auto [top, bottom] = samePadding(in[1], kernel.h, stride.h);
        const auto [left, right] = samePadding(in[2], kernel.w, stride.w);
        return {.strideH = static_cast<int>(stride.h), .strideW = static_cast<int>(stride.w), .padding = {top, bottom, left, right},
                .groups = groups, .activation = activation};
    }
    TensorId append(OperatorKind kind, std::vector<TensorId> inputs, Attributes attributes, Shape given = {})
    {
        Operator op{.kind = kind, .name = std::string(toString(kind)), .inputs = std::move(inputs), .attributes = std::move(attributes)};
        std::vector<std::optional<Shape>> shapes;
        for (const TensorId id : op.inputs)
            shapes.emplace_back(shape(id));
        const auto inferred = given.empty() ? inferShapes(op, shapes) : Result<std::vector<Shape>>(std::vector<Shape>{given});
        const TensorId out = m_builder.addTensor({.name = op.name, .shape = inferred.value().front()});
        op.outputs = {out};
        m_builder.addOperator(std::move(op));
        return out;
    }

    GraphBuilder m_builder;
};

struct Separable {
    std::int64_t channels, stride;
};

/// MicroNets (arXiv:2010.11267, table 5): a convolution, depthwise separable blocks, average pooling and a classifier.
std::shared_ptr<const Graph> microNet(const std::string& name, Shape input, std::int64_t first, Size kernel,
                                      const std::vector<Separable>& blocks, std::int64_t classes)
{
    Layers n;
    TensorId x = n.conv(n.input(std::move(input)), first, kernel);
    for (const Separable& block : blocks)
        x = n.pointwise(n.depthwise(x, 3, block.stride), block.channels);
    x = n.dense(n.average(x), classes);
    return n.finish(name, {x});
}

/// MicroNet VWW-4 (ARM-software/ML-zoo, micronet_vww4): inverted residuals; the thinner side of a shortcut is padded.
std::shared_ptr<const Graph> vww4(const std::string& name)
{
    struct Block {
        std::int64_t expanded, stride, channels;
        bool shortcut;
    };
    Layers n;
    TensorId x = n.conv(n.input({1, 128, 128, 1}), 8, {3, 3}, {2, 2});
    for (const Block& b : {Block{4, 1, 4, false}, {8, 2, 12, false}, {14, 1, 16, true}, {28, 2, 32, false}, {96, 1, 28, true},
                           {96, 1, 28, true}, {152, 2, 44, false}, {268, 1, 40, true}, {268, 1, 52, true}, {268, 1, 44, true},
                           {192, 1, 68, false}, {172, 1, 68, true}, {172, 1, 48, true}, {288, 2, 16, false}, {96, 1, 16, true},
                           {96, 1, 32, true}, {96, 1, 32, false}}) {
        const TensorId before = x;
        x = n.pointwise(n.depthwise(n.pointwise(x, b.expanded), 3, b.stride), b.channels, Activation::none);
        if (!b.shortcut)
            continue;
        const std::int64_t channels = std::max(n.channels(before), b.channels);
        const TensorId left = n.channels(before) < channels ? n.padChannels(before, channels) : before;
        x = n.add(left, b.channels < channels ? n.padChannels(x, channels) : x);
    }
    x = n.dense(n.average(n.pointwise(x, 128)), 2);
    return n.finish(name, {x});
}

/// YOLO-Fastest 1.1 (dog-qiuqiu/Yolo-Fastest, yolo-fastest-1.1.cfg) on a grey image of 192 x 192 with three values an anchor less classes.
std::shared_ptr<const Graph> yoloFastest(const std::string& name)
{
    struct Block {
        std::int64_t expanded, stride, channels;
        int repeats;  ///< of the same block with a shortcut behind it
    };
    Layers n;
    TensorId x = n.conv(n.input({1, 192, 192, 1}), 8, {3, 3}, {2, 2}), middle{};
    const auto block = [&](const Block& b, bool shortcut) {
        const TensorId wide = n.pointwise(x, b.expanded);
        const TensorId y = n.pointwise(n.depthwise(wide, 3, b.stride), b.channels, Activation::none);
        x = shortcut ? n.add(x, y) : y;
    };
    for (const Block& b : {Block{8, 1, 4, 0}, {8, 1, 4, 1}, {24, 2, 8, 0}, {32, 1, 8, 2}, {32, 2, 8, 0}, {48, 1, 8, 2}, {48, 1, 16, 0},
                           {96, 1, 16, 4}, {96, 2, 24, 0}, {136, 1, 24, 4}, {136, 2, 48, 0}, {224, 1, 48, 5}}) {
        if (b.stride == 2 && b.channels == 48)
            middle = x;
        for (int i = 0; i < std::max(1, b.repeats); ++i)
            block(b, b.repeats > 0);
    }
    const TensorId pooled = n.concat({n.maximum(x, 9), n.maximum(x, 5), n.maximum(x, 3), x});
    const TensorId neck = n.pointwise(pooled, 96);
    const auto head = [&](TensorId y, std::int64_t channels) {
        y = n.pointwise(n.depthwise(y, 5), channels, Activation::none);
        y = n.pointwise(n.depthwise(y, 5), channels, Activation::none);
        return n.pointwise(y, 18, Activation::none);
    };
    const TensorId coarse = head(neck, 96);
    const TensorId fine = head(n.concat({n.upsample(neck), middle}), 120);
    return n.finish(name, {coarse, fine});
}

std::shared_ptr<const Graph> mobileNetV2(const std::string& name)
{
    struct Stage {
        std::int64_t expansion, channels;
        int repeats;
        std::int64_t stride;
    };
    Layers n;
    TensorId x = n.conv(n.input({1, 224, 224, 3}), 32, {3, 3}, {2, 2});
    for (const Stage& s : {Stage{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2}, {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}})
        for (int i = 0; i < s.repeats; ++i) {
            const TensorId wide = s.expansion > 1 ? n.pointwise(x, n.channels(x) * s.expansion) : x;
            const TensorId y = n.pointwise(n.depthwise(wide, 3, i == 0 ? s.stride : 1), s.channels, Activation::none);
            x = i > 0 ? n.add(x, y) : y;
        }
    x = n.pointwise(n.average(n.pointwise(x, 1280)), 1001, Activation::none);
    return n.finish(name, {n.softmax(x)});
}

/// Wav2letter (ARM-software/ML-zoo): convolutions along time; its leaky rectifiers need tables.
std::shared_ptr<const Graph> wav2letter(const std::string& name)
{
    Layers n;
    TensorId x = n.conv(n.input({1, 1, 296, 39}), 250, {1, 48}, {1, 2}, Activation::leakyRelu);
    for (int i = 0; i < 7; ++i)
        x = n.conv(x, 250, {1, 7}, {}, Activation::leakyRelu);
    x = n.conv(x, 2000, {1, 32}, {}, Activation::leakyRelu);
    x = n.pointwise(n.pointwise(x, 2000, Activation::leakyRelu), 29, Activation::none);
    return n.finish(name, {n.softmax(x)});
}

std::shared_ptr<const Graph> denseSmall(const std::string& name)
{
    Layers n;
    TensorId x = n.input({1, 250});
    for (int i = 0; i < 3; ++i)
        x = n.dense(x, 144, Activation::relu);
    return n.finish(name, {n.dense(x, 12)});
}

std::shared_ptr<const Graph> synthetic(const std::string& name)
{
    std::array<char, 16> kind{};
    int h = 0, w = 0, c = 0;
    if (std::sscanf(name.c_str(), "synthetic_%15[^_]_%dx%d_c%d", kind.data(), &h, &w, &c) != 4)
        return nullptr;
    Layers n;
    const TensorId x = n.input({1, h, w, c});
    const std::string what(kind.data());
    const std::int64_t side = what.find("3x3") != std::string::npos ? 3 : 1;
    return n.finish(name, {what.starts_with("dw") ? n.depthwise(x, side) : n.conv(x, c, {side, side})});
}

} // namespace

std::shared_ptr<const Graph> ethosUNetwork(const std::string& name)
{
    if (name == "kws_micronet_m")
        return microNet(name, {1, 49, 10, 1}, 140, {10, 4}, {{140, 2}, {140, 1}, {140, 1}, {112, 1}, {196, 1}}, 12);
    if (name == "ad_medium_int8")
        return microNet(name, {1, 32, 32, 1}, 192, {3, 3}, {{276, 2}, {276, 1}, {276, 1}, {276, 2}, {276, 2}}, 8);
    if (name == "vww4_128_128_INT8")
        return vww4(name);
    if (name == "yolo-fastest_192_face_v4")
        return yoloFastest(name);
    if (name == "mobilenet_v2_1.0_224_INT8")
        return mobileNetV2(name);
    if (name == "wav2letter_pruned_int8")
        return wav2letter(name);
    if (name == "dnn_s_quantized")
        return denseSmall(name);
    return synthetic(name);
}

} // namespace tenbin
