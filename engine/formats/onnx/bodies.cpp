// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/bodies.h"

#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/onnx/functions.h"
#include "engine/formats/onnx/handlers.h"
#include "engine/formats/onnx/nodes.h"

namespace tenbin {

namespace {

// All copies of all bodies: beyond these no loop goes on, beyond twice as much not even a first pass is counted.
constexpr std::size_t kMaxBodyNodes = 25'000;
constexpr std::size_t kMaxBodyBytes = std::size_t{32} << 20;
constexpr int kMaxDepth = 16; // bodies inside of bodies

bool isConstantNode(const onnx::NodeProto& node) { return node.op_type() == "Constant" && node.output_size() == 1; }

/// What one more copy of a body takes.
std::size_t copiedBytes(const onnx::GraphProto& graph)
{
    std::size_t bytes = 0;
    for (const auto& node : graph.node())
        if (!isConstantNode(node))
            bytes += node.ByteSizeLong();
    return bytes;
}

/// The graph of the file that `graph` is, or is a copy of.
const onnx::GraphProto* originOf(const OnnxBodies& bodies, const onnx::GraphProto* graph)
{
    const auto known = bodies.origins.find(graph);
    if (known == bodies.origins.end())
        return graph;
    return known->second;
}

/// Remembers of which graph of the file each graph inside of `copy` is a copy.
void noteOrigins(OnnxBodies& bodies, const onnx::NodeProto& proto, const onnx::NodeProto& copy)
{
    for (int i = 0; i < proto.attribute_size(); ++i) {
        if (!proto.attribute(i).has_g())
            continue;
        const auto& from = proto.attribute(i).g();
        const auto& to = copy.attribute(i).g();
        bodies.origins[&to] = originOf(bodies, &from);
        for (int n = 0; n < from.node_size(); ++n)
            noteOrigins(bodies, from.node(n), to.node(n));
    }
}

Result<void> addBodyConstants(OnnxLowering& lowering, const OnnxBody& body)
{
    for (const auto& tensor : body.graph->initializer()) {
        const std::string name = body.prefix + tensor.name();
        const auto constant = lowering.addConstant(tensor, name);
        if (!constant)
            return firstError(constant);
        lowering.bind(name, {*constant, OnnxLayout::plain, lowering.draft().tensor(*constant).shape, {}});
    }
    for (const auto& proto : body.graph->node()) {
        if (!isConstantNode(proto))
            continue;
        const std::string name = body.prefix + proto.output(0);
        if (auto done = lowerConstant(lowering, OnnxNode(proto), name); !done)
            return done;
    }
    return {};
}

/// Initialisers and constants of a body: once, however often it runs and the bodies around it are copied.
Result<void> bindBodyConstants(OnnxLowering& lowering, OnnxBody& body)
{
    auto& bound = lowering.bodies.constants[originOf(lowering.bodies, body.graph)];
    std::vector<std::string> known; // their names in this copy
    for (const auto& tensor : body.graph->initializer())
        known.push_back(tensor.name());
    for (const auto& proto : body.graph->node())
        if (isConstantNode(proto))
            known.push_back(proto.output(0));
    if (bound.empty()) {
        if (auto done = addBodyConstants(lowering, body); !done)
            return done;
        for (const std::string& name : known)
            bound.push_back(body.prefix + name);
    }
    for (std::size_t i = 0; i < known.size() && i < bound.size(); ++i)
        body.names[known[i]] = bound[i];
    return {};
}

/// What the values of one copy of a body are called in the network: by their names in the body.
using Names = std::unordered_map<std::string, std::string>;

const std::string& nameIn(const Names& names, const std::string& name)
{
    const auto known = names.find(name);
    if (known == names.end())
        return name;
    return known->second;
}

Result<void> lowerBodyNodes(OnnxLowering& lowering, const OnnxBody& body, const OnnxNode& node,
                            const std::string& prefix, const Names& names)
{
    OnnxBodies& bodies = lowering.bodies;
    const onnx::GraphProto& file = *originOf(bodies, body.graph);
    for (int i = 0; i < body.graph->node_size(); ++i) {
        const auto& proto = body.graph->node(i);
        if (isConstantNode(proto))
            continue;
        const std::size_t origins = bodies.origins.size();
        const auto copy = std::make_shared<onnx::NodeProto>(proto);
        renameValues(*copy, [&](const std::string& name) { return nameIn(names, name); });
        copy->set_name(prefix + proto.name());
        lowering.draft().storage.push_back(copy); // constants of bodies inside of it lie there
        noteOrigins(bodies, proto, *copy);
        if (bodies.origins.size() > origins)
            bodies.fileLabels[copy.get()] = OnnxNode(file.node(i)).label();
        const OnnxNode inner(*copy);
        if (auto done = lowerNode(lowering, inner); !done) {
            Error error = std::move(done.error());
            if (error.where.element.empty())
                error.where.element = fmt::format("{}, {}", node.label(), inner.label());
            return tl::make_unexpected(std::move(error));
        }
    }
    return {};
}

/// Counts one more copy. Errors: modelTooLarge.
Result<void> countCopy(OnnxBodies& bodies, const OnnxBody& body, const OnnxNode& node)
{
    bodies.nodes += static_cast<std::size_t>(body.graph->node_size());
    bodies.bytes += copiedBytes(*body.graph);
    if (bodies.depth >= kMaxDepth || bodies.nodes > 2 * kMaxBodyNodes || bodies.bytes > 2 * kMaxBodyBytes)
        return fail(ErrorCode::modelTooLarge,
                    {bodies.fileLabel(node), std::to_string(bodies.nodes), std::to_string(2 * kMaxBodyNodes)});
    return {};
}

} // namespace

bool OnnxBodies::mayRepeat() const { return nodes < kMaxBodyNodes && bytes < kMaxBodyBytes; }

std::int64_t OnnxBodies::countedPasses(const onnx::GraphProto& body, std::int64_t trips) const
{
    const std::size_t nodesEach = std::max<std::size_t>(static_cast<std::size_t>(body.node_size()), 1);
    const std::size_t bytesEach = std::max<std::size_t>(copiedBytes(body), 1);
    const std::size_t nodesLeft = kMaxBodyNodes - std::min(nodes, kMaxBodyNodes);
    const std::size_t bytesLeft = kMaxBodyBytes - std::min(bytes, kMaxBodyBytes);
    const auto left = static_cast<std::int64_t>(std::min(nodesLeft / nodesEach, bytesLeft / bytesEach));
    return std::min(trips, std::max<std::int64_t>(left, 1));
}

std::string OnnxBodies::fileLabel(const OnnxNode& node) const
{
    const auto found = fileLabels.find(&node.proto());
    if (found == fileLabels.end())
        return node.label();
    return found->second;
}

const onnx::GraphProto* bodyOf(const OnnxNode& node, std::string_view attribute)
{
    const auto* found = node.attribute(attribute);
    if (!found || !found->has_g())
        return nullptr;
    return &found->g();
}

Result<OnnxBody> openBody(OnnxLowering& lowering, const OnnxNode& node, std::string_view attribute)
{
    OnnxBody body{bodyOf(node, attribute), fmt::format("{}/{}/", node.name(), attribute), {}};
    if (!body.graph)
        return missing(node, std::string(attribute));
    if (auto done = bindBodyConstants(lowering, body); !done)
        return firstError(done);
    return body;
}

Result<std::vector<OnnxValue>> lowerBody(OnnxLowering& lowering, const OnnxBody& body, const OnnxNode& node,
                                         const std::vector<OnnxValue>& inputs)
{
    const std::string prefix = fmt::format("{}{}/", body.prefix, lowering.bodies.copies++);
    Names names = body.names;
    for (int i = 0; i < body.graph->input_size() && static_cast<std::size_t>(i) < inputs.size(); ++i) {
        const std::string name = prefix + body.graph->input(i).name();
        names[body.graph->input(i).name()] = name;
        lowering.bind(name, inputs[static_cast<std::size_t>(i)]);
    }
    for (const auto& proto : body.graph->node())
        for (const std::string& output : proto.output())
            if (!output.empty())
                names.emplace(output, prefix + output);
    if (auto done = countCopy(lowering.bodies, body, node); !done)
        return firstError(done);
    ++lowering.bodies.depth;
    const auto done = lowerBodyNodes(lowering, body, node, prefix, names);
    --lowering.bodies.depth;
    if (!done)
        return firstError(done);
    std::vector<OnnxValue> outputs;
    for (const auto& output : body.graph->output()) {
        const OnnxValue* found = lowering.find(nameIn(names, output.name()));
        if (!found)
            return missing(node, output.name());
        outputs.push_back(*found);
    }
    return outputs;
}

} // namespace tenbin
