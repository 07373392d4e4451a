// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/functions.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace tenbin {

namespace {

using Nodes = google::protobuf::RepeatedPtrField<onnx::NodeProto>;
using Attributes = std::unordered_map<std::string, const onnx::AttributeProto*>;

constexpr std::int64_t kMaxInlined = 100'000;
constexpr std::int64_t kMaxInlinedBytes = std::int64_t{128} << 20;
constexpr std::size_t kMaxDepth = 32;

/// Domains whose operators the lowering knows better than the functions that come with them.
bool isKnownDomain(const std::string& domain)
{
    return domain.empty() || domain == "ai.onnx" || domain == "mct_quantizers" || domain == "com.microsoft"
           || domain.starts_with("qonnx") || domain.starts_with("finn") || domain == "onnx.brevitas";
}

/// Takes the attributes that refer to the call's from there; those the call lacks vanish.
void resolveAttributes(onnx::NodeProto& node, const Attributes& given)
{
    google::protobuf::RepeatedPtrField<onnx::AttributeProto> resolved;
    for (auto& attribute : *node.mutable_attribute()) {
        if (!attribute.ref_attr_name().empty()) {
            const auto found = given.find(attribute.ref_attr_name());
            if (found == given.end())
                continue;
            auto& copy = *resolved.Add();
            copy = *found->second;
            copy.set_name(attribute.name());
            continue;
        }
        auto& kept = *resolved.Add();
        kept = std::move(attribute);
        if (kept.has_g())
            for (auto& inner : *kept.mutable_g()->mutable_node())
                resolveAttributes(inner, given);
    }
    *node.mutable_attribute() = std::move(resolved);
}

/// Defaults of a function's attributes. The field is younger than the library: its number is 11.
std::vector<onnx::AttributeProto> attributeDefaults(const onnx::FunctionProto& function)
{
    std::vector<onnx::AttributeProto> defaults;
    const auto& unknown = onnx::FunctionProto::GetReflection()->GetUnknownFields(function);
    for (int i = 0; i < unknown.field_count(); ++i) {
        const auto& field = unknown.field(i);
        onnx::AttributeProto attribute;
        if (field.number() == 11 && field.type() == google::protobuf::UnknownField::TYPE_LENGTH_DELIMITED
            && attribute.ParseFromString(field.length_delimited()))
            defaults.push_back(std::move(attribute));
    }
    return defaults;
}

/// Whether a node is nothing but a tensor that is written out.
bool holdsTensor(const onnx::NodeProto& node)
{
    const bool constant = node.op_type() == "Constant" && node.output_size() == 1 && node.attribute_size() == 1;
    return constant && node.attribute(0).name() == "value" && node.attribute(0).has_t();
}

class Inliner {
public:
    explicit Inliner(onnx::ModelProto& model) : m_graph(*model.mutable_graph())
    {
        for (const auto& function : model.functions())
            if (!isKnownDomain(function.domain()))
                m_functions.emplace(std::pair(function.domain(), function.name()), &function);
    }

    bool anything() const { return !m_functions.empty(); }
    Result<void> inlineNodes(Nodes& nodes);

private:
    Result<void> visit(onnx::NodeProto node, Nodes& out);
    Result<void> call(const onnx::NodeProto& node, const onnx::FunctionProto& function, Nodes& out);
    const std::string& constantOf(const onnx::FunctionProto& function, const onnx::NodeProto& constant);

    std::map<std::pair<std::string, std::string>, const onnx::FunctionProto*> m_functions;
    onnx::GraphProto& m_graph;
    std::unordered_map<const onnx::NodeProto*, std::string> m_constants; // of functions: their names in the graph
    std::vector<const onnx::FunctionProto*> m_stack;
    std::int64_t m_inlined = 0, m_bytes = 0;
    int m_calls = 0;
};

Result<void> Inliner::inlineNodes(Nodes& nodes)
{
    Nodes out;
    for (auto& node : nodes)
        if (auto done = visit(std::move(node), out); !done)
            return done;
    nodes = std::move(out);
    return {};
}

Result<void> Inliner::visit(onnx::NodeProto node, Nodes& out)
{
    for (auto& attribute : *node.mutable_attribute())
        if (attribute.has_g())
            if (auto done = inlineNodes(*attribute.mutable_g()->mutable_node()); !done)
                return done;
    const auto found = m_functions.find({node.domain(), node.op_type()});
    if (found != m_functions.end())
        return call(node, *found->second, out);
    *out.Add() = std::move(node);
    return {};
}

/// A constant of a function is one of the network's, however often the function is called.
const std::string& Inliner::constantOf(const onnx::FunctionProto& function, const onnx::NodeProto& constant)
{
    std::string& name = m_constants[&constant];
    if (!name.empty())
        return name;
    name = fmt::format("{}.{}/{}", function.domain(), function.name(), constant.output(0));
    auto& tensor = *m_graph.add_initializer();
    tensor = constant.attribute(0).t();
    tensor.set_name(name);
    return name;
}

Result<void> Inliner::call(const onnx::NodeProto& node, const onnx::FunctionProto& function, Nodes& out)
{
    const std::string where = fmt::format("function {} ({})", function.name(), function.domain());
    const bool recursive = std::find(m_stack.begin(), m_stack.end(), &function) != m_stack.end();
    if (recursive)
        return fail(ErrorCode::cyclicGraph, {where}, {.element = where});
    if (m_stack.size() >= kMaxDepth)
        return fail(ErrorCode::modelTooLarge, {where, std::to_string(m_stack.size() + 1), std::to_string(kMaxDepth)},
                    {.element = where});
    m_inlined += function.node_size();
    m_bytes += static_cast<std::int64_t>(function.ByteSizeLong());
    if (m_inlined > kMaxInlined)
        return fail(ErrorCode::modelTooLarge, {where, std::to_string(m_inlined), std::to_string(kMaxInlined)},
                    {.element = where});
    if (m_bytes > kMaxInlinedBytes)
        return fail(ErrorCode::modelTooLarge, {where, std::to_string(m_bytes), std::to_string(kMaxInlinedBytes)},
                    {.element = where});
    const std::string& first = node.output_size() > 0 ? node.output(0) : node.name();
    const std::string prefix = fmt::format("{}/{}.{}/", first, function.name(), m_calls++);
    std::unordered_map<std::string, std::string> names;
    for (int i = 0; i < function.input_size(); ++i)
        names[function.input(i)] = i < node.input_size() ? node.input(i) : std::string{};
    for (int i = 0; i < function.output_size(); ++i)
        if (i < node.output_size() && !node.output(i).empty())
            names.emplace(function.output(i), node.output(i));
    const std::vector<onnx::AttributeProto> defaults = attributeDefaults(function);
    Attributes given;
    for (const auto& attribute : node.attribute())
        given.emplace(attribute.name(), &attribute);
    for (const auto& attribute : defaults)
        given.emplace(attribute.name(), &attribute);

    m_stack.push_back(&function);
    for (const onnx::NodeProto& inner : function.node()) {
        if (holdsTensor(inner) && !names.contains(inner.output(0))) {
            names[inner.output(0)] = constantOf(function, inner);
            continue;
        }
        onnx::NodeProto copy = inner;
        resolveAttributes(copy, given);
        renameValues(copy, [&](const std::string& name) {
            const auto known = names.find(name);
            if (known == names.end())
                return prefix + name;
            return known->second;
        });
        copy.set_name(prefix + (copy.name().empty() ? copy.op_type() : copy.name()));
        if (auto done = visit(std::move(copy), out); !done)
            return done;
    }
    m_stack.pop_back();
    // An output that is an input of the function, unchanged.
    for (int i = 0; i < function.output_size() && i < node.output_size(); ++i)
        if (const std::string& source = names[function.output(i)]; source != node.output(i) && !source.empty()) {
            auto& same = *out.Add();
            same.set_op_type("Identity");
            same.set_name(node.output(i));
            same.add_input(source);
            same.add_output(node.output(i));
        }
    return {};
}

} // namespace

void renameValues(onnx::NodeProto& node, const std::function<std::string(const std::string&)>& rename)
{
    const auto apply = [&](std::string& name) {
        if (!name.empty())
            name = rename(name);
    };
    for (auto& name : *node.mutable_input())
        apply(name);
    for (auto& name : *node.mutable_output())
        apply(name);
    for (auto& attribute : *node.mutable_attribute()) {
        if (!attribute.has_g())
            continue;
        auto& graph = *attribute.mutable_g();
        for (auto& inner : *graph.mutable_node())
            renameValues(inner, rename);
        for (auto& value : *graph.mutable_input())
            apply(*value.mutable_name());
        for (auto& value : *graph.mutable_output())
            apply(*value.mutable_name());
        for (auto& tensor : *graph.mutable_initializer())
            apply(*tensor.mutable_name());
    }
}

Result<void> inlineFunctions(onnx::ModelProto& model)
{
    Inliner inliner(model);
    if (!inliner.anything())
        return {};
    return inliner.inlineNodes(*model.mutable_graph()->mutable_node());
}

} // namespace tenbin
