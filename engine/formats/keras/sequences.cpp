// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/draft/permuted_constant.h"
#include "engine/formats/keras/lowering.h"

namespace tenbin {

// The part of KerasLowering for matrices, recurrent layers and wrappers.

namespace {

using K = OperatorKind;

constexpr std::int64_t kMaxUnits = 1 << 20;

/// Gates of a cell: each has its own rows of the matrices.
std::int64_t gatesOf(OperatorKind kind)
{
    if (kind == K::lstm)
        return 4;
    return kind == K::gru ? 3 : 1;
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

} // namespace

KerasLowering::Table KerasLowering::sequenceEntries()
{
    using L = KerasLowering;
    return {{"Dense", {&L::dense, "FULLY_CONNECTED"}},
            {"Embedding", {&L::embedding, "EMBEDDING_LOOKUP"}},
            {"LSTM", {&L::recurrent, "LSTM"}},
            {"GRU", {&L::recurrent, "GRU"}},
            {"SimpleRNN", {&L::recurrent, "RNN"}},
            {"CuDNNLSTM", {&L::recurrent, "LSTM"}},
            {"CuDNNGRU", {&L::recurrent, "GRU"}},
            {"RNN", {&L::recurrent, "LSTM, GRU, RNN"}},
            {"Bidirectional", {&L::bidirectional, "its layer twice, REVERSE, CONCATENATION"}},
            {"BatchNormalization", {&L::batchNormalization, "part of the layer before it, else MUL, ADD"}},
            {"LayerNormalization", {&L::layerNormalization, "LAYER_NORMALIZATION"}},
            {"Normalization", {&L::featureNormalization, "SUB, MUL"}},
            {"LayerScale", {&L::layerScale, "MUL"}},
            {"Attention", {&L::attention, "BATCH_MATMUL, SOFTMAX"}},
            {"MultiHeadAttention", {&L::multiHeadAttention, "FULLY_CONNECTED, BATCH_MATMUL, SOFTMAX"}}};
}

/// Kernel [in,out] as [out,in].
KerasLowering::Lowered KerasLowering::dense(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t units = site.config.integer("units").value_or(0);
    if (units < 1 || units > (std::int64_t{1} << 32))
        return invalid(site, "units", std::to_string(units));
    if (x->shape.empty())
        return mismatch(site, "NxF", x->shape);
    const auto kernel = weight(site, {{"kernel"}, 0}, {x->shape.back(), units});
    if (!kernel)
        return tl::make_unexpected(kernel.error());
    Operator op{.kind = K::fullyConnected, .inputs = {x->id, permutedConstant(m_draft, *kernel, {1, 0})}};
    op.attributes = FullyConnectedAttributes{};
    if (auto done = addBias(site, 1, units, op); !done)
        return tl::make_unexpected(done.error());
    return activated(site, emit(site, std::move(op), KerasLayout::plain, x->shape.size()));
}

KerasLowering::Lowered KerasLowering::embedding(const Site& site)
{
    const auto x = asPlain(site.inputs.front());
    if (!x)
        return tl::make_unexpected(x.error());
    const Shape shape{site.config.integer("input_dim").value_or(0), site.config.integer("output_dim").value_or(0)};
    if (shape[0] < 1 || shape[1] < 1)
        return invalid(site, "input_dim", toString(shape));
    const auto table = weight(site, {{"embeddings"}, 0}, shape);
    if (!table)
        return tl::make_unexpected(table.error());
    const auto value = emit(site, Operator{.kind = K::embeddingLookup, .inputs = {x->id, *table}}, KerasLayout::plain,
                            x->shape.size() + 1, m_draft.tensor(*table).type);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

Result<KerasValue> KerasLowering::reversed(const Site& site, const KerasValue& x)
{
    Operator op{.kind = K::reverse, .name = site.name + "/reverse", .inputs = {x.id}};
    op.attributes = AxisAttributes{.axes = {1}};
    return emit(site, std::move(op), KerasLayout::plain, x.shape.size(), tensor(x).type);
}

KerasLowering::Lowered KerasLowering::recurrent(const Site& site)
{
    const KerasConfig cell = site.config.object("cell");
    const std::string className = site.layer.className == "RNN" ? cell.text("class_name") : site.layer.className;
    const auto kind = kindOfCell(className);
    if (!kind)
        return opaque(site);
    const KerasConfig own = site.layer.className == "RNN" ? cell.object("config") : site.config;
    auto sequence = runCell(site, *kind, own, site.config.flag("go_backwards", false));
    if (!sequence)
        return sequence;
    return cellOutputs(site, site.config, sequence->front(), *kind);
}

/// The sequence of states of one cell, in the order in which it reads. Kernels [in, gates*units] turn around.
KerasLowering::Lowered KerasLowering::runCell(const Site& site, OperatorKind kind, const KerasConfig& config,
                                              bool backwards)
{
    auto x = asPlain(site.inputs.front());
    if (x && x->shape.size() != 3)
        return mismatch(site, "NxTxF", x->shape);
    if (x && backwards)
        x = reversed(site, *x);
    if (!x)
        return tl::make_unexpected(x.error());
    const std::int64_t units = config.integer("units").value_or(0), rows = gatesOf(kind) * units;
    if (units < 1 || units > kMaxUnits)
        return invalid(site, "units", std::to_string(units));
    const auto kernel = weight(site, {{"kernel"}, 0}, {x->shape[2], rows});
    const auto square = weight(site, {{"recurrent_kernel"}, 1}, {units, rows});
    if (!kernel || !square)
        return tl::make_unexpected(kernel ? square.error() : kernel.error());
    Operator op{.kind = kind, .inputs = {x->id}};
    op.name = site.place.part.empty() ? site.name : site.name + "/" + site.place.part;
    op.inputs.push_back(permutedConstant(m_draft, *kernel, {1, 0}));
    op.inputs.push_back(permutedConstant(m_draft, *square, {1, 0}));
    const bool fused = site.layer.className.starts_with("CuDNN");
    if (config.flag("use_bias", true)) {
        const bool twice = kind == K::gru && config.flag("reset_after", false);
        Shape shape{fused ? 2 * rows : rows};
        if (twice)
            shape.insert(shape.begin(), 2);
        const auto bias = weight(site, {{"bias"}, 2}, shape);
        if (!bias)
            return tl::make_unexpected(bias.error());
        op.inputs.push_back(m_draft.addReshapedConstant(*bias, {elementCount(shape)}));
    }
    for (std::size_t i = 1; i < site.inputs.size(); ++i) // states that come from elsewhere
        op.inputs.push_back(site.inputs[i].id);
    op.attributes = RecurrentAttributes{static_cast<int>(units), false, Activation::tanh};
    const auto value = emit(site, std::move(op), KerasLayout::plain, 3);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// The sequence or its last step, and the states where they are asked for.
KerasLowering::Lowered KerasLowering::cellOutputs(const Site& site, const KerasConfig& config,
                                                  const KerasValue& sequence, OperatorKind kind)
{
    const bool all = config.flag("return_sequences", false), states = config.flag("return_state", false);
    Values outputs{sequence};
    if (!all || states) {
        const Shape& s = sequence.shape;
        const std::string name = site.name + "/last";
        Operator op{.kind = K::slice, .name = name, .inputs = {sequence.id}};
        op.attributes = SliceAttributes{{0, s[1] - 1, 0}, s, {1, 1, 1}};
        if (s[1] < 1)
            return mismatch(site, "NxTxF", s);
        const auto step = emit(site, std::move(op), KerasLayout::plain, 3);
        if (!step)
            return tl::make_unexpected(step.error());
        const KerasValue last = reshaped(*step, {s[0], s[2]}, name + "/state");
        if (!all)
            outputs = {last};
        if (states)
            outputs.push_back(last);
    }
    if (states && kind == K::lstm) { // the cell's own state: a second output of the operator
        Operator& cell = *std::find_if(m_draft.operators.rbegin(), m_draft.operators.rend(),
                                       [&](const Operator& op) { return op.outputs.front() == sequence.id; });
        const Shape shape{sequence.shape[0], sequence.shape[2]};
        const TensorId id =
            m_draft.addTensor({.name = cell.name + "/cell", .shape = shape, .type = DataType::float32()});
        cell.outputs.push_back(id);
        outputs.push_back({id, KerasLayout::plain, shape});
    }
    return outputs;
}

/// Forwards and backwards, as TensorFlow Lite's converter writes it: two cells, the second between two reversals.
KerasLowering::Lowered KerasLowering::bidirectional(const Site& site)
{
    const nlohmann::json* inner = site.config.find("layer");
    const auto layer = inner ? readKerasLayer(*inner) : Result<KerasLayer>(fail(ErrorCode::modelCorrupt, {site.name}));
    if (!layer)
        return tl::make_unexpected(layer.error());
    const auto kind = kindOfCell(layer->className);
    if (!kind)
        return opaque(site);
    const bool all = layer->config.flag("return_sequences", false);
    std::vector<Values> directions;
    for (const char* part : {"forward", "backward"}) {
        Site direction{*layer, layer->config, site.place, site.name, {site.inputs.front()}, nullptr, {}};
        direction.place.part = part;
        const bool backwards = directions.size() == 1;
        const auto sequence = runCell(direction, *kind, layer->config, backwards);
        auto outputs = sequence ? cellOutputs(direction, layer->config, sequence->front(), *kind) : sequence;
        if (!outputs)
            return outputs;
        if (backwards && all) {
            const auto turned = reversed(direction, outputs->front());
            if (!turned)
                return tl::make_unexpected(turned.error());
            outputs->front() = *turned;
        }
        directions.push_back(std::move(*outputs));
    }
    auto joined = joinDirections(site, directions[0].front(), directions[1].front());
    for (std::size_t i = 0; joined && i < 2; ++i)
        joined->insert(joined->end(), directions[i].begin() + 1, directions[i].end());
    return joined;
}

KerasLowering::Lowered KerasLowering::joinDirections(const Site& site, const KerasValue& forward,
                                                     const KerasValue& backward)
{
    const std::string mode = site.config.text("merge_mode");
    Operator op{.inputs = {forward.id, backward.id}};
    if (mode.empty())
        return Values{forward, backward};
    if (mode == "concat") {
        op.kind = K::concatenation;
        op.attributes = AxisAttributes{.axes = {static_cast<int>(forward.shape.size()) - 1}};
    } else {
        op.kind = mode == "mul" ? K::mul : K::add;
        op.attributes = ElementwiseAttributes{};
    }
    auto value = emit(site, std::move(op), KerasLayout::plain, forward.shape.size());
    if (value && mode == "ave")
        value = withScalar(site, K::mul, *value, 0.5f);
    if (!value)
        return tl::make_unexpected(value.error());
    return Values{*value};
}

/// The layer inside, whose weights lie under the wrapper's name.
KerasLowering::Lowered KerasLowering::wrapped(const Site& site, int depth)
{
    const nlohmann::json* inner = site.config.find("layer");
    const auto layer = inner ? readKerasLayer(*inner) : Result<KerasLayer>(fail(ErrorCode::modelCorrupt, {site.name}));
    if (!layer)
        return tl::make_unexpected(layer.error());
    Site below{*layer, layer->config, site.place, site.name, site.inputs, site.operands, site.declared};
    return lowerLayer(std::move(below), depth + 1);
}

/// The layer over all steps at once: steps are further samples of the batch.
KerasLowering::Lowered KerasLowering::timeDistributed(const Site& site, int depth)
{
    const nlohmann::json* inner = site.config.find("layer");
    const auto layer = inner ? readKerasLayer(*inner) : Result<KerasLayer>(fail(ErrorCode::modelCorrupt, {site.name}));
    const auto x = asPlain(site.inputs.front());
    if (!layer || !x)
        return tl::make_unexpected(layer ? x.error() : layer.error());
    if (x->shape.size() < 2)
        return mismatch(site, "NxTxF", x->shape);
    const Shape outer{x->shape[0], x->shape[1]};
    Shape steps(x->shape.begin() + 1, x->shape.end());
    steps.front() *= outer.front();
    Site below{*layer, layer->config, site.place, site.name, {reshaped(*x, steps, site.name + "/steps")}, nullptr, {}};
    if (layer->isNetwork())
        below.place.groups.emplace_back("layer");
    auto values = lowerLayer(std::move(below), depth + 1);
    if (!values || values->empty() || values->front().unsized)
        return values;
    const auto plain = asPlain(values->front());
    if (!plain)
        return tl::make_unexpected(plain.error());
    Shape shape = plain->shape;
    if (shape.empty())
        return mismatch(site, "NxTxF", shape);
    shape.front() = outer[1];
    shape.insert(shape.begin(), outer[0]);
    return Values{reshaped(*plain, shape, site.name)};
}

} // namespace tenbin
