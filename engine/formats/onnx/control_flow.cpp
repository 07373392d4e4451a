// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/fold.h"
#include "engine/formats/onnx/functions.h"
#include "engine/formats/onnx/lowering.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin {

// The part of OnnxLowering for If, Loop and Scan. Bodies are lowered in place: of branches
// the one that is taken or else the costliest, of loops one copy a pass, with shared constants.

namespace {

// All copies of all bodies: beyond these no loop goes on, beyond twice as much not even a first pass is counted.
constexpr std::size_t kMaxBodyNodes = 25'000;
constexpr std::size_t kMaxBodyBytes = std::size_t{32} << 20;
constexpr int kMaxDepth = 16; // bodies inside of bodies
constexpr std::int64_t kMaxTrips = std::int64_t{1} << 31;

const onnx::GraphProto* bodyOf(const OnnxNode& node, std::string_view name)
{
    const auto* attribute = node.attribute(name);
    return attribute && attribute->has_g() ? &attribute->g() : nullptr;
}

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

} // namespace

/// Remembers of which graph of the file each graph inside of `copy` is a copy.
void OnnxLowering::noteOrigins(const onnx::NodeProto& proto, const onnx::NodeProto& copy)
{
    for (int i = 0; i < proto.attribute_size(); ++i) {
        if (!proto.attribute(i).has_g())
            continue;
        const auto& from = proto.attribute(i).g();
        const auto& to = copy.attribute(i).g();
        const auto known = m_origins.find(&from);
        m_origins[&to] = known == m_origins.end() ? &from : known->second;
        for (int n = 0; n < from.node_size(); ++n)
            noteOrigins(from.node(n), to.node(n));
    }
}

/// Initialisers and constants of a body: once, however often it runs and the bodies around it are copied.
Result<void> OnnxLowering::bindBodyConstants(OnnxBody& body)
{
    const auto origin = m_origins.find(body.graph);
    auto& bound = m_bodyConstants[origin == m_origins.end() ? body.graph : origin->second];
    std::vector<std::string> known; // their names in this copy
    for (const auto& tensor : body.graph->initializer())
        known.push_back(tensor.name());
    for (const auto& proto : body.graph->node())
        if (isConstantNode(proto))
            known.push_back(proto.output(0));
    if (bound.empty()) {
        if (auto done = addBodyConstants(body); !done)
            return done;
        for (const std::string& name : known)
            bound.push_back(body.prefix + name);
    }
    for (std::size_t i = 0; i < known.size() && i < bound.size(); ++i)
        body.names[known[i]] = bound[i];
    return {};
}

Result<void> OnnxLowering::addBodyConstants(const OnnxBody& body)
{
    for (const auto& tensor : body.graph->initializer()) {
        const std::string name = body.prefix + tensor.name();
        const auto constant = addConstant(tensor, name);
        if (!constant)
            return tl::make_unexpected(constant.error());
        bind(name, {*constant, OnnxLayout::plain, m_draft.tensor(*constant).shape, {}});
    }
    for (const auto& proto : body.graph->node()) {
        if (!isConstantNode(proto))
            continue;
        const std::string name = body.prefix + proto.output(0);
        if (auto done = constantNode(OnnxNode(proto), name); !done)
            return done;
    }
    return {};
}

/// Lowers the nodes of a body once. `inputs` says which values its inputs are; gives the values of its outputs.
Result<std::vector<OnnxValue>> OnnxLowering::lowerBody(const OnnxBody& body, const OnnxNode& node,
                                                       const std::vector<OnnxValue>& inputs)
{
    const std::string prefix = fmt::format("{}{}/", body.prefix, m_bodies++);
    auto names = body.names;
    for (int i = 0; i < body.graph->input_size() && static_cast<std::size_t>(i) < inputs.size(); ++i) {
        const std::string name = prefix + body.graph->input(i).name();
        names[body.graph->input(i).name()] = name;
        bind(name, inputs[static_cast<std::size_t>(i)]);
    }
    for (const auto& proto : body.graph->node())
        for (const std::string& output : proto.output())
            if (!output.empty())
                names.emplace(output, prefix + output);
    m_bodyNodes += static_cast<std::size_t>(body.graph->node_size());
    m_bodyBytes += copiedBytes(*body.graph);
    if (m_depth >= kMaxDepth || m_bodyNodes > 2 * kMaxBodyNodes || m_bodyBytes > 2 * kMaxBodyBytes)
        return fail(ErrorCode::modelTooLarge,
                    {fileLabel(node), std::to_string(m_bodyNodes), std::to_string(2 * kMaxBodyNodes)});
    ++m_depth;
    const auto done = lowerBodyNodes(body, node, prefix, names);
    --m_depth;
    if (!done)
        return tl::make_unexpected(done.error());
    std::vector<OnnxValue> outputs;
    for (const auto& output : body.graph->output()) {
        const auto known = names.find(output.name());
        const auto found = m_values.find(known == names.end() ? output.name() : known->second);
        if (found == m_values.end())
            return missing(node, output.name());
        outputs.push_back(found->second);
    }
    return outputs;
}

Result<void> OnnxLowering::lowerBodyNodes(const OnnxBody& body, const OnnxNode& node, const std::string& prefix,
                                          const std::unordered_map<std::string, std::string>& names)
{
    const auto origin = m_origins.find(body.graph);
    const onnx::GraphProto& file = origin == m_origins.end() ? *body.graph : *origin->second;
    for (int i = 0; i < body.graph->node_size(); ++i) {
        const auto& proto = body.graph->node(i);
        if (isConstantNode(proto))
            continue;
        const std::size_t origins = m_origins.size();
        const auto copy = std::make_shared<onnx::NodeProto>(proto);
        renameValues(*copy, [&](const std::string& name) {
            const auto found = names.find(name);
            return found == names.end() ? name : found->second;
        });
        copy->set_name(prefix + proto.name());
        m_draft.storage.push_back(copy); // constants of bodies inside of it lie there
        noteOrigins(proto, *copy);
        if (m_origins.size() > origins)
            m_fileLabels[copy.get()] = OnnxNode(file.node(i)).label();
        const OnnxNode inner(*copy);
        if (auto done = lowerNode(inner); !done) {
            Error error = std::move(done.error());
            if (error.where.element.empty())
                error.where.element = fmt::format("{}, {}", node.label(), inner.label());
            return tl::make_unexpected(std::move(error));
        }
    }
    return {};
}

Result<OnnxLowering::OnnxBody> OnnxLowering::openBody(const OnnxNode& node, std::string_view attribute)
{
    OnnxBody body{bodyOf(node, attribute), fmt::format("{}/{}/", node.name(), attribute), {}};
    if (!body.graph)
        return missing(node, std::string(attribute));
    if (auto done = bindBodyConstants(body); !done)
        return tl::make_unexpected(done.error());
    return body;
}

void OnnxLowering::bindOutputs(const OnnxNode& node, const std::vector<OnnxValue>& values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const std::string& name = node.output(static_cast<int>(i)); !name.empty())
            bind(name, values[i]);
}

/// Lowers a branch and takes everything that it added out of the draft again.
Result<OnnxLowering::Branch> OnnxLowering::lowerBranch(const OnnxNode& node, std::string_view attribute)
{
    const std::size_t operators = m_draft.operators.size();
    const std::size_t remarks = m_draft.remarks.size();
    const std::size_t plainForms = m_plainOrder.size();
    const auto body = openBody(node, attribute);
    auto outputs =
        body ? lowerBody(*body, node, {}) : Result<std::vector<OnnxValue>>(tl::make_unexpected(body.error()));
    if (outputs && static_cast<int>(outputs->size()) < node.outputs())
        outputs = missing(node, fmt::format("output of {}", attribute));
    Branch branch;
    if (outputs) {
        branch.outputs = std::move(*outputs);
        branch.work = draftWork(m_draft, operators);
    }
    const auto from = [](auto& list, std::size_t first) { return list.begin() + static_cast<std::ptrdiff_t>(first); };
    branch.operators.assign(from(m_draft.operators, operators), m_draft.operators.end());
    branch.remarks.assign(from(m_draft.remarks, remarks), m_draft.remarks.end());
    m_draft.operators.resize(operators);
    m_draft.remarks.resize(remarks);
    for (std::size_t i = plainForms; i < m_plainOrder.size(); ++i) {
        branch.plainForms.emplace_back(m_plainOrder[i], m_plainForms.at(m_plainOrder[i]));
        m_plainForms.erase(m_plainOrder[i]);
    }
    m_plainOrder.resize(plainForms);
    if (!outputs)
        return tl::make_unexpected(outputs.error());
    return branch;
}

void OnnxLowering::takeBranch(Branch branch)
{
    for (Operator& op : branch.operators)
        m_draft.operators.push_back(std::move(op));
    for (ImportRemark& remark : branch.remarks)
        m_draft.remarks.push_back(std::move(remark));
    for (auto& [key, value] : branch.plainForms) {
        m_plainForms.emplace(key, std::move(value));
        m_plainOrder.push_back(key);
    }
}

Result<void> OnnxLowering::conditional(const OnnxNode& node)
{
    if (!find(node, 0))
        return missing(node, "condition");
    const auto condition = integers(node, 0);
    std::vector<Branch> branches;
    std::optional<Error> error;
    for (const bool then : {true, false}) {
        if (condition && condition->size() == 1 && (condition->front() != 0) != then)
            continue;
        auto branch = lowerBranch(node, then ? "then_branch" : "else_branch");
        if (branch)
            branches.push_back(std::move(*branch));
        else if (!error || branch.error().code == ErrorCode::modelTooLarge)
            error = std::move(branch.error());
    }
    // A branch that does not suit the sizes at hand is one that is not taken.
    const bool tooLarge = error && error->code == ErrorCode::modelTooLarge;
    const bool incomplete = error && (!bodyOf(node, "then_branch") || !bodyOf(node, "else_branch"));
    if (branches.empty() || tooLarge || incomplete)
        return tl::make_unexpected(std::move(*error));
    const bool both = branches.size() == 2;
    const bool second = both && branches[0].work < branches[1].work;
    const std::vector<OnnxValue> outputs = branches[second].outputs;
    takeBranch(std::move(branches[second]));
    if (both)
        remarkOnce({ImportNote::branchCostliest, fileLabel(node)});
    bindOutputs(node, outputs);
    return {};
}

/// Passes of a loop: the file's bound, else the user's word, else one.
OnnxLowering::LoopLength OnnxLowering::loopLength(const OnnxNode& node) const
{
    const auto bound = integers(node, 0);
    const auto start = integers(node, 1);
    if (start && start->size() == 1 && start->front() == 0)
        return {0, true};
    if (bound && bound->size() == 1 && bound->front() < kMaxTrips)
        return {std::max<std::int64_t>(bound->front(), 0), true};
    if (m_model.options().trips)
        return {std::max<std::int64_t>(*m_model.options().trips, 0), true};
    return {1, false};
}

/// How many passes are lowered at most: all, unless they are more than a network can be.
std::int64_t OnnxLowering::countedPasses(const OnnxBody& body, const LoopLength& length) const
{
    const std::size_t nodes = std::max<std::size_t>(static_cast<std::size_t>(body.graph->node_size()), 1);
    const std::size_t bytes = std::max<std::size_t>(copiedBytes(*body.graph), 1);
    const std::size_t nodesLeft = kMaxBodyNodes - std::min(m_bodyNodes, kMaxBodyNodes);
    const std::size_t bytesLeft = kMaxBodyBytes - std::min(m_bodyBytes, kMaxBodyBytes);
    const auto left = static_cast<std::int64_t>(std::min(nodesLeft / nodes, bytesLeft / bytes));
    return std::min(length.trips, std::max<std::int64_t>(left, 1));
}

/// Whether there is room for another pass: loops inside of the body may have taken it.
bool OnnxLowering::mayRepeat() const { return m_bodyNodes < kMaxBodyNodes && m_bodyBytes < kMaxBodyBytes; }

/// The name that a node has in the file, wherever its copy stands.
std::string OnnxLowering::fileLabel(const OnnxNode& node) const
{
    const auto found = m_fileLabels.find(&node.proto());
    return found == m_fileLabels.end() ? node.label() : found->second;
}

void OnnxLowering::remarkPasses(const OnnxNode& node, std::int64_t counted, const LoopLength& length)
{
    const std::string label = fileLabel(node);
    if (!length.known)
        remarkOnce({ImportNote::loopOnce, label});
    else if (counted < length.trips)
        remarkOnce({ImportNote::loopShortened, fmt::format("{}, {} / {}", label, counted, length.trips)});
    else
        remarkOnce({ImportNote::loopCounted, fmt::format("{}, {}", label, length.trips)});
}

/// Copies of a body have the same to say.
void OnnxLowering::remarkOnce(ImportRemark remark)
{
    auto& remarks = m_draft.remarks;
    if (std::find(remarks.begin(), remarks.end(), remark) == remarks.end())
        remarks.push_back(std::move(remark));
}

/// The values that the passes gave, one behind the other along a new axis.
Result<OnnxValue> OnnxLowering::stacked(const std::string& name, const std::vector<OnnxValue>& passes,
                                        std::int64_t axis, std::int64_t trips)
{
    Operator op{.kind = OperatorKind::concatenation, .name = name};
    Shape whole;
    for (const OnnxValue& pass : passes) {
        const auto plain = asPlain(pass);
        if (!plain)
            return tl::make_unexpected(plain.error());
        Shape shape = plain->fileShape;
        if (axis < 0 || axis > static_cast<std::int64_t>(shape.size()))
            return fail(ErrorCode::attributeInvalid, {name, "scan_output_axes", std::to_string(axis)});
        shape.insert(shape.begin() + axis, 1);
        op.inputs.push_back(addReshape(plain->id, shape, fmt::format("{}/{}", name, op.inputs.size())));
        whole = std::move(shape);
    }
    if (whole.empty())
        return fail(ErrorCode::shapeUnknown, {name});
    whole[static_cast<std::size_t>(axis)] = trips;
    if (!checkedElements(whole))
        return fail(ErrorCode::modelTooLarge, {name, toString(whole), std::to_string(std::int64_t{1} << 40)});
    const TensorId id =
        m_draft.addTensor({.name = name, .shape = whole, .type = m_draft.tensor(op.inputs.front()).type});
    op.outputs = {id};
    op.attributes = AxisAttributes{.axes = {static_cast<int>(axis)}};
    m_draft.operators.push_back(std::move(op));
    return OnnxValue{id, OnnxLayout::plain, whole, {}};
}

/// Inputs: [passes, condition, carried…]; the body's: [pass, condition, carried…], its outputs:
/// [condition, carried…, values to stack…].
Result<void> OnnxLowering::loop(const OnnxNode& node)
{
    const auto body = openBody(node, "body");
    if (!body)
        return tl::make_unexpected(body.error());
    const auto carriedCount = static_cast<std::size_t>(std::max(node.inputs() - 2, 0));
    if (static_cast<std::size_t>(body->graph->output_size()) < carriedCount + 1
        || static_cast<std::size_t>(body->graph->input_size()) < carriedCount + 2)
        return missing(node, "body");
    std::vector<OnnxValue> carried;
    for (int i = 2; i < node.inputs(); ++i) {
        const auto value = input(node, i);
        if (!value)
            return tl::make_unexpected(value.error());
        carried.push_back(*value);
    }
    const LoopLength length = loopLength(node);
    const std::int64_t passes = countedPasses(*body, length);
    std::int64_t counted = 0;
    std::vector<std::vector<OnnxValue>> scans(static_cast<std::size_t>(body->graph->output_size()) - carriedCount - 1);
    const auto scalar = [&](double value, DataType type, const char* name) {
        return OnnxValue{addFolded(m_draft, {.values = {value}, .type = type}, name), OnnxLayout::plain, {}, {}};
    };
    for (; counted < passes && (counted == 0 || mayRepeat()); ++counted) {
        std::vector<OnnxValue> inputs{scalar(static_cast<double>(counted), DataType::int64(), "pass"),
                                      scalar(1, DataType::boolean(), "condition")};
        inputs.insert(inputs.end(), carried.begin(), carried.end());
        const auto outputs = lowerBody(*body, node, inputs);
        if (!outputs)
            return tl::make_unexpected(outputs.error());
        carried.assign(outputs->begin() + 1, outputs->begin() + 1 + static_cast<std::ptrdiff_t>(carriedCount));
        for (std::size_t i = 0; i < scans.size(); ++i)
            scans[i].push_back((*outputs)[1 + carriedCount + i]);
    }
    remarkPasses(node, counted, length);
    std::vector<OnnxValue> results = std::move(carried);
    for (std::size_t i = 0; i < scans.size(); ++i) {
        const std::string& name = node.output(static_cast<int>(carriedCount + i));
        const auto whole = stacked(name.empty() ? node.name() : name, scans[i], 0, length.trips);
        if (!whole)
            return tl::make_unexpected(whole.error());
        results.push_back(*whole);
    }
    bindOutputs(node, results);
    return {};
}

/// One element of a scanned input, without the axis it is scanned along.
Result<OnnxValue> OnnxLowering::scanElement(const OnnxNode& node, const OnnxValue& x, int axis, std::int64_t index)
{
    const auto rank = x.fileShape.size();
    const std::string name = fmt::format("{}/element", node.name());
    SliceAttributes a{Shape(rank, 0), x.fileShape, Shape(rank, 1)};
    Shape one = x.fileShape;
    const auto along = static_cast<std::size_t>(axis);
    a.begin[along] = index;
    a.end[along] = index + 1;
    one[along] = 1;
    const TensorId cut = m_draft.addTensor({.name = name, .shape = one, .type = tensor(x).type});
    m_draft.operators.push_back(
        {.kind = OperatorKind::slice, .name = name, .inputs = {x.id}, .outputs = {cut}, .attributes = std::move(a)});
    one.erase(one.begin() + axis);
    return OnnxValue{addReshape(cut, one, name), OnnxLayout::plain, one, {}};
}

/// Inputs: [states…, scanned values…]; the body's and its outputs likewise. (Before opset 9 there was a batch too.)
Result<void> OnnxLowering::scan(const OnnxNode& node)
{
    const std::int64_t scanned = node.integer("num_scan_inputs", 0);
    if (m_model.opset() < 9)
        return custom(node);
    const auto body = openBody(node, "body");
    if (!body)
        return tl::make_unexpected(body.error());
    if (scanned < 1 || scanned > node.inputs() || body->graph->input_size() < node.inputs())
        return invalid(node, "num_scan_inputs", std::to_string(scanned));
    const auto states = static_cast<std::size_t>(node.inputs() - scanned);
    if (static_cast<std::size_t>(body->graph->output_size()) < states)
        return missing(node, "body");
    const auto inAxes = node.integers("scan_input_axes");
    const auto outAxes = node.integers("scan_output_axes");
    std::vector<OnnxValue> carried;
    std::vector<OnnxValue> sequences;
    std::vector<int> along;
    std::int64_t trips = -1;
    for (int i = 0; i < node.inputs(); ++i) {
        const auto given = input(node, i);
        const auto value = given && static_cast<std::size_t>(i) >= states ? asPlain(*given) : given;
        if (!value)
            return tl::make_unexpected(value.error());
        if (static_cast<std::size_t>(i) < states) {
            carried.push_back(*value);
            continue;
        }
        const std::size_t position = static_cast<std::size_t>(i) - states;
        const auto where = axis(node, position < inAxes.size() ? inAxes[position] : 0, value->fileShape.size());
        if (!where)
            return tl::make_unexpected(where.error());
        const std::int64_t count = value->fileShape[static_cast<std::size_t>(*where)];
        if (trips >= 0 && count != trips)
            return fail(ErrorCode::shapeMismatch, {node.label(), std::to_string(trips), std::to_string(count)});
        trips = count;
        along.push_back(*where);
        sequences.push_back(*value);
    }
    const std::int64_t passes = countedPasses(*body, {trips, true});
    std::int64_t counted = 0;
    std::vector<std::vector<OnnxValue>> scans(static_cast<std::size_t>(body->graph->output_size()) - states);
    for (; counted < passes && (counted == 0 || mayRepeat()); ++counted) {
        std::vector<OnnxValue> inputs = carried;
        for (std::size_t i = 0; i < sequences.size(); ++i) {
            const auto element = scanElement(node, sequences[i], along[i], counted);
            if (!element)
                return tl::make_unexpected(element.error());
            inputs.push_back(*element);
        }
        const auto outputs = lowerBody(*body, node, inputs);
        if (!outputs)
            return tl::make_unexpected(outputs.error());
        carried.assign(outputs->begin(), outputs->begin() + static_cast<std::ptrdiff_t>(states));
        for (std::size_t i = 0; i < scans.size(); ++i)
            scans[i].push_back((*outputs)[states + i]);
    }
    remarkPasses(node, counted, {trips, true});
    std::vector<OnnxValue> results = std::move(carried);
    for (std::size_t i = 0; i < scans.size(); ++i) {
        const std::string& name = node.output(static_cast<int>(states + i));
        const auto whole =
            stacked(name.empty() ? node.name() : name, scans[i], i < outAxes.size() ? outAxes[i] : 0, trips);
        if (!whole)
            return tl::make_unexpected(whole.error());
        results.push_back(*whole);
    }
    bindOutputs(node, results);
    return {};
}

} // namespace tenbin
