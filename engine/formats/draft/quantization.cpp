// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/quantization.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/draft/quantized_constant.h"
#include "engine/graph/kind_set.h"

namespace tenbin {

namespace {

using K = OperatorKind;

/// Operators whose results are elements, or averages, of their input: its scale holds for them.
constexpr KindSet kKeepScale{K::maxPool2d,
                             K::averagePool2d,
                             K::mean,
                             K::reduceMax,
                             K::reduceMin,
                             K::reshape,
                             K::squeeze,
                             K::expandDims,
                             K::transpose,
                             K::slice,
                             K::stridedSlice,
                             K::split,
                             K::unpack,
                             K::pad,
                             K::mirrorPad,
                             K::gather,
                             K::tile,
                             K::broadcastTo,
                             K::reverse,
                             K::identity,
                             K::resizeBilinear,
                             K::resizeNearestNeighbor,
                             K::depthToSpace,
                             K::spaceToDepth,
                             K::relu,
                             K::relu6,
                             K::clip};

constexpr KindSet kConvertTypes{K::quantize, K::dequantize, K::cast, K::shapeOf, K::custom};

constexpr KindSet kWithWeights{K::conv2d, K::depthwiseConv2d, K::transposeConv2d, K::fullyConnected};

class QuantizerFolding {
public:
    explicit QuantizerFolding(DraftGraph& draft)
        : m_draft(draft), m_uses(draft), m_integer(draft.tensors.size()), m_dead(draft.operators.size(), false)
    {
    }

    void run();

private:
    void foldInputs();
    void visit(std::size_t i);
    bool foldBetween(Operator& op);
    bool moveDown(Operator& op);
    void quantizeConstants(Operator& op);
    TensorId integerOf(TensorId id) const { return id.index < m_integer.size() ? m_integer[id.index] : TensorId{}; }
    TensorId current(TensorId id) const
    {
        const auto found = m_alias.find(id.index);
        if (found == m_alias.end())
            return id;
        return found->second;
    }
    void setInteger(TensorId real, TensorId integer)
    {
        m_integer.resize(std::max<std::size_t>(m_integer.size(), m_draft.tensors.size()));
        m_integer[real.index] = integer;
    }

    DraftGraph& m_draft;
    DraftUses m_uses;                // of the operators as they were
    std::vector<TensorId> m_integer; // of a real tensor that a dequantize wrote
    std::unordered_map<std::uint32_t, TensorId> m_alias;
    std::vector<bool> m_dead;
    std::vector<Operator> m_result;
};

/// An input that is quantised at once, in one way, is an integer input.
void QuantizerFolding::foldInputs()
{
    for (const TensorId id : m_draft.inputs) {
        const auto& readers = m_uses.consumers[id.index];
        const Tensor* first = nullptr;
        bool same = !readers.empty() && !m_draft.isOutput(id);
        for (const int reader : readers) {
            const Operator& op = m_draft.operators[static_cast<std::size_t>(reader)];
            const Tensor& out = m_draft.tensor(op.outputs.front());
            first = first ? first : &out;
            same = same && op.kind == K::quantize && op.outputs.size() == 1 && out.type == first->type
                   && out.quantization == first->quantization;
        }
        if (!same)
            continue;
        m_draft.tensor(id).type = first->type;
        m_draft.tensor(id).quantization = first->quantization;
        for (const int reader : readers) {
            m_alias[m_draft.operators[static_cast<std::size_t>(reader)].outputs.front().index] = id;
            m_dead[static_cast<std::size_t>(reader)] = true;
        }
    }
}

/// Biases take the product of the scales, as integer convolutions need them; other constants
/// beside integer operands take the scale of their largest value.
void QuantizerFolding::quantizeConstants(Operator& op)
{
    const bool weighted = kWithWeights.contains(op.kind);
    for (std::size_t p = 0; p < op.inputs.size(); ++p) {
        if (!op.inputs[p].valid())
            continue;
        const Tensor& constant = m_draft.tensor(op.inputs[p]);
        if (!constant.constant || !constant.type.isFloat())
            continue;
        if (weighted && p == 2) {
            const Quantization& x = m_draft.tensor(op.inputs[0]).quantization;
            Quantization q = m_draft.tensor(op.inputs[1]).quantization;
            if (x.empty() || q.empty())
                continue;
            for (float& scale : q.scales)
                scale *= x.scales.front();
            q.zeroPoints.assign(q.scales.size(), 0);
            q.axis = 0;
            op.inputs[p] = quantizedConstant(m_draft, op.inputs[p], DataType::int32(), std::move(q));
        } else if (const auto values = floatValues(constant); values && !weighted && !values->empty()) {
            float largest = 0.0f;
            for (const float value : *values)
                largest = std::max(largest, std::abs(value));
            const Quantization q{{largest > 0.0f ? largest / 127.0f : 1.0f}, {0}, 0};
            op.inputs[p] = quantizedConstant(m_draft, op.inputs[p], DataType::int8(), q);
        }
    }
}

/// dequantize, operator, quantize: an integer operator.
bool QuantizerFolding::foldBetween(Operator& op)
{
    if (kConvertTypes.contains(op.kind) || op.outputs.size() != 1)
        return false;
    const int reader = m_uses.onlyConsumer(m_draft, op.outputs.front());
    if (reader < 0 || m_draft.operators[static_cast<std::size_t>(reader)].kind != K::quantize)
        return false;
    bool any = false;
    for (const TensorId id : op.inputs) {
        if (!id.valid() || m_draft.tensor(id).constant)
            continue;
        const bool integer = integerOf(id).valid();
        if (!integer && m_draft.tensor(id).type.isFloat())
            return false;
        any = any || integer;
    }
    if (!any || (kWithWeights.contains(op.kind) && m_draft.tensor(op.inputs[1]).type.isFloat()))
        return false;
    for (TensorId& id : op.inputs)
        if (id.valid() && integerOf(id).valid())
            id = integerOf(id);
    op.outputs = m_draft.operators[static_cast<std::size_t>(reader)].outputs;
    m_dead[static_cast<std::size_t>(reader)] = true;
    quantizeConstants(op);
    return true;
}

/// dequantize, move: the move works on integers and the dequantize comes after it.
bool QuantizerFolding::moveDown(Operator& op)
{
    if (!kKeepScale.contains(op.kind) || op.inputs.empty() || !op.inputs.front().valid())
        return false;
    const TensorId source = integerOf(op.inputs.front());
    if (!source.valid())
        return false;
    const Quantization quantization = m_draft.tensor(source).quantization;
    if (quantization.perChannel())
        return false;
    const std::vector<TensorId> reals = op.outputs;
    op.inputs.front() = source;
    std::vector<Operator> dequantizers;
    for (TensorId& out : op.outputs) {
        Tensor integer = m_draft.tensor(out);
        integer.type = m_draft.tensor(source).type;
        integer.quantization = quantization;
        const TensorId real = out;
        out = m_draft.addTensor(std::move(integer));
        setInteger(real, out);
        dequantizers.push_back({.kind = K::dequantize, .name = op.name, .inputs = {out}, .outputs = {real}});
    }
    m_result.push_back(op);
    for (Operator& dequantize : dequantizers)
        m_result.push_back(std::move(dequantize));
    return true;
}

void QuantizerFolding::visit(std::size_t i)
{
    Operator op = m_draft.operators[i];
    for (TensorId& id : op.inputs)
        if (id.valid())
            id = current(id);
    if (op.kind == K::dequantize) {
        setInteger(op.outputs.front(), op.inputs.front());
    } else if (op.kind == K::quantize) {
        const TensorId source = integerOf(op.inputs.front());
        const Tensor& out = m_draft.tensor(op.outputs.front());
        if (source.valid() && m_draft.tensor(source).quantization == out.quantization
            && m_draft.tensor(source).type == out.type && !m_draft.isOutput(op.outputs.front())) {
            m_alias[op.outputs.front().index] = source;
            return;
        }
        if (source.valid())
            op.inputs.front() = source; // integers to integers: a requantisation
    } else if (!foldBetween(op) && moveDown(op)) {
        return;
    }
    m_result.push_back(std::move(op));
}

void QuantizerFolding::run()
{
    foldInputs();
    for (std::size_t i = 0; i < m_draft.operators.size(); ++i)
        if (!m_dead[i])
            visit(i);
    m_draft.operators = std::move(m_result);
    for (TensorId& id : m_draft.outputs) {
        id = current(id);
        if (integerOf(id).valid())
            id = integerOf(id);
    }
    m_draft.removeOperators({});
}

} // namespace

void foldQuantizers(DraftGraph& draft) { QuantizerFolding(draft).run(); }

} // namespace tenbin
