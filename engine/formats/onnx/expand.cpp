// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/expand.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tenbin {

namespace {

using Names = std::vector<std::string>;

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

void addInteger(onnx::NodeProto& node, const std::string& name, std::int64_t value)
{
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::INT);
    attribute.set_i(value);
}

onnx::NodeProto& addNode(OnnxNodes& nodes, std::string_view type, const Names& inputs, const std::string& output)
{
    auto& node = *nodes.Add();
    node.set_op_type(std::string(type));
    node.set_name(output);
    for (const std::string& name : inputs)
        node.add_input(name);
    node.add_output(output);
    return node;
}

/// The name of an input, empty where it is absent.
std::string inputOf(const onnx::NodeProto& node, int position)
{
    if (position < node.input_size())
        return node.input(position);
    return std::string{};
}

const onnx::AttributeProto* attributeOf(const onnx::NodeProto& node, std::string_view name)
{
    for (const auto& attribute : node.attribute())
        if (attribute.name() == name)
            return &attribute;
    return nullptr;
}

void addDequantizer(OnnxNodes& nodes, const onnx::NodeProto& node, int position, const std::string& output)
{
    auto& dequantize = addNode(nodes, "DequantizeLinear", {}, output);
    for (int i = position; i < position + 3 && i < node.input_size(); ++i)
        dequantize.add_input(node.input(i));
    std::int64_t axis = 1;
    if (node.op_type() == "QLinearConv")
        axis = 0; // weights of a convolution are quantised along their output channels
    addInteger(dequantize, "axis", axis);
}

void addQuantizer(OnnxNodes& nodes, const onnx::NodeProto& node, int scale, const std::string& real)
{
    auto& quantize = addNode(nodes, "QuantizeLinear", {real}, node.output(0));
    quantize.set_name(node.output(0) + "/quantized");
    for (int i = scale; i < scale + 2 && i < node.input_size(); ++i)
        quantize.add_input(node.input(i));
}

/// The permutation that brings channels to the second place, or back to the last.
void addTranspose(OnnxNodes& nodes, const std::string& input, const std::string& output,
                  const std::vector<std::int64_t>& order)
{
    auto& perm = *addNode(nodes, "Transpose", {input}, output).add_attribute();
    perm.set_name("perm");
    perm.set_type(onnx::AttributeProto::INTS);
    for (const std::int64_t axis : order)
        perm.add_ints(axis);
}

/// Adds an operator on maps whose channels come last ([N, H, W, C], unless its kernel has other dimensions): the
/// standard has them in the second place. The weights are as in the standard.
void addChannelsLast(OnnxNodes& nodes, onnx::NodeProto plain)
{
    const auto* kernel = attributeOf(plain, "kernel_shape");
    int spatial = 2;
    if (kernel)
        spatial = std::clamp(kernel->ints_size(), 1, 3);
    std::vector<std::int64_t> first{0, spatial + 1};
    std::vector<std::int64_t> last{0};
    for (int i = 0; i < spatial; ++i) {
        first.push_back(i + 1);
        last.push_back(i + 2);
    }
    last.push_back(1);
    const std::string result = plain.output(0);
    addTranspose(nodes, plain.input(0), result + "/channels_first", first);
    plain.set_input(0, result + "/channels_first");
    plain.set_output(0, result + "/channels_second");
    *nodes.Add() = plain;
    addTranspose(nodes, plain.output(0), result, last);
}

bool hasChannelsLast(const onnx::NodeProto& node)
{
    const auto* last = attributeOf(node, "channels_last");
    return last && last->i() != 0;
}

bool expandQuantized(const onnx::NodeProto& node, OnnxNodes& nodes)
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
        addDequantizer(nodes, node, operand, name);
        plain.add_input(name);
    }
    if (form->bias >= 0 && !inputOf(node, form->bias).empty())
        plain.add_input(node.input(form->bias));
    plain.add_output(result + "/real");
    if (hasChannelsLast(node))
        addChannelsLast(nodes, plain);
    else
        *nodes.Add() = plain;
    // A QGemm without a scale of its result gives real numbers.
    if (inputOf(node, form->resultScale).empty())
        addNode(nodes, "Identity", {plain.output(0)}, result);
    else
        addQuantizer(nodes, node, form->resultScale, plain.output(0));
    return true;
}

/// Inputs: scale and zero point of the result, then value, scale and zero point of each part.
bool expandConcat(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.input_size() < 5 || (node.input_size() - 2) % 3 != 0 || node.output_size() != 1)
        return false;
    Names parts;
    for (int i = 2; i < node.input_size(); i += 3) {
        parts.push_back(node.output(0) + "/dequantized_" + std::to_string(i));
        addDequantizer(nodes, node, i, parts.back());
    }
    const std::string real = node.output(0) + "/real";
    *addNode(nodes, "Concat", parts, real).mutable_attribute() = node.attribute();
    addQuantizer(nodes, node, 0, real);
    return true;
}

/// The activation of a fused operator, by the names of ONNX Runtime.
void addActivation(OnnxNodes& nodes, const onnx::NodeProto& node, const std::string& real)
{
    const auto* kind = attributeOf(node, "activation");
    const auto* parameters = attributeOf(node, "activation_params");
    if (!kind || kind->s().empty()) {
        addNode(nodes, "Identity", {real}, node.output(0));
        return;
    }
    auto& activation = addNode(nodes, kind->s(), {real}, node.output(0));
    const auto number = [&](const char* name, int position) {
        if (!parameters || position >= parameters->floats_size())
            return;
        auto& attribute = *activation.add_attribute();
        attribute.set_name(name);
        attribute.set_type(onnx::AttributeProto::FLOAT);
        attribute.set_f(parameters->floats(position));
    };
    if (kind->s() == "Clip") {
        number("min", 0);
        number("max", 1);
    } else {
        number("alpha", 0);
        number("beta", 1);
    }
}

/// FusedConv [x, w, bias, summand] and FusedGemm [a, b, c], each with an activation.
bool expandFused(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    const bool convolution = node.op_type() == "FusedConv";
    if (node.input_size() < 2)
        return false;
    std::string real = node.output(0) + "/real";
    const char* type = "Gemm";
    if (convolution)
        type = "Conv";
    auto& plain = addNode(nodes, type, {node.input(0), node.input(1)}, real);
    plain.set_name(node.name());
    if (!inputOf(node, 2).empty())
        plain.add_input(node.input(2));
    for (const auto& attribute : node.attribute())
        if (!attribute.name().starts_with("activation"))
            *plain.add_attribute() = attribute;
    if (convolution && !inputOf(node, 3).empty()) {
        addNode(nodes, "Add", {real, node.input(3)}, node.output(0) + "/sum");
        real = node.output(0) + "/sum";
    }
    addActivation(nodes, node, real);
    return true;
}

/// BiasGelu and FastGelu [x, bias].
bool expandGelu(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    std::string x = inputOf(node, 0);
    if (x.empty())
        return false;
    if (!inputOf(node, 1).empty()) {
        addNode(nodes, "Add", {x, node.input(1)}, node.output(0) + "/biased");
        x = node.output(0) + "/biased";
    }
    addNode(nodes, "Gelu", {x}, node.output(0)).set_name(node.name());
    return true;
}

/// [x, skip, scale, shift, bias], or without the shift in the simplified form; the fourth output is the sum.
bool expandSkipNormalization(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    const bool simplified = node.op_type() == "SkipSimplifiedLayerNormalization";
    if (node.input_size() < 3 || node.output(0).empty())
        return false;
    std::string bias = inputOf(node, 4);
    if (simplified)
        bias = inputOf(node, 3);
    std::string sum = node.output(0) + "/sum";
    if (node.output_size() > 3 && !node.output(3).empty())
        sum = node.output(3);
    if (bias.empty()) {
        addNode(nodes, "Add", {node.input(0), node.input(1)}, sum);
    } else {
        const std::string first = node.output(0) + "/unbiased";
        addNode(nodes, "Add", {node.input(0), node.input(1)}, first);
        addNode(nodes, "Add", {first, bias}, sum);
    }
    auto& normalization = addNode(nodes, "LayerNormalization", {sum, node.input(2)}, node.output(0));
    normalization.set_name(node.name());
    if (!simplified && !inputOf(node, 3).empty())
        normalization.add_input(node.input(3));
    return true;
}

/// [a, b, scale of a, scale of b, zero points, bias]: the integer product, then scales and bias.
bool expandScaledProduct(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.input_size() < 4)
        return false;
    const std::string& y = node.output(0);
    addNode(nodes, "MatMulInteger", {node.input(0), node.input(1), inputOf(node, 4), inputOf(node, 5)}, y + "/integer")
        .set_name(node.name());
    addInteger(addNode(nodes, "Cast", {y + "/integer"}, y + "/cast"), "to", onnx::TensorProto::FLOAT);
    addNode(nodes, "Mul", {node.input(2), node.input(3)}, y + "/scale");
    const std::string bias = inputOf(node, 6);
    if (bias.empty()) {
        addNode(nodes, "Mul", {y + "/cast", y + "/scale"}, y);
        return true;
    }
    addNode(nodes, "Mul", {y + "/cast", y + "/scale"}, y + "/scaled");
    addNode(nodes, "Add", {y + "/scaled", bias}, y);
    return true;
}

/// [a, b, scale of b, zero point of b, bias]: a is quantised at run time.
bool expandDynamicProduct(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.input_size() < 3)
        return false;
    const std::string& y = node.output(0);
    auto& quantize = addNode(nodes, "DynamicQuantizeLinear", {node.input(0)}, y + "/a");
    quantize.add_output(y + "/a_scale");
    quantize.add_output(y + "/a_zero");
    onnx::NodeProto product;
    product.set_name(node.name());
    for (const std::string& name :
         {y + "/a", node.input(1), y + "/a_scale", node.input(2), y + "/a_zero", inputOf(node, 3), inputOf(node, 4)})
        product.add_input(name);
    product.add_output(y);
    return expandScaledProduct(product, nodes);
}

/// [x, W, R, bias, lengths, h, c, peepholes, …]: the weights are [directions, in, gates].
bool expandDynamicLstm(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.input_size() < 3 || node.output_size() == 0)
        return false;
    onnx::NodeProto plain = node;
    plain.set_op_type("LSTM");
    plain.clear_domain();
    std::string base = node.output(0);
    if (base.empty())
        base = node.name();
    for (int position : {1, 2}) {
        const std::string name = base + "/weights_" + std::to_string(position);
        addTranspose(nodes, node.input(position), name, {0, 2, 1});
        plain.set_input(position, name);
    }
    while (plain.input_size() > 8)
        plain.mutable_input()->RemoveLast();
    *nodes.Add() = std::move(plain);
    return true;
}

/// [x, w, bias, scale of x, scale of w, mask, zero point of x, zero point of w, past]: Attention on what they stand for.
bool expandQuantizedAttention(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.input_size() < 5)
        return false;
    const std::string& y = node.output(0);
    onnx::NodeProto plain = node;
    plain.set_op_type("Attention");
    plain.clear_input();
    for (const int position : {0, 1}) {
        const std::string name = y + "/dequantized_" + std::to_string(position);
        Names operand{node.input(position), node.input(position + 3)};
        if (const std::string zero = inputOf(node, position + 6); !zero.empty())
            operand.push_back(zero);
        addInteger(addNode(nodes, "DequantizeLinear", operand, name), "axis", 1);
        plain.add_input(name);
    }
    for (const int position : {2, 5, 8})
        plain.add_input(inputOf(node, position));
    *nodes.Add() = std::move(plain);
    return true;
}

/// NhwcConv [x, w, bias].
bool expandNhwcConv(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.input_size() < 2)
        return false;
    onnx::NodeProto plain = node;
    plain.set_op_type("Conv");
    plain.clear_domain();
    addChannelsLast(nodes, std::move(plain));
    return true;
}

using Expander = bool (*)(const onnx::NodeProto&, OnnxNodes&);

const std::unordered_map<std::string_view, Expander>& expanders()
{
    static const std::unordered_map<std::string_view, Expander> table{
        {"QLinearConcat", expandConcat},
        {"FusedConv", expandFused},
        {"FusedGemm", expandFused},
        {"BiasGelu", expandGelu},
        {"FastGelu", expandGelu},
        {"SkipLayerNormalization", expandSkipNormalization},
        {"SkipSimplifiedLayerNormalization", expandSkipNormalization},
        {"MatMulIntegerToFloat", expandScaledProduct},
        {"DynamicQuantizeMatMul", expandDynamicProduct},
        {"DynamicQuantizeLSTM", expandDynamicLstm},
        {"QAttention", expandQuantizedAttention},
        {"NhwcConv", expandNhwcConv},
    };
    return table;
}

} // namespace

bool expandNode(const onnx::NodeProto& node, OnnxNodes& nodes)
{
    if (node.output_size() == 0)
        return false;
    const auto found = expanders().find(node.op_type());
    if (node.domain() == "com.microsoft" && found != expanders().end())
        return found->second(node, nodes);
    return expandQuantized(node, nodes);
}

void expandNodes(OnnxNodes& nodes)
{
    OnnxNodes expanded;
    for (auto& node : nodes) {
        for (auto& attribute : *node.mutable_attribute())
            if (attribute.has_g())
                expandNodes(*attribute.mutable_g()->mutable_node());
        if (!expandNode(node, expanded))
            *expanded.Add() = std::move(node);
    }
    nodes = std::move(expanded);
}

} // namespace tenbin
