// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/layouts.h"

#include <unordered_set>

#include <fmt/format.h>

#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

namespace {

/// Whether the bodies of a control-flow node contain one of `types`.
bool containsAny(const onnx::NodeProto& node, const std::unordered_set<std::string_view>& types)
{
    for (const auto& attribute : node.attribute())
        for (const auto& inner : attribute.g().node())
            if (types.contains(inner.op_type()) || containsAny(inner, types))
                return true;
    return false;
}

/// Whether moving the channels behind the other dimensions leaves the elements in their order.
bool trivialMove(const Shape& fileShape)
{
    std::int64_t spatial = 1;
    for (std::size_t i = 2; i < fileShape.size(); ++i)
        spatial *= fileShape[i];
    return fileShape.size() < 2 || fileShape[1] == 1 || spatial == 1;
}

} // namespace

bool wantsChannelsLast(const OnnxModel& model, const std::string& value)
{
    static const std::unordered_set<std::string_view> spatial{
        "Conv", "ConvTranspose", "MaxPool",  "AveragePool",  "GlobalAveragePool", "GlobalMaxPool", "BatchNormalization",
        "LRN",  "Resize",        "Upsample", "DepthToSpace", "SpaceToDepth",      "ConvInteger"};
    static const std::unordered_set<std::string_view> indifferent{"QuantizeLinear",
                                                                  "DequantizeLinear",
                                                                  "Identity",
                                                                  "Dropout",
                                                                  "Cast",
                                                                  "Relu",
                                                                  "Clip",
                                                                  "Sigmoid",
                                                                  "Add",
                                                                  "Sub",
                                                                  "Mul",
                                                                  "Div",
                                                                  "Pad",
                                                                  "Concat",
                                                                  "LeakyRelu",
                                                                  "ActivationPOTQuantizer",
                                                                  "ActivationSymmetricQuantizer",
                                                                  "ActivationUniformQuantizer"};
    std::vector<std::string> pending{value};
    std::unordered_set<std::string> seen;
    while (!pending.empty()) {
        const std::string name = std::move(pending.back());
        pending.pop_back();
        if (!seen.insert(name).second)
            continue;
        for (const int index : model.consumers(name)) {
            const OnnxNode& node = model.nodes()[static_cast<std::size_t>(index)];
            if (spatial.contains(node.type()) || containsAny(node.proto(), spatial))
                return true;
            if (indifferent.contains(node.type()) && node.outputs() > 0)
                pending.push_back(node.output(0));
        }
    }
    return false;
}

Shape channelsLastShape(const Shape& s)
{
    if (s.size() == 3)
        return Shape{s[0], 1, s[2], s[1]};
    return Shape{s[0], s[2], s[3], s[1]};
}

Shape fileShapeOf(const Shape& s, OnnxLayout layout, std::size_t fileRank)
{
    if (layout != OnnxLayout::channelsLast || s.size() != 4)
        return s;
    if (fileRank == 3)
        return Shape{s[0], s[3], s[2]};
    return Shape{s[0], s[3], s[1], s[2]};
}

int draftAxis(const OnnxValue& value, int fileAxis)
{
    if (value.layout != OnnxLayout::channelsLast || fileAxis == 0)
        return fileAxis;
    if (fileAxis == 1)
        return 3;
    if (value.fileShape.size() == 3)
        return 2;
    return fileAxis - 1;
}

// --- OnnxLowering between the layout of the file and NHWC -----------------------------------------

TensorId OnnxLowering::addReshape(TensorId x, Shape shape, const std::string& name)
{
    if (m_draft.tensor(x).constant)
        return m_draft.addReshapedConstant(x, std::move(shape));
    Tensor out = m_draft.tensor(x);
    out.name = name;
    out.shape = std::move(shape);
    const TensorId id = m_draft.addTensor(std::move(out));
    m_draft.operators.push_back({.kind = OperatorKind::reshape, .name = name, .inputs = {x}, .outputs = {id}});
    return id;
}

TensorId OnnxLowering::addTranspose(TensorId x, const std::vector<int>& permutation, const std::string& name)
{
    if (m_draft.tensor(x).constant)
        return permutedConstant(m_draft, x, permutation);
    Tensor out = m_draft.tensor(x);
    out.name = name;
    for (std::size_t i = 0; i < permutation.size(); ++i)
        out.shape[i] = m_draft.tensor(x).shape[static_cast<std::size_t>(permutation[i])];
    const TensorId id = m_draft.addTensor(std::move(out));
    m_draft.operators.push_back({.kind = OperatorKind::transpose,
                                 .name = name,
                                 .inputs = {x},
                                 .outputs = {id},
                                 .attributes = PermutationAttributes{permutation}});
    return id;
}

Result<OnnxValue> OnnxLowering::asChannelsLast(const OnnxValue& value)
{
    if (value.layout == OnnxLayout::channelsLast)
        return value;
    const std::size_t rank = value.fileShape.size();
    if (rank != 3 && rank != 4)
        return fail(ErrorCode::shapeMismatch, {tensor(value).name, "NxCxHxW", toString(value.fileShape)});
    const std::string name = fmt::format("{}/nhwc", tensor(value).name);
    OnnxValue result{value.id, OnnxLayout::channelsLast, value.fileShape, {}};
    const Shape& s = value.fileShape;
    if (trivialMove(s)) {
        result.id = addReshape(value.id, channelsLastShape(s), name);
        return result;
    }
    TensorId id = value.id;
    if (rank == 3)
        id = addReshape(id, {s[0], s[1], 1, s[2]}, name + "/rank4");
    result.id = addTranspose(id, {0, 2, 3, 1}, name);
    return result;
}

Result<OnnxValue> OnnxLowering::asPlain(const OnnxValue& value)
{
    if (value.layout == OnnxLayout::plain)
        return value;
    if (const auto known = m_plainForms.find(value.id.index); known != m_plainForms.end())
        return known->second;
    const std::string name = fmt::format("{}/nchw", tensor(value).name);
    OnnxValue result{value.id, OnnxLayout::plain, value.fileShape, {}};
    const Shape& source = value.layout == OnnxLayout::flattened ? value.source : value.fileShape;
    if (trivialMove(source)) {
        result.id = addReshape(value.id, value.fileShape, name);
    } else {
        TensorId id = value.id;
        if (value.layout == OnnxLayout::flattened)
            id = addReshape(id, channelsLastShape(source), name + "/map");
        id = addTranspose(id, {0, 3, 1, 2}, name);
        result.id = m_draft.tensor(id).shape == value.fileShape ? id : addReshape(id, value.fileShape, name + "/shape");
    }
    m_plainForms.emplace(value.id.index, result);
    m_plainOrder.push_back(value.id.index);
    return result;
}

} // namespace tenbin
