// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/affine.h"

#include <cmath>
#include <optional>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

namespace {

/// One vector a channel; without values where they are not known.
TensorId addVector(DraftGraph& draft, const std::string& name, const Shape& shape, const std::vector<float>& values)
{
    Tensor tensor{.name = name, .shape = shape, .type = DataType::float32(), .constant = true};
    if (!values.empty())
        return draft.addConstant(std::move(tensor), toBytes(values));
    tensor.data = draft.emptyBuffer();
    return draft.addTensor(std::move(tensor));
}

/// x * (scale / sqrt(variance + epsilon)) + (shift - mean * the same factor).
std::pair<Operator, Operator> productAndSum(DraftGraph& draft, const Operator& norm)
{
    std::vector<std::vector<float>> parameters;
    for (std::size_t i = 1; i < 5; ++i)
        parameters.push_back(floatValues(draft.tensor(norm.inputs[i])).value_or(std::vector<float>{}));
    const auto& [scale, shift, mean, variance] = std::tie(parameters[0], parameters[1], parameters[2], parameters[3]);
    const Shape shape = draft.tensor(norm.inputs[1]).shape;
    const auto channels = static_cast<std::size_t>(elementCount(shape));
    std::vector<float> factor, offset;
    if (scale.size() == channels && shift.size() == channels && mean.size() == channels
        && variance.size() == channels) {
        const auto* attributes = norm.attributesAs<ScalarAttributes>();
        for (std::size_t c = 0; c < channels; ++c) {
            factor.push_back(scale[c] / std::sqrt(variance[c] + (attributes ? attributes->alpha : 0.0f)));
            offset.push_back(shift[c] - mean[c] * factor.back());
        }
    }
    const TensorId factors = addVector(draft, norm.name + "/factor", shape, factor);
    const TensorId offsets = addVector(draft, norm.name + "/offset", shape, offset);
    Tensor between = draft.tensor(norm.outputs.front());
    between.name = norm.name + "/product";
    const TensorId product = draft.addTensor(std::move(between));
    return {Operator{.kind = OperatorKind::mul,
                     .name = norm.name + "/product",
                     .inputs = {norm.inputs[0], factors},
                     .outputs = {product},
                     .attributes = ElementwiseAttributes{}},
            Operator{.kind = OperatorKind::add,
                     .name = norm.name,
                     .inputs = {product, offsets},
                     .outputs = norm.outputs,
                     .attributes = ElementwiseAttributes{}}};
}

} // namespace

void lowerBatchNormalizations(DraftGraph& draft)
{
    std::vector<Operator> operators;
    for (Operator& op : draft.operators) {
        if (op.kind != OperatorKind::batchNormalization || op.inputs.size() != 5) {
            operators.push_back(std::move(op));
            continue;
        }
        auto [product, sum] = productAndSum(draft, op);
        operators.push_back(std::move(product));
        operators.push_back(std::move(sum));
    }
    draft.operators = std::move(operators);
}

} // namespace tenbin
