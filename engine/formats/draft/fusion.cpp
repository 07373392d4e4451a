// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/fusion.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numbers>

#include "engine/formats/draft/constant_values.h"
#include "engine/graph/kind_map.h"
#include "engine/graph/kind_set.h"

namespace tenbin {

namespace {

using K = OperatorKind;

/// One sweep over the operators; the rules change `producer` as they go.
class Fusion {
public:
    explicit Fusion(DraftGraph& draft) : m_draft(draft) {}

    template <class Rule>
    void sweep(Rule rule)
    {
        m_uses = std::make_unique<DraftUses>(m_draft);
        m_dead.assign(m_draft.operators.size(), false);
        for (std::size_t i = 0; i < m_draft.operators.size(); ++i)
            if (!m_dead[i])
                (this->*rule)(i);
        m_draft.removeOperators(m_dead);
    }

    void addBias(std::size_t i);
    void foldBatchNormalization(std::size_t i);
    void fuseActivation(std::size_t i);
    void recogniseGelu(std::size_t i);
    void cancelMoves(std::size_t i);

private:
    /// The operator that alone feeds input `position` of operator `i`, or null.
    Operator* producerOf(std::size_t i, std::size_t position);
    /// Lets `first` write what operator `i` wrote.
    void takeOutput(Operator& first, std::size_t i);
    const Tensor* constantInput(const Operator& op, std::size_t position) const;
    void replaceReads(TensorId from, TensorId to);
    /// The only reader of an operator's output, or -1.
    int next(const Operator& op) const { return m_uses->onlyConsumer(m_draft, op.outputs.front()); }
    bool isScalar(const Operator& op, float value) const;

    DraftGraph& m_draft;
    std::unique_ptr<DraftUses> m_uses;
    std::vector<bool> m_dead;
};

Operator* Fusion::producerOf(std::size_t i, std::size_t position)
{
    const Operator& op = m_draft.operators[i];
    if (position >= op.inputs.size() || !op.inputs[position].valid())
        return nullptr;
    const TensorId id = op.inputs[position];
    const int producer = m_uses->producer[id.index];
    if (producer < 0 || m_uses->onlyConsumer(m_draft, id) < 0)
        return nullptr;
    return &m_draft.operators[static_cast<std::size_t>(producer)];
}

void Fusion::takeOutput(Operator& first, std::size_t i)
{
    const TensorId before = first.outputs.front();
    first.outputs = m_draft.operators[i].outputs;
    m_uses->producer[first.outputs.front().index] = m_uses->producer[before.index];
    m_dead[i] = true;
}

const Tensor* Fusion::constantInput(const Operator& op, std::size_t position) const
{
    if (position >= op.inputs.size() || !op.inputs[position].valid())
        return nullptr;
    const Tensor& tensor = m_draft.tensor(op.inputs[position]);
    if (!tensor.constant)
        return nullptr;
    return &tensor;
}

/// x * W + b, with b a vector of one value an output.
void Fusion::addBias(std::size_t i)
{
    const Operator& sum = m_draft.operators[i];
    if (sum.kind != K::add || sum.inputs.size() != 2)
        return;
    for (const std::size_t side : {0u, 1u}) {
        Operator* product = producerOf(i, side);
        const Tensor* bias = constantInput(sum, 1 - side);
        if (!product || !bias || product->kind != K::fullyConnected || product->inputs.size() != 2
            || fusedActivation(*product) != Activation::none)
            continue;
        const Tensor& out = m_draft.tensor(product->outputs.front());
        if (bias->elements() != out.shape.back() || bias->shape.empty() || bias->shape.back() != bias->elements())
            continue;
        const TensorId vector = m_draft.addReshapedConstant(sum.inputs[1 - side], {bias->elements()});
        product->inputs.push_back(vector);
        product->attributes = FullyConnectedAttributes{fusedActivation(sum)};
        takeOutput(*product, i);
        return;
    }
}

/// w' = w * s and b' = (b - mean) * s + shift with s = scale / sqrt(variance + epsilon).
void Fusion::foldBatchNormalization(std::size_t i)
{
    const Operator& norm = m_draft.operators[i];
    if (norm.kind != K::batchNormalization || norm.inputs.size() != 5)
        return;
    Operator* conv = producerOf(i, 0);
    if (!conv || conv->inputs.size() < 2 || fusedActivation(*conv) != Activation::none)
        return;
    const bool depthwise = conv->kind == K::depthwiseConv2d;
    if (!depthwise && conv->kind != K::conv2d && conv->kind != K::fullyConnected && conv->kind != K::transposeConv2d)
        return;
    const Tensor* weights = constantInput(*conv, 1);
    std::vector<std::vector<float>> parameters;
    for (std::size_t p = 1; p < 5; ++p) {
        const Tensor* tensor = constantInput(norm, p);
        const auto values = tensor ? floatValues(*tensor) : std::nullopt;
        if (!values)
            return;
        parameters.push_back(*values);
    }
    auto values = weights ? floatValues(*weights) : std::nullopt;
    const auto channels = static_cast<std::size_t>(m_draft.tensor(conv->outputs.front()).shape.back());
    for (const auto& parameter : parameters)
        if (!values || channels == 0 || parameter.size() != channels || values->size() % channels != 0)
            return;
    std::vector<float> bias(channels, 0.0f);
    if (conv->inputs.size() > 2 && conv->inputs[2].valid()) {
        const auto given = floatValues(m_draft.tensor(conv->inputs[2]));
        if (!given || given->size() != channels)
            return;
        bias = *given;
    }
    const auto* attributes = norm.attributesAs<ScalarAttributes>();
    std::vector<float> factor(channels);
    for (std::size_t c = 0; c < channels; ++c) {
        factor[c] = parameters[0][c] / std::sqrt(parameters[3][c] + (attributes ? attributes->alpha : 0.0f));
        bias[c] = (bias[c] - parameters[2][c]) * factor[c] + parameters[1][c];
    }
    const std::size_t perChannel = values->size() / channels;
    for (std::size_t e = 0; e < values->size(); ++e)
        (*values)[e] *= factor[depthwise ? e % channels : e / perChannel];
    const TensorId newWeights = m_draft.addConstant(
        {.name = weights->name, .shape = weights->shape, .type = DataType::float32()}, toBytes(*values));
    const TensorId newBias = m_draft.addConstant(
        {.name = norm.name + "/bias", .shape = {static_cast<std::int64_t>(channels)}, .type = DataType::float32()},
        toBytes(bias));
    conv->inputs = {conv->inputs[0], newWeights, newBias};
    takeOutput(*conv, i);
}

constexpr KindMap<Activation> kClips{{K::relu, Activation::relu},
                                     {K::relu6, Activation::relu6},
                                     {K::reluN1To1, Activation::reluN1To1},
                                     {K::relu0To1, Activation::relu0To1}};

constexpr KindSet kTakeActivation{
    K::conv2d, K::depthwiseConv2d, K::transposeConv2d, K::fullyConnected, K::add, K::sub, K::mul, K::div};

void Fusion::fuseActivation(std::size_t i)
{
    const Activation activation = kClips.valueOr(m_draft.operators[i].kind, Activation::none);
    if (activation == Activation::none)
        return;
    Operator* op = producerOf(i, 0);
    if (!op || !kTakeActivation.contains(op->kind) || op->outputs.size() != 1
        || fusedActivation(*op) != Activation::none)
        return;
    std::visit(
        [&](auto& attributes) {
            if constexpr (requires { attributes.activation; })
                attributes.activation = activation;
        },
        op->attributes);
    if (fusedActivation(*op) == activation)
        takeOutput(*op, i);
}

bool Fusion::isScalar(const Operator& op, float value) const
{
    for (std::size_t p = 0; p < op.inputs.size(); ++p) {
        const Tensor* constant = constantInput(op, p);
        if (!constant || constant->elements() != 1)
            continue;
        const auto values = floatValues(*constant);
        if (values && std::abs(values->front() - value) < 1e-3f)
            return true;
    }
    return false;
}

/// x * (1 + erf(x / sqrt 2)) * 0.5, the half before or behind.
void Fusion::recogniseGelu(std::size_t i)
{
    const Operator& erf = m_draft.operators[i];
    if (erf.kind != K::custom || erf.customName != "Erf")
        return;
    const Operator* inner = producerOf(i, 0);
    if (!inner || (inner->kind != K::div && inner->kind != K::mul) || inner->inputs.size() != 2)
        return;
    constexpr float kRootOfTwo = std::numbers::sqrt2_v<float>;
    float divisor = kRootOfTwo;
    if (inner->kind == K::mul)
        divisor /= 2.0f; // times its inverse
    if (!isScalar(*inner, divisor))
        return;
    TensorId x = inner->inputs[0];
    if (constantInput(*inner, 0))
        x = inner->inputs[1];
    const auto at = [&](int index) -> Operator* {
        if (index < 0)
            return nullptr;
        return &m_draft.operators[static_cast<std::size_t>(index)];
    };
    const Operator* plusOne = at(next(erf));
    if (!plusOne || plusOne->kind != K::add || !isScalar(*plusOne, 1.0f))
        return;
    Operator* product = at(next(*plusOne));
    if (!product || product->kind != K::mul || product->inputs.size() != 2)
        return;
    TensorId other = product->inputs[0];
    if (other == plusOne->outputs.front())
        other = product->inputs[1];
    Operator* last = product;
    if (other == x) {
        last = at(next(*product));
        if (!last || last->kind != K::mul || !isScalar(*last, 0.5f))
            return;
    } else {
        const Operator* half = at(m_uses->producer[other.index]);
        if (!half || half->kind != K::mul || !isScalar(*half, 0.5f)
            || std::find(half->inputs.begin(), half->inputs.end(), x) == half->inputs.end())
            return;
    }
    *last = Operator{.kind = K::gelu, .name = last->name, .inputs = {x}, .outputs = last->outputs};
    const auto remark =
        std::find(m_draft.remarks.begin(), m_draft.remarks.end(), ImportRemark{ImportNote::operatorUnknown, "Erf"});
    if (remark != m_draft.remarks.end())
        m_draft.remarks.erase(remark);
}

void Fusion::replaceReads(TensorId from, TensorId to)
{
    for (const int reader : m_uses->consumers[from.index]) {
        for (TensorId& id : m_draft.operators[static_cast<std::size_t>(reader)].inputs)
            if (id == from)
                id = to;
        m_uses->consumers[to.index].push_back(reader);
    }
    m_uses->consumers[from.index].clear();
}

/// Reshapes in a row are one; a move that changes nothing, and two that undo each other, are none.
void Fusion::cancelMoves(std::size_t i)
{
    Operator& op = m_draft.operators[i];
    if ((op.kind != K::reshape && op.kind != K::transpose) || op.inputs.size() != 1
        || m_draft.isOutput(op.outputs.front()))
        return;
    const int producer = m_uses->producer[op.inputs.front().index];
    const Operator* before = producer < 0 ? nullptr : &m_draft.operators[static_cast<std::size_t>(producer)];
    const bool pair = before && before->kind == op.kind && before->inputs.size() == 1;
    if (op.kind == K::reshape) {
        if (pair) {
            op.inputs = before->inputs;
            m_uses->consumers[op.inputs.front().index].push_back(static_cast<int>(i));
        }
        if (m_draft.tensor(op.inputs.front()).shape == m_draft.tensor(op.outputs.front()).shape)
            replaceReads(op.outputs.front(), op.inputs.front());
        return;
    }
    const auto* second = op.attributesAs<PermutationAttributes>();
    const auto* first = pair ? before->attributesAs<PermutationAttributes>() : nullptr;
    if (!first || !second || first->permutation.size() != second->permutation.size())
        return;
    for (std::size_t d = 0; d < second->permutation.size(); ++d)
        if (first->permutation[static_cast<std::size_t>(second->permutation[d])] != static_cast<int>(d))
            return;
    replaceReads(op.outputs.front(), before->inputs.front());
}

} // namespace

void fuseOperators(DraftGraph& draft)
{
    Fusion fusion(draft);
    fusion.sweep(&Fusion::cancelMoves);
    fusion.sweep(&Fusion::recogniseGelu);
    fusion.sweep(&Fusion::addBias);
    fusion.sweep(&Fusion::foldBatchNormalization);
    fusion.sweep(&Fusion::fuseActivation);
}

} // namespace tenbin
