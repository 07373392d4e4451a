// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/network.h"

namespace tenbin {

// Matrices, recurrent layers and wrappers.

namespace {

using K = OperatorKind;

constexpr std::int64_t kMaxUnits = 1 << 20;

/// Gates of a cell: each has its own rows of the matrices.
std::int64_t gatesOf(OperatorKind kind)
{
    if (kind == K::lstm)
        return 4;
    if (kind == K::gru)
        return 3;
    return 1;
}

std::optional<OperatorKind> kindOfCell(const std::string& className)
{
    if (className.find("LSTM") != std::string::npos)
        return K::lstm;
    if (className.find("GRU") != std::string::npos)
        return K::gru;
    if (className == "SimpleRNN" || className == "SimpleRNNCell")
        return K::rnn;
    return std::nullopt;
}

/// The layer that a wrapper holds. Errors: modelCorrupt.
Result<KerasLayer> innerLayer(const KerasSite& site)
{
    const nlohmann::json* inner = site.config.find("layer");
    if (!inner)
        return fail(ErrorCode::modelCorrupt, {site.name});
    return readKerasLayer(*inner);
}

/// Kernel [in,out] as [out,in].
KerasLowered dense(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    const std::int64_t units = site.config.integer("units").value_or(0);
    if (units < 1 || units > (std::int64_t{1} << 32))
        return invalid(site, "units", std::to_string(units));
    if (x->shape.empty())
        return mismatch(site, "NxF", x->shape);
    const auto kernel = lowering.weight(site, {{"kernel"}, 0}, {x->shape.back(), units});
    if (!kernel)
        return firstError(kernel);
    Operator op{.kind = K::fullyConnected, .inputs = {x->id, permutedConstant(lowering.draft(), *kernel, {1, 0})}};
    op.attributes = FullyConnectedAttributes{};
    if (auto done = addBias(lowering, site, 1, units, op); !done)
        return firstError(done);
    return activated(lowering, site, lowering.emit(site, std::move(op), KerasLayout::plain, x->shape.size()));
}

KerasLowered embedding(KerasLowering& lowering, const KerasSite& site)
{
    const auto x = lowering.asPlain(site.inputs.front());
    if (!x)
        return firstError(x);
    const Shape shape{site.config.integer("input_dim").value_or(0), site.config.integer("output_dim").value_or(0)};
    if (shape[0] < 1 || shape[1] < 1)
        return invalid(site, "input_dim", toString(shape));
    const auto table = lowering.weight(site, {{"embeddings"}, 0}, shape);
    if (!table)
        return firstError(table);
    return one(lowering.emit(site, Operator{.kind = K::embeddingLookup, .inputs = {x->id, *table}}, KerasLayout::plain,
                             x->shape.size() + 1, lowering.draft().tensor(*table).type));
}

Result<KerasValue> reversed(KerasLowering& lowering, const KerasSite& site, const KerasValue& x)
{
    Operator op{.kind = K::reverse, .name = site.name + "/reverse", .inputs = {x.id}};
    op.attributes = AxisAttributes{.axes = {1}};
    return lowering.emit(site, std::move(op), KerasLayout::plain, x.shape.size(), lowering.tensor(x).type);
}

/// The sequence of states of one cell, in the order in which it reads. Kernels [in, gates*units] turn around.
KerasLowered runCell(KerasLowering& lowering, const KerasSite& site, OperatorKind kind, const KerasConfig& config,
                     bool backwards)
{
    auto x = lowering.asPlain(site.inputs.front());
    if (x && x->shape.size() != 3)
        return mismatch(site, "NxTxF", x->shape);
    if (x && backwards)
        x = reversed(lowering, site, *x);
    if (!x)
        return firstError(x);
    const std::int64_t units = config.integer("units").value_or(0), rows = gatesOf(kind) * units;
    if (units < 1 || units > kMaxUnits)
        return invalid(site, "units", std::to_string(units));
    const auto kernel = lowering.weight(site, {{"kernel"}, 0}, {x->shape[2], rows});
    const auto square = lowering.weight(site, {{"recurrent_kernel"}, 1}, {units, rows});
    if (!kernel || !square)
        return firstError(kernel, square);
    Operator op{.kind = kind, .inputs = {x->id}};
    op.name = site.name;
    if (!site.place.part.empty())
        op.name += "/" + site.place.part;
    op.inputs.push_back(permutedConstant(lowering.draft(), *kernel, {1, 0}));
    op.inputs.push_back(permutedConstant(lowering.draft(), *square, {1, 0}));
    const bool fused = site.layer.className.starts_with("CuDNN");
    if (config.flag("use_bias", true)) {
        const bool twice = kind == K::gru && config.flag("reset_after", false);
        Shape shape{fused ? 2 * rows : rows};
        if (twice)
            shape.insert(shape.begin(), 2);
        const auto bias = lowering.weight(site, {{"bias"}, 2}, shape);
        if (!bias)
            return firstError(bias);
        op.inputs.push_back(lowering.draft().addReshapedConstant(*bias, {elementCount(shape)}));
    }
    for (std::size_t i = 1; i < site.inputs.size(); ++i) // states that come from elsewhere
        op.inputs.push_back(site.inputs[i].id);
    op.attributes = RecurrentAttributes{static_cast<int>(units), false, Activation::tanh};
    return one(lowering.emit(site, std::move(op), KerasLayout::plain, 3));
}

/// The sequence or its last step, and the states where they are asked for.
KerasLowered cellOutputs(KerasLowering& lowering, const KerasSite& site, const KerasConfig& config,
                         const KerasValue& sequence, OperatorKind kind)
{
    const bool all = config.flag("return_sequences", false), states = config.flag("return_state", false);
    KerasValues outputs{sequence};
    if (!all || states) {
        const Shape& s = sequence.shape;
        const std::string name = site.name + "/last";
        Operator op{.kind = K::slice, .name = name, .inputs = {sequence.id}};
        op.attributes = SliceAttributes{{0, s[1] - 1, 0}, s, {1, 1, 1}};
        if (s[1] < 1)
            return mismatch(site, "NxTxF", s);
        const auto step = lowering.emit(site, std::move(op), KerasLayout::plain, 3);
        if (!step)
            return firstError(step);
        const KerasValue last = lowering.reshaped(*step, {s[0], s[2]}, name + "/state");
        if (!all)
            outputs = {last};
        if (states)
            outputs.push_back(last);
    }
    if (states && kind == K::lstm) { // the cell's own state: a second output of the operator
        Operator& cell = *std::find_if(lowering.draft().operators.rbegin(), lowering.draft().operators.rend(),
                                       [&](const Operator& op) { return op.outputs.front() == sequence.id; });
        const Shape shape{sequence.shape[0], sequence.shape[2]};
        const TensorId id =
            lowering.draft().addTensor({.name = cell.name + "/cell", .shape = shape, .type = DataType::float32()});
        cell.outputs.push_back(id);
        outputs.push_back({id, KerasLayout::plain, shape});
    }
    return outputs;
}

KerasLowered recurrent(KerasLowering& lowering, const KerasSite& site)
{
    const KerasConfig cell = site.config.object("cell");
    const std::string className = site.layer.className == "RNN" ? cell.text("class_name") : site.layer.className;
    const auto kind = kindOfCell(className);
    if (!kind)
        return lowerOpaque(lowering, site);
    const KerasConfig own = site.layer.className == "RNN" ? cell.object("config") : site.config;
    auto sequence = runCell(lowering, site, *kind, own, site.config.flag("go_backwards", false));
    if (!sequence)
        return sequence;
    return cellOutputs(lowering, site, site.config, sequence->front(), *kind);
}

KerasLowered joinDirections(KerasLowering& lowering, const KerasSite& site, const KerasValue& forward,
                            const KerasValue& backward)
{
    const std::string mode = site.config.text("merge_mode");
    Operator op{.inputs = {forward.id, backward.id}};
    if (mode.empty())
        return KerasValues{forward, backward};
    if (mode == "concat") {
        op.kind = K::concatenation;
        op.attributes = AxisAttributes{.axes = {static_cast<int>(forward.shape.size()) - 1}};
    } else {
        op.kind = mode == "mul" ? K::mul : K::add;
        op.attributes = ElementwiseAttributes{};
    }
    auto value = lowering.emit(site, std::move(op), KerasLayout::plain, forward.shape.size());
    if (value && mode == "ave")
        value = withScalar(lowering, site, K::mul, *value, 0.5f);
    return one(value);
}

/// Forwards and backwards, as TensorFlow Lite's converter writes it: two cells, the second between two reversals.
KerasLowered bidirectional(KerasLowering& lowering, const KerasSite& site)
{
    const auto layer = innerLayer(site);
    if (!layer)
        return firstError(layer);
    const auto kind = kindOfCell(layer->className);
    if (!kind)
        return lowerOpaque(lowering, site);
    const bool all = layer->config.flag("return_sequences", false);
    std::vector<KerasValues> directions;
    for (const char* part : {"forward", "backward"}) {
        KerasSite direction{*layer, layer->config, site.place, site.name, {site.inputs.front()}, nullptr, {}};
        direction.place.part = part;
        const bool backwards = directions.size() == 1;
        const auto sequence = runCell(lowering, direction, *kind, layer->config, backwards);
        if (!sequence)
            return sequence;
        auto outputs = cellOutputs(lowering, direction, layer->config, sequence->front(), *kind);
        if (!outputs)
            return outputs;
        if (backwards && all) {
            const auto turned = reversed(lowering, direction, outputs->front());
            if (!turned)
                return firstError(turned);
            outputs->front() = *turned;
        }
        directions.push_back(std::move(*outputs));
    }
    auto joined = joinDirections(lowering, site, directions[0].front(), directions[1].front());
    for (std::size_t i = 0; joined && i < 2; ++i)
        joined->insert(joined->end(), directions[i].begin() + 1, directions[i].end());
    return joined;
}

constexpr KerasEntry kEntries[] = {
    {"Dense", dense, "FULLY_CONNECTED"},
    {"Embedding", embedding, "EMBEDDING_LOOKUP"},
    {"LSTM", recurrent, "LSTM"},
    {"GRU", recurrent, "GRU"},
    {"SimpleRNN", recurrent, "RNN"},
    {"CuDNNLSTM", recurrent, "LSTM"},
    {"CuDNNGRU", recurrent, "GRU"},
    {"RNN", recurrent, "LSTM, GRU, RNN"},
    {"Bidirectional", bidirectional, "its layer twice, REVERSE, CONCATENATION"},
};

} // namespace

std::span<const KerasEntry> kerasSequences() { return kEntries; }

KerasLowered lowerWrapped(KerasLowering& lowering, const KerasSite& site, int depth)
{
    const auto layer = innerLayer(site);
    if (!layer)
        return firstError(layer);
    KerasSite below{*layer, layer->config, site.place, site.name, site.inputs, site.operands, site.declared};
    return lowerLayer(lowering, std::move(below), depth + 1);
}

KerasLowered lowerTimeDistributed(KerasLowering& lowering, const KerasSite& site, int depth)
{
    const auto layer = innerLayer(site);
    const auto x = lowering.asPlain(site.inputs.front());
    if (!layer || !x)
        return firstError(layer, x);
    if (x->shape.size() < 2)
        return mismatch(site, "NxTxF", x->shape);
    const Shape outer{x->shape[0], x->shape[1]};
    Shape steps(x->shape.begin() + 1, x->shape.end());
    steps.front() *= outer.front();
    KerasSite below{
        *layer, layer->config, site.place, site.name, {lowering.reshaped(*x, steps, site.name + "/steps")}, nullptr,
        {}};
    if (layer->isNetwork())
        below.place.groups.emplace_back("layer");
    auto values = lowerLayer(lowering, std::move(below), depth + 1);
    if (!values || values->empty() || values->front().unsized)
        return values;
    const auto plain = lowering.asPlain(values->front());
    if (!plain)
        return firstError(plain);
    Shape shape = plain->shape;
    if (shape.empty())
        return mismatch(site, "NxTxF", shape);
    shape.front() = outer[1];
    shape.insert(shape.begin(), outer[0]);
    return KerasValues{lowering.reshaped(*plain, shape, site.name)};
}

} // namespace tenbin
