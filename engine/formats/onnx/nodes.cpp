// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/nodes.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/constants.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/opaque.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

namespace {

Result<void> lowerInitializers(OnnxLowering& lowering)
{
    for (const auto& proto : lowering.model().graph().initializer()) {
        const auto constant = lowering.addConstant(proto, proto.name());
        if (!constant) {
            Error error = constant.error();
            error.where.element = fmt::format("initializer {}", proto.name());
            return tl::make_unexpected(std::move(error));
        }
        lowering.bind(proto.name(), {*constant, OnnxLayout::plain, lowering.draft().tensor(*constant).shape, {}});
        lowering.tally.foldBudget += 4 * static_cast<std::int64_t>(lowering.draft().tensor(*constant).data.size());
    }
    return {};
}

Result<void> lowerInputs(OnnxLowering& lowering)
{
    for (const auto& proto : lowering.model().graph().input()) {
        if (lowering.find(proto.name()))
            continue; // before IR version 4 initialisers are inputs too
        const ErrorLocation where{.element = fmt::format("input {}", proto.name())};
        const auto shape = staticShape(proto.type());
        const auto type = onnxDataType(proto.type().tensor_type().elem_type());
        if (!shape)
            return fail(ErrorCode::shapeUnknown, {proto.name()}, where);
        if (!type)
            return fail(ErrorCode::attributeInvalid,
                        {proto.name(), "elem_type", std::to_string(proto.type().tensor_type().elem_type())}, where);
        if (!checkedElements(*shape))
            return fail(ErrorCode::modelTooLarge,
                        {proto.name(), toString(*shape), std::to_string(std::int64_t{1} << 40)}, where);
        OnnxValue value{{}, OnnxLayout::plain, *shape, {}};
        Tensor tensor{.name = proto.name(), .shape = *shape, .type = *type};
        if ((shape->size() == 3 || shape->size() == 4) && wantsChannelsLast(lowering.model(), proto.name())) {
            value.layout = OnnxLayout::channelsLast;
            tensor.shape = channelsLastShape(*shape);
        }
        value.id = lowering.draft().addTensor(std::move(tensor));
        lowering.draft().inputs.push_back(value.id);
        lowering.bind(proto.name(), value);
    }
    return {};
}

Result<void> lowerOutputs(OnnxLowering& lowering)
{
    for (const auto& proto : lowering.model().graph().output()) {
        const OnnxValue* found = lowering.find(proto.name());
        if (!found)
            return fail(ErrorCode::operatorMalformed, {fmt::format("output {}", proto.name()), proto.name()},
                        {.element = fmt::format("output {}", proto.name())});
        OnnxValue value = *found;
        if (value.layout == OnnxLayout::flattened) {
            const auto plain = lowering.asPlain(value);
            if (!plain)
                return firstError(plain);
            value = *plain;
        }
        lowering.draft().outputs.push_back(value.id);
    }
    return {};
}

/// Recurrent cells and bodies may be read by a later output alone; all others write their first.
bool hasOutput(const OnnxNode& node)
{
    static const std::unordered_set<std::string_view> several{"LSTM", "GRU", "RNN", "TopK", "If", "Loop", "Scan"};
    const bool any = std::any_of(node.proto().output().begin(), node.proto().output().end(),
                                 [](const std::string& name) { return !name.empty(); });
    if (several.contains(node.type()))
        return any;
    return !node.output(0).empty();
}

Result<void> handle(OnnxLowering& lowering, const OnnxNode& node)
{
    if (isQonnxQuantizer(node))
        return lowerQonnxQuantizer(lowering, node);
    if (node.domain() == "mct_quantizers")
        return lowerToolkitQuantizer(lowering, node);
    const OnnxEntry* entry = findOnnxEntry(node.type());
    if (!entry || (!node.standard() && node.domain() != "com.microsoft"))
        return lowerCustom(lowering, node);
    return entry->handler(lowering, node);
}

} // namespace

Result<void> lowerNetwork(OnnxLowering& lowering)
{
    for (const auto step : {lowerInitializers, lowerInputs})
        if (auto done = step(lowering); !done)
            return done;
    for (const OnnxNode& node : lowering.model().nodes())
        if (auto done = lowerNode(lowering, node); !done) {
            Error error = std::move(done.error());
            error.where.element = node.label();
            return tl::make_unexpected(std::move(error));
        }
    return lowerOutputs(lowering);
}

Result<void> lowerNode(OnnxLowering& lowering, const OnnxNode& node)
{
    for (int i = 0; i < node.inputs(); ++i)
        if (!node.input(i).empty() && !lowering.find(node, i))
            return missing(node, node.input(i));
    if (!hasOutput(node))
        return missing(node, "output");
    if (node.standard() && node.type() == "Constant")
        return lowerConstant(lowering, node, node.output(0));
    if (readsUnsized(lowering, node))
        return lowerUnsizedInput(lowering, node);
    if (foldConstants(lowering, node))
        return {};
    auto done = handle(lowering, node);
    if (!done && done.error().code == ErrorCode::shapeUnknown)
        return lowerUnsized(lowering, node, OperatorKind::custom);
    return done;
}

Result<void> lowerConstant(OnnxLowering& lowering, const OnnxNode& node, const std::string& name)
{
    onnx::TensorProto scalar;
    const onnx::TensorProto* proto = nullptr;
    if (const auto* value = node.attribute("value")) {
        proto = &value->t();
    } else if (const auto* one = node.attribute("value_int")) {
        scalar.set_data_type(onnx::TensorProto::INT64);
        scalar.add_int64_data(one->i());
    } else if (const auto* real = node.attribute("value_float")) {
        scalar.set_data_type(onnx::TensorProto::FLOAT);
        scalar.add_float_data(real->f());
    } else if (const auto* list = node.attribute("value_ints")) {
        scalar.set_data_type(onnx::TensorProto::INT64);
        scalar.add_dims(list->ints_size());
        *scalar.mutable_int64_data() = list->ints();
    } else if (const auto* reals = node.attribute("value_floats")) {
        scalar.set_data_type(onnx::TensorProto::FLOAT);
        scalar.add_dims(reals->floats_size());
        *scalar.mutable_float_data() = reals->floats();
    } else {
        return missing(node, "value");
    }
    const auto constant = lowering.addConstant(proto ? *proto : scalar, name);
    if (!constant)
        return firstError(constant);
    lowering.bind(name, {*constant, OnnxLayout::plain, lowering.draft().tensor(*constant).shape, {}});
    return {};
}

} // namespace tenbin
