// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx_expand.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace tenbin {

namespace {

/// Where a quantised operator has its operands: each is value, scale, zero point in a row.
struct QuantizedForm {
    std::string_view type;     ///< quantised operator
    std::string_view plain;    ///< the operator it stands for
    std::vector<int> operands; ///< positions of the values
    int resultScale;           ///< position of the result's scale; its zero point follows
    int bias;                  ///< position of a bias that is quantised already, or -1
};

const std::array<QuantizedForm, 11> kForms{{
    {"QLinearConv", "Conv", {0, 3}, 6, 8},
    {"QLinearMatMul", "MatMul", {0, 3}, 6, -1},
    {"QGemm", "Gemm", {0, 3}, 7, 6},
    {"QLinearAdd", "Add", {0, 3}, 6, -1},
    {"QLinearMul", "Mul", {0, 3}, 6, -1},
    {"QLinearSigmoid", "Sigmoid", {0}, 3, -1},
    {"QLinearLeakyRelu", "LeakyRelu", {0}, 3, -1},
    {"QLinearAveragePool", "AveragePool", {0}, 3, -1},
    {"QLinearGlobalAveragePool", "GlobalAveragePool", {0}, 3, -1},
    {"QLinearReduceMean", "ReduceMean", {0}, 3, -1},
    {"QLinearSoftmax", "Softmax", {0}, 3, -1},
}};

void addDequantizer(onnx::GraphProto& graph, const onnx::NodeProto& node, int position, const std::string& output)
{
    auto& dequantize = *graph.add_node();
    dequantize.set_op_type("DequantizeLinear");
    dequantize.set_name(output);
    for (int i = position; i < position + 3 && i < node.input_size(); ++i)
        dequantize.add_input(node.input(i));
    dequantize.add_output(output);
    // Weights of a convolution are quantised along their output channels.
    auto& axis = *dequantize.add_attribute();
    axis.set_name("axis");
    axis.set_type(onnx::AttributeProto::INT);
    axis.set_i(node.op_type() == "QLinearConv" ? 0 : 1);
}

} // namespace

bool expandQuantizedNode(const onnx::NodeProto& node, onnx::GraphProto& graph)
{
    const auto form =
        std::find_if(kForms.begin(), kForms.end(), [&](const auto& f) { return f.type == node.op_type(); });
    if (form == kForms.end() || node.output_size() != 1 || node.input_size() <= form->resultScale)
        return false;
    const std::string& result = node.output(0);
    onnx::NodeProto plain;
    plain.set_op_type(std::string(form->plain));
    plain.set_name(node.name());
    *plain.mutable_attribute() = node.attribute();
    for (const int operand : form->operands) {
        const std::string name = result + "/dequantized_" + std::to_string(operand);
        addDequantizer(graph, node, operand, name);
        plain.add_input(name);
    }
    if (form->bias >= 0 && form->bias < node.input_size() && !node.input(form->bias).empty())
        plain.add_input(node.input(form->bias));
    plain.add_output(result + "/real");
    *graph.add_node() = plain;
    auto& quantize = *graph.add_node();
    quantize.set_op_type("QuantizeLinear");
    quantize.set_name(result + "/quantized");
    quantize.add_input(plain.output(0));
    for (int i = form->resultScale; i < form->resultScale + 2 && i < node.input_size(); ++i)
        quantize.add_input(node.input(i));
    quantize.add_output(result);
    return true;
}

} // namespace tenbin
