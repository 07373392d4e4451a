// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostile_networks.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/core/bounded.h"

namespace tenbin::test {

namespace {

using Kind = OperatorKind;

constexpr std::int64_t two(int exponent) { return std::int64_t{1} << exponent; }

class Collection {
public:
    /// One operator that reads maps of the shapes `in` and constants of the shapes `constants`, and writes `out`.
    void add(Kind kind, std::vector<Shape> in, std::vector<Shape> constants, Shape out, Attributes attributes = {})
    {
        for (const DataType type : {DataType::int8(), DataType::float32()}) {
            GraphBuilder builder;
            std::vector<TensorId> inputs, operands;
            for (const Shape& shape : in)
                inputs.push_back(builder.addTensor({.name = "in", .shape = shape, .type = type}));
            operands = inputs;
            for (const Shape& shape : constants)
                operands.push_back(
                    builder.addTensor({.name = "weights", .shape = shape, .type = type, .constant = true}));
            const TensorId result = builder.addTensor({.name = "out", .shape = out, .type = type});
            builder.addOperator(
                {.kind = kind, .name = "op", .inputs = operands, .outputs = {result}, .attributes = attributes});
            builder.setInputs(inputs);
            builder.setOutputs({result});
            builder.setName("endless");
            auto graph = std::move(builder).finish();
            if (graph)
                m_networks.push_back(
                    {fmt::format("{} {} -> {} {}", toString(kind), toString(in[0]), toString(out), type.bits),
                     std::make_shared<const Graph>(*std::move(graph))});
        }
    }
    std::vector<HostileNetwork> take() { return std::move(m_networks); }

private:
    std::vector<HostileNetwork> m_networks;
};

std::vector<Shape> endlessShapes()
{
    return {{1, two(36), 1, 1},
            {1, 1, two(36), 1},
            {1, 1, 1, two(36)},
            {two(36), 1, 1, 1},
            {1, two(40), 1, 1},
            {1, 1, two(40), 1},
            {1, 1, 1, two(40)},
            {1, two(20), two(20), 1},
            {1, two(20), 1, two(20)},
            {1, 1, two(20), two(20)},
            {two(20), 1, two(20), 1},
            {1, two(31) - 1, 8, 8},
            {1, 8, two(31) - 1, 8},
            {1, two(31) + 7, 3, 1},
            {1, two(13), two(13), two(13)},
            {1, 65536, 65536, 64},
            {65536, 65536, 64},
            {1, two(39) - 3, 2, 1},
            {two(10), two(10), two(10), two(10)}};
}

void addWindows(Collection& networks, const Shape& shape)
{
    const std::int64_t c = shape.back();
    for (const int kernel : {1, 3, 7, 1 << 20})
        for (const int stride : {1, 2, 1 << 20}) {
            const Conv2dAttributes conv{.strideH = stride,
                                        .strideW = stride,
                                        .dilationH = kernel == 7 ? 1 << 20 : 1,
                                        .padding = {kernel / 2, kernel / 2, kernel / 2, kernel / 2}};
            const Shape out{shape[0], (shape[1] + stride - 1) / stride, (shape[2] + stride - 1) / stride, c};
            const std::int64_t wide = kernel > 7 ? 1 : kernel;
            networks.add(Kind::conv2d, {shape}, {{c, kernel, wide, c}}, out, conv);
            Shape thin = out;
            thin.back() = 8;
            networks.add(Kind::conv2d, {shape}, {{8, kernel, wide, c}, {8}}, thin, conv);
            networks.add(Kind::depthwiseConv2d, {shape}, {{1, kernel, wide, c}}, out, conv);
            networks.add(Kind::transposeConv2d, {out}, {{c, kernel, wide, c}}, shape, conv);
            for (const Kind pool : {Kind::maxPool2d, Kind::averagePool2d})
                networks.add(
                    pool, {shape}, {}, out,
                    Pool2dAttributes{.kernelH = kernel, .kernelW = kernel, .strideH = stride, .strideW = stride});
        }
    networks.add(Kind::mean, {shape}, {}, {shape[0], 1, 1, c}, AxisAttributes{.axes = {1, 2}});
    for (const Kind resize : {Kind::resizeNearestNeighbor, Kind::resizeBilinear}) {
        networks.add(resize, {{shape[0], 1, 1, c}}, {}, shape, ResizeAttributes{});
        networks.add(resize, {{shape[0], 1, shape[2], c}}, {}, shape, ResizeAttributes{});
        networks.add(resize, {{shape[0], (shape[1] + 7) / 8, (shape[2] + 7) / 8, c}}, {}, shape, ResizeAttributes{});
        networks.add(resize, {shape}, {}, {1, 2, 2, c}, ResizeAttributes{});
    }
}

void addOthers(Collection& networks, const Shape& shape)
{
    const std::int64_t elements = elementCount(shape), c = shape.back();
    for (const Kind kind : {Kind::softmax, Kind::relu, Kind::logistic, Kind::reshape, Kind::transpose, Kind::quantize,
                            Kind::tile, Kind::exp})
        networks.add(kind, {shape}, {}, shape);
    for (const Kind kind : {Kind::add, Kind::mul, Kind::div, Kind::maximum, Kind::select})
        networks.add(kind, {shape, shape}, {}, shape, ElementwiseAttributes{});
    networks.add(Kind::concatenation, {shape, shape}, {}, shape, AxisAttributes{.axes = {1}});
    networks.add(Kind::pad, {{1, 1, 1, c}}, {}, shape, PadAttributes{{{0, 0}, {0, shape[1]}, {0, 0}, {0, 0}}});
    networks.add(Kind::sum, {shape}, {}, {elements / c, 1}, AxisAttributes{.axes = {3}});
    networks.add(Kind::argMax, {shape}, {}, {elements / c}, AxisAttributes{.axes = {3}});
    networks.add(Kind::fullyConnected, {{1, elements}}, {{1, elements}}, {1, 1});
    networks.add(Kind::fullyConnected, {{1, 1}}, {{elements, 1}}, {1, elements});
    networks.add(Kind::fullyConnected, {{elements / c, c}}, {{8, c}}, {elements / c, 8});
    networks.add(Kind::fullyConnected, {{two(20), 1}}, {{two(20), 1}}, {two(20), two(20)});
    networks.add(Kind::batchMatMul, {{two(20), 1}, {1, two(20)}}, {}, {two(20), two(20)}, MatMulAttributes{});
    networks.add(Kind::batchMatMul, {{elements / c, 1, c}, {elements / c, c, 1}}, {}, {elements / c, 1, 1},
                 MatMulAttributes{});
    networks.add(Kind::lstm, {{1, elements / c, c}}, {{32, c}, {32, 8}}, {1, elements / c, 8},
                 RecurrentAttributes{.units = 8});
}

/// Draws int8 networks of very many operators.
class Drawing {
public:
    explicit Drawing(Shape shape) : m_shape(std::move(shape))
    {
        m_input = map();
        m_builder.setInputs({m_input});
    }

    TensorId input() const { return m_input; }
    TensorId map() { return map(m_shape); }
    TensorId map(const Shape& shape)
    {
        return m_builder.addTensor({.name = "t", .shape = shape, .type = DataType::int8()});
    }
    TensorId put(Kind kind, std::vector<TensorId> inputs, TensorId out, Attributes attributes = {})
    {
        m_builder.addOperator({.kind = kind,
                               .name = "op",
                               .inputs = std::move(inputs),
                               .outputs = {out},
                               .attributes = std::move(attributes)});
        return out;
    }
    TensorId convolution(TensorId in)
    {
        const TensorId weights = m_builder.addTensor(
            {.name = "w", .shape = {m_shape.back(), 3, 3, m_shape.back()}, .type = DataType::int8(), .constant = true});
        return put(Kind::conv2d, {in, weights}, map(), Conv2dAttributes{.padding = {1, 1, 1, 1}});
    }
    HostileNetwork finish(std::string name, std::vector<TensorId> outputs)
    {
        m_builder.setOutputs(std::move(outputs));
        m_builder.setName(name);
        return {std::move(name), std::make_shared<const Graph>(std::move(m_builder).finish().value())};
    }

private:
    Shape m_shape;
    TensorId m_input;
    GraphBuilder m_builder;
};

constexpr int kMany = 20000;
const Shape kShape{1, 16, 16, 16};

HostileNetwork chain(const std::string& name, std::vector<Kind> kinds)
{
    Drawing drawing(kShape);
    TensorId last = drawing.input();
    for (int i = 0; i < kMany; ++i) {
        const Kind kind = kinds[static_cast<std::size_t>(i) % kinds.size()];
        if (kind == Kind::conv2d)
            last = drawing.convolution(last);
        else if (kind == Kind::add)
            last = drawing.put(kind, {last, last}, drawing.map(), ElementwiseAttributes{});
        else if (kind == Kind::maxPool2d)
            last = drawing.put(kind, {last}, drawing.map(),
                               Pool2dAttributes{.kernelH = 3, .kernelW = 3, .padding = {1, 1, 1, 1}});
        else
            last = drawing.put(kind, {last}, drawing.map());
    }
    return drawing.finish(name, {last});
}

/// Operator i reads the one before and the one `distance(i)` before that; maps of several sizes.
template <class Distance>
HostileNetwork farReads(const std::string& name, Kind kind, int operators, Distance distance)
{
    Drawing drawing(kShape);
    std::vector<TensorId> maps{drawing.input()};
    for (int i = 0; i < operators; ++i) {
        const TensorId far = maps[static_cast<std::size_t>(std::clamp(i - distance(i), 0, i))];
        if (kind == Kind::conv2d)
            maps.push_back(drawing.convolution(far));
        else
            maps.push_back(
                drawing.put(kind, {maps.back(), far},
                            kind == Kind::concatenation ? drawing.map({1, 4 + (i * 7919) % 61, 16, 16}) : drawing.map(),
                            AxisAttributes{.axes = {1}}));
    }
    return drawing.finish(name, {maps.back()});
}

HostileNetwork branches(const std::string& name, Kind kind, int count, bool joined)
{
    Drawing drawing(kShape);
    std::vector<TensorId> ends;
    for (int i = 0; i < count; ++i)
        ends.push_back(kind == Kind::conv2d ? drawing.convolution(drawing.input())
                                            : drawing.put(kind, {drawing.input()}, drawing.map()));
    if (!joined)
        return drawing.finish(name, ends);
    const TensorId whole = drawing.map({1, 16, 16, 16 * count});
    return drawing.finish(name, {drawing.put(Kind::concatenation, ends, whole, AxisAttributes{.axes = {3}})});
}

} // namespace

const std::vector<HostileNetwork>& endlessMaps()
{
    static const std::vector<HostileNetwork> networks = [] {
        Collection list;
        for (const Shape& shape : endlessShapes()) {
            addOthers(list, shape);
            if (shape.size() == 4)
                addWindows(list, shape);
        }
        return list.take();
    }();
    return networks;
}

const std::vector<HostileNetwork>& endlessNetworks()
{
    static const std::vector<HostileNetwork> networks{
        chain("chain of convolutions", {Kind::conv2d}),
        chain("chain of additions", {Kind::add}),
        chain("chain of views", {Kind::reshape}),
        chain("chain of functions", {Kind::logistic}),
        chain("chain of pools behind convolutions", {Kind::conv2d, Kind::maxPool2d}),
        chain("chain of everything", {Kind::conv2d, Kind::relu, Kind::reshape, Kind::add, Kind::softmax}),
        farReads("additions of far maps", Kind::add, kMany, [](int) { return kMany / 2; }),
        farReads("additions of the first maps", Kind::add, kMany, [](int i) { return i - (kMany - i) / 2; }),
        farReads("convolutions of far maps", Kind::conv2d, kMany, [](int) { return kMany / 2; }),
        farReads("maps of many sizes", Kind::concatenation, kMany / 2, [](int i) { return (i * 31) % 9973; }),
        branches("5,000 convolutions into one map", Kind::conv2d, 5000, true),
        branches("5,000 functions into one map", Kind::logistic, 5000, true),
        branches("20,000 outputs", Kind::conv2d, kMany, false),
    };
    return networks;
}

} // namespace tenbin::test
