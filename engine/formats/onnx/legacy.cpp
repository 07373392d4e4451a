// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/legacy.h"

#include <string_view>

namespace tenbin {

namespace {

onnx::AttributeProto* find(onnx::NodeProto& node, std::string_view name)
{
    for (auto& attribute : *node.mutable_attribute())
        if (attribute.name() == name)
            return &attribute;
    return nullptr;
}

onnx::AttributeProto& add(onnx::NodeProto& node, const char* name, onnx::AttributeProto::AttributeType type)
{
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(type);
    return attribute;
}

/// Before opset 6 the type of a Cast is a name, "FLOAT".
void modernizeCast(onnx::NodeProto& node)
{
    auto* to = find(node, "to");
    onnx::TensorProto::DataType type{};
    if (!to || to->type() != onnx::AttributeProto::STRING || !onnx::TensorProto::DataType_Parse(to->s(), &type))
        return;
    to->clear_s();
    to->set_type(onnx::AttributeProto::INT);
    to->set_i(type);
}

/// Before opset 7 the two scales are attributes of their own.
void modernizeUpsample(onnx::NodeProto& node)
{
    const auto* height = find(node, "height_scale");
    const auto* width = find(node, "width_scale");
    if (!height || !width || find(node, "scales"))
        return;
    const float scales[] = {1.0f, 1.0f, height->f(), width->f()};
    auto& attribute = add(node, "scales", onnx::AttributeProto::FLOATS);
    for (const float scale : scales)
        attribute.add_floats(scale);
}

} // namespace

void modernizeNodes(google::protobuf::RepeatedPtrField<onnx::NodeProto>& nodes, std::int64_t opset)
{
    for (auto& node : nodes) {
        for (auto& attribute : *node.mutable_attribute())
            if (attribute.has_g())
                modernizeNodes(*attribute.mutable_g()->mutable_node(), opset);
        const std::string_view type = node.op_type();
        if (type == "Cast")
            modernizeCast(node);
        else if (type == "Upsample")
            modernizeUpsample(node);
        else if (type == "Concat" && opset < 4 && !find(node, "axis"))
            add(node, "axis", onnx::AttributeProto::INT).set_i(1);
        else if (auto* paddings = type == "Pad" && opset < 2 ? find(node, "paddings") : nullptr)
            paddings->set_name("pads");
    }
}

} // namespace tenbin
