// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/model.h"

#include <algorithm>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "engine/formats/common/protobuf_walk.h"
#include "engine/formats/onnx/expand.h"
#include "engine/formats/onnx/functions.h"
#include "engine/formats/onnx/legacy.h"
#include "engine/formats/onnx/sizes.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

namespace {

const std::string kAbsent;

/// The last field of the outermost message that does not end in the file.
bool isCut(std::span<const std::byte> bytes)
{
    ProtobufWalk walk(bytes);
    bool cut = false;
    while (const auto field = walk.next())
        cut = field->truncated;
    return cut;
}

} // namespace

const std::string& OnnxNode::name() const
{
    if (!m_proto->name().empty())
        return m_proto->name();
    for (const std::string& output : m_proto->output())
        if (!output.empty())
            return output;
    return m_proto->name();
}

std::string OnnxNode::label() const { return fmt::format("node {} ({})", name(), type()); }

const std::string& OnnxNode::input(int position) const
{
    if (position < m_proto->input_size())
        return m_proto->input(position);
    return kAbsent;
}

const std::string& OnnxNode::output(int position) const
{
    if (position < m_proto->output_size())
        return m_proto->output(position);
    return kAbsent;
}

const onnx::AttributeProto* OnnxNode::attribute(std::string_view name) const
{
    for (const auto& attribute : m_proto->attribute())
        if (attribute.name() == name)
            return &attribute;
    return nullptr;
}

std::int64_t OnnxNode::integer(std::string_view name, std::int64_t otherwise) const
{
    const auto* found = attribute(name);
    if (found && found->type() == onnx::AttributeProto::INT)
        return found->i();
    return otherwise;
}

float OnnxNode::number(std::string_view name, float otherwise) const
{
    const auto* found = attribute(name);
    if (found && found->type() == onnx::AttributeProto::FLOAT)
        return found->f();
    return otherwise;
}

std::string OnnxNode::text(std::string_view name, std::string otherwise) const
{
    const auto* found = attribute(name);
    if (found && found->type() == onnx::AttributeProto::STRING)
        return found->s();
    return otherwise;
}

std::vector<std::int64_t> OnnxNode::integers(std::string_view name) const
{
    const auto* found = attribute(name);
    if (!found)
        return {};
    return {found->ints().begin(), found->ints().end()};
}

std::optional<Shape> staticShape(const onnx::TypeProto& type)
{
    if (!type.has_tensor_type() || !type.tensor_type().has_shape())
        return std::nullopt;
    Shape shape;
    for (const auto& dimension : type.tensor_type().shape().dim()) {
        if (!dimension.has_dim_value() || dimension.dim_value() < 0)
            return std::nullopt;
        shape.push_back(dimension.dim_value());
    }
    return shape;
}

Result<std::shared_ptr<OnnxModel>> OnnxModel::open(const ModelFile& file, const ImportOptions& options)
{
    auto model = std::make_shared<OnnxModel>();
    model->m_options = options;
    model->m_folder = file.folder;
    if (auto done = model->parse(file); !done)
        return tl::make_unexpected(done.error());
    if (auto done = model->resolveVersions(file.label); !done)
        return tl::make_unexpected(done.error());
    if (model->graph().node_size() == 0)
        return fail(ErrorCode::modelEmpty, {}, {.file = file.label, .element = "graph"});
    modernizeNodes(*model->m_proto.mutable_graph()->mutable_node(), model->m_opset);
    expandNodes(*model->m_proto.mutable_graph()->mutable_node()); // one path for fused and plain forms
    for (const auto& step : {&OnnxModel::resolveSizes, &OnnxModel::sortNodes})
        if (auto done = ((*model).*step)(file.label); !done)
            return tl::make_unexpected(done.error());
    for (const auto* list : {&model->graph().input(), &model->graph().output(), &model->graph().value_info()})
        for (const auto& value : *list)
            model->m_declared.emplace(value.name(), &value.type());
    return model;
}

Result<void> OnnxModel::parse(const ModelFile& file)
{
    const ErrorLocation where{.file = file.label};
    try {
        auto skeleton = takeOutPayloads(file.bytes);
        if (!skeleton)
            return fail(skeleton.error().code, skeleton.error().arguments, where);
        m_payloads = std::move(skeleton->payloads);
        if (m_proto.ParseFromString(skeleton->message))
            return {};
    } catch (const std::exception&) {
        return fail(ErrorCode::modelCorrupt, {"protobuf"}, where);
    }
    if (isCut(file.bytes))
        return fail(ErrorCode::modelTruncated, {"protobuf"}, where);
    return fail(ErrorCode::modelCorrupt, {"protobuf"}, where);
}

Result<void> OnnxModel::resolveVersions(const std::string& label)
{
    const auto newest = [&](const auto& imports) {
        for (const auto& set : imports)
            if (set.domain().empty() || set.domain() == "ai.onnx")
                m_opset = std::max<std::int64_t>(m_opset, set.version());
    };
    newest(m_proto.opset_import());
    if (m_opset == 0)
        for (const auto& function : m_proto.functions())
            newest(function.opset_import());
    m_opset = std::max<std::int64_t>(m_opset, 1);
    auto inlined = inlineFunctions(m_proto);
    if (!inlined)
        inlined.error().where.file = label;
    return inlined;
}

Result<void> OnnxModel::resolveSizes(const std::string& label)
{
    auto done = resolveInputSizes(*m_proto.mutable_graph(), m_options, m_remarks);
    if (!done)
        done.error().where.file = label;
    return done;
}

namespace {

/// Adds the names that a node reads: its inputs and what the graphs in its attributes take from around them.
void collectReads(const onnx::NodeProto& node, std::set<std::string>& names)
{
    names.insert(node.input().begin(), node.input().end());
    for (const auto& attribute : node.attribute()) {
        if (!attribute.has_g())
            continue;
        std::set<std::string> inner;
        for (const auto& output : attribute.g().output())
            inner.insert(output.name());
        for (const auto& child : attribute.g().node())
            collectReads(child, inner);
        for (const auto& child : attribute.g().node())
            for (const std::string& output : child.output())
                inner.erase(output);
        for (const auto& input : attribute.g().input())
            inner.erase(input.name());
        for (const auto& tensor : attribute.g().initializer())
            inner.erase(tensor.name());
        names.merge(inner);
    }
}

/// In the order of the inputs where there are no graphs.
std::vector<std::string> readsOf(const onnx::NodeProto& node)
{
    const bool plain = std::none_of(node.attribute().begin(), node.attribute().end(),
                                    [](const auto& attribute) { return attribute.has_g(); });
    if (plain)
        return {node.input().begin(), node.input().end()};
    std::set<std::string> names;
    collectReads(node, names);
    return {names.begin(), names.end()};
}

} // namespace

/// Kahn's algorithm; nodes that already are in order stay in it.
Result<void> OnnxModel::sortNodes(const std::string& label)
{
    const auto& nodes = graph().node();
    std::unordered_map<std::string, int> producer;
    for (int i = 0; i < nodes.size(); ++i)
        for (const auto& output : nodes[i].output())
            if (!output.empty() && !producer.emplace(output, i).second) {
                const std::string where = OnnxNode(nodes[i]).label();
                return fail(ErrorCode::cyclicGraph, {where}, {.file = label, .element = where});
            }
    std::vector<int> waiting(static_cast<std::size_t>(nodes.size()), 0);
    std::vector<std::vector<int>> successors(waiting.size());
    for (int i = 0; i < nodes.size(); ++i)
        for (const auto& input : readsOf(nodes[i]))
            if (const auto found = producer.find(input); found != producer.end()) {
                successors[static_cast<std::size_t>(found->second)].push_back(i);
                ++waiting[static_cast<std::size_t>(i)];
            }
    std::set<int> ready;
    for (int i = 0; i < nodes.size(); ++i)
        if (waiting[static_cast<std::size_t>(i)] == 0)
            ready.insert(i);
    while (!ready.empty()) {
        const int next = *ready.begin();
        ready.erase(ready.begin());
        for (const int successor : successors[static_cast<std::size_t>(next)])
            if (--waiting[static_cast<std::size_t>(successor)] == 0)
                ready.insert(successor);
        for (const auto& input : readsOf(nodes[next]))
            m_consumers[input].push_back(static_cast<int>(m_nodes.size()));
        m_nodes.emplace_back(nodes[next]);
    }
    if (static_cast<int>(m_nodes.size()) == nodes.size())
        return {};
    int stuck = 0;
    while (waiting[static_cast<std::size_t>(stuck)] == 0)
        ++stuck;
    const std::string where = OnnxNode(nodes[stuck]).label();
    return fail(ErrorCode::cyclicGraph, {where}, {.file = label, .element = where});
}

const std::vector<int>& OnnxModel::consumers(const std::string& value) const
{
    static const std::vector<int> none;
    const auto found = m_consumers.find(value);
    if (found == m_consumers.end())
        return none;
    return found->second;
}

std::optional<Shape> OnnxModel::declaredShape(const std::string& value) const
{
    const auto found = m_declared.find(value);
    if (found == m_declared.end())
        return std::nullopt;
    return staticShape(*found->second);
}

std::optional<DataType> OnnxModel::declaredType(const std::string& value) const
{
    const auto found = m_declared.find(value);
    if (found == m_declared.end())
        return std::nullopt;
    return onnxDataType(found->second->tensor_type().elem_type());
}

} // namespace tenbin
