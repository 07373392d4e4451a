// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/formats/common/first_error.h"
#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/bodies.h"
#include "engine/formats/onnx/fold.h"
#include "engine/formats/onnx/handlers.h"

namespace tenbin {

// If, Loop and Scan. Bodies are lowered in place: of branches the one that is taken or else the costliest, of loops one
// copy a pass, with shared constants.

namespace {

constexpr std::int64_t kMaxTrips = std::int64_t{1} << 31;

using Values = std::vector<OnnxValue>;

struct LoopLength {
    std::int64_t trips = 1;
    bool known = false;
};

/// What lowering one branch of an If gave.
struct Branch {
    OnnxFragment added;
    Values outputs;
    DraftWork work;
};

void bindOutputs(OnnxLowering& lowering, const OnnxNode& node, const Values& values)
{
    for (std::size_t i = 0; i < values.size(); ++i)
        if (const std::string& name = node.output(static_cast<int>(i)); !name.empty())
            lowering.bind(name, values[i]);
}

/// The branch's operators in the draft, and its outputs.
Result<Values> branchOutputs(OnnxLowering& lowering, const OnnxNode& node, std::string_view attribute)
{
    const auto body = openBody(lowering, node, attribute);
    if (!body)
        return firstError(body);
    auto outputs = lowerBody(lowering, *body, node, {});
    if (outputs && static_cast<int>(outputs->size()) < node.outputs())
        return missing(node, fmt::format("output of {}", attribute));
    return outputs;
}

/// Lowers a branch and takes everything that it added out of the draft again.
Result<Branch> lowerBranch(OnnxLowering& lowering, const OnnxNode& node, std::string_view attribute)
{
    const OnnxLowering::Mark before = lowering.mark();
    auto outputs = branchOutputs(lowering, node, attribute);
    DraftWork work;
    if (outputs)
        work = draftWork(lowering.draft(), before.operators);
    OnnxFragment added = lowering.takeSince(before);
    if (!outputs)
        return firstError(outputs);
    return Branch{std::move(added), std::move(*outputs), work};
}

/// Copies of a body have the same to say.
void remarkOnce(OnnxLowering& lowering, ImportRemark remark)
{
    auto& remarks = lowering.draft().remarks;
    if (std::find(remarks.begin(), remarks.end(), remark) == remarks.end())
        remarks.push_back(std::move(remark));
}

Result<void> conditional(OnnxLowering& lowering, const OnnxNode& node)
{
    if (!lowering.find(node, 0))
        return missing(node, "condition");
    const auto condition = lowering.integers(node, 0);
    std::vector<Branch> branches;
    std::optional<Error> error;
    for (const bool then : {true, false}) {
        if (condition && condition->size() == 1 && (condition->front() != 0) != then)
            continue;
        auto branch = lowerBranch(lowering, node, then ? "then_branch" : "else_branch");
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
    const Values outputs = branches[second].outputs;
    lowering.putBack(std::move(branches[second].added));
    if (both)
        remarkOnce(lowering, {ImportNote::branchCostliest, lowering.bodies.fileLabel(node)});
    bindOutputs(lowering, node, outputs);
    return {};
}

/// Passes of a loop: the file's bound, else the user's word, else one.
LoopLength loopLength(const OnnxLowering& lowering, const OnnxNode& node)
{
    const auto bound = lowering.integers(node, 0);
    const auto start = lowering.integers(node, 1);
    if (start && start->size() == 1 && start->front() == 0)
        return {0, true};
    if (bound && bound->size() == 1 && bound->front() < kMaxTrips)
        return {std::max<std::int64_t>(bound->front(), 0), true};
    if (lowering.model().options().trips)
        return {std::max<std::int64_t>(*lowering.model().options().trips, 0), true};
    return {1, false};
}

void remarkPasses(OnnxLowering& lowering, const OnnxNode& node, std::int64_t counted, const LoopLength& length)
{
    const std::string label = lowering.bodies.fileLabel(node);
    if (!length.known)
        remarkOnce(lowering, {ImportNote::loopOnce, label});
    else if (counted < length.trips)
        remarkOnce(lowering, {ImportNote::loopShortened, fmt::format("{}, {} / {}", label, counted, length.trips)});
    else
        remarkOnce(lowering, {ImportNote::loopCounted, fmt::format("{}, {}", label, length.trips)});
}

/// The values that the passes gave, one behind the other along a new axis.
Result<OnnxValue> stacked(OnnxLowering& lowering, const std::string& name, const Values& passes, std::int64_t axis,
                          std::int64_t trips)
{
    Operator op{.kind = OperatorKind::concatenation, .name = name};
    Shape whole;
    for (const OnnxValue& pass : passes) {
        const auto plain = lowering.asPlain(pass);
        if (!plain)
            return firstError(plain);
        Shape shape = plain->fileShape;
        if (axis < 0 || axis > static_cast<std::int64_t>(shape.size()))
            return fail(ErrorCode::attributeInvalid, {name, "scan_output_axes", std::to_string(axis)});
        shape.insert(shape.begin() + axis, 1);
        op.inputs.push_back(lowering.addReshape(plain->id, shape, fmt::format("{}/{}", name, op.inputs.size())));
        whole = std::move(shape);
    }
    if (whole.empty())
        return fail(ErrorCode::shapeUnknown, {name});
    whole[static_cast<std::size_t>(axis)] = trips;
    if (!checkedElements(whole))
        return fail(ErrorCode::modelTooLarge, {name, toString(whole), std::to_string(std::int64_t{1} << 40)});
    const TensorId id = lowering.draft().addTensor(
        {.name = name, .shape = whole, .type = lowering.draft().tensor(op.inputs.front()).type});
    op.outputs = {id};
    op.attributes = AxisAttributes{.axes = {static_cast<int>(axis)}};
    lowering.draft().operators.push_back(std::move(op));
    return OnnxValue{id, OnnxLayout::plain, whole, {}};
}

/// Stacks what the passes gave for each output from `first` on, and appends it to `results`.
Result<void> stackScans(OnnxLowering& lowering, const OnnxNode& node, std::size_t first,
                        const std::vector<Values>& scans, const std::vector<std::int64_t>& along, std::int64_t trips,
                        Values& results)
{
    for (std::size_t i = 0; i < scans.size(); ++i) {
        std::string name = node.output(static_cast<int>(first + i));
        if (name.empty())
            name = node.name();
        const std::int64_t axis = i < along.size() ? along[i] : 0;
        const auto whole = stacked(lowering, name, scans[i], axis, trips);
        if (!whole)
            return firstError(whole);
        results.push_back(*whole);
    }
    return {};
}

/// Inputs: [passes, condition, carried…]; the body's: [pass, condition, carried…], its outputs:
/// [condition, carried…, values to stack…].
Result<void> loop(OnnxLowering& lowering, const OnnxNode& node)
{
    const auto body = openBody(lowering, node, "body");
    if (!body)
        return firstError(body);
    const auto carriedCount = static_cast<std::size_t>(std::max(node.inputs() - 2, 0));
    if (static_cast<std::size_t>(body->graph->output_size()) < carriedCount + 1
        || static_cast<std::size_t>(body->graph->input_size()) < carriedCount + 2)
        return missing(node, "body");
    Values carried;
    for (int i = 2; i < node.inputs(); ++i) {
        const auto value = lowering.input(node, i);
        if (!value)
            return firstError(value);
        carried.push_back(*value);
    }
    const LoopLength length = loopLength(lowering, node);
    const std::int64_t passes = lowering.bodies.countedPasses(*body->graph, length.trips);
    std::int64_t counted = 0;
    std::vector<Values> scans(static_cast<std::size_t>(body->graph->output_size()) - carriedCount - 1);
    const auto scalar = [&](double value, DataType type, const char* name) {
        return OnnxValue{
            addFolded(lowering.draft(), {.values = {value}, .type = type}, name), OnnxLayout::plain, {}, {}};
    };
    for (; counted < passes && (counted == 0 || lowering.bodies.mayRepeat()); ++counted) {
        Values inputs{scalar(static_cast<double>(counted), DataType::int64(), "pass"),
                      scalar(1, DataType::boolean(), "condition")};
        inputs.insert(inputs.end(), carried.begin(), carried.end());
        const auto outputs = lowerBody(lowering, *body, node, inputs);
        if (!outputs)
            return firstError(outputs);
        carried.assign(outputs->begin() + 1, outputs->begin() + 1 + static_cast<std::ptrdiff_t>(carriedCount));
        for (std::size_t i = 0; i < scans.size(); ++i)
            scans[i].push_back((*outputs)[1 + carriedCount + i]);
    }
    remarkPasses(lowering, node, counted, length);
    Values results = std::move(carried);
    if (auto done = stackScans(lowering, node, carriedCount, scans, {}, length.trips, results); !done)
        return done;
    bindOutputs(lowering, node, results);
    return {};
}

/// One element of a scanned input, without the axis it is scanned along.
Result<OnnxValue> scanElement(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x, int axis,
                              std::int64_t index)
{
    const auto rank = x.fileShape.size();
    const std::string name = fmt::format("{}/element", node.name());
    SliceAttributes a{Shape(rank, 0), x.fileShape, Shape(rank, 1)};
    Shape one = x.fileShape;
    const auto along = static_cast<std::size_t>(axis);
    a.begin[along] = index;
    a.end[along] = index + 1;
    one[along] = 1;
    const TensorId cut = lowering.draft().addTensor({.name = name, .shape = one, .type = lowering.tensor(x).type});
    lowering.draft().operators.push_back(
        {.kind = OperatorKind::slice, .name = name, .inputs = {x.id}, .outputs = {cut}, .attributes = std::move(a)});
    one.erase(one.begin() + axis);
    return OnnxValue{lowering.addReshape(cut, one, name), OnnxLayout::plain, one, {}};
}

/// The inputs of a Scan: [states…, scanned values…].
struct ScanInputs {
    Values carried;
    Values sequences;
    std::vector<int> along;  ///< by sequence: its axis
    std::int64_t trips = -1; ///< length of all sequences
};

Result<void> addSequence(OnnxLowering& lowering, const OnnxNode& node, int position, std::int64_t axis,
                         ScanInputs& inputs)
{
    const auto value = lowering.plainInput(node, position);
    if (!value)
        return firstError(value);
    const auto where = axisOf(node, axis, value->fileShape.size());
    if (!where)
        return firstError(where);
    const std::int64_t count = value->fileShape[static_cast<std::size_t>(*where)];
    if (inputs.trips >= 0 && count != inputs.trips)
        return fail(ErrorCode::shapeMismatch, {node.label(), std::to_string(inputs.trips), std::to_string(count)});
    inputs.trips = count;
    inputs.along.push_back(*where);
    inputs.sequences.push_back(*value);
    return {};
}

Result<ScanInputs> scanInputs(OnnxLowering& lowering, const OnnxNode& node, std::size_t states)
{
    const auto axes = node.integers("scan_input_axes");
    ScanInputs inputs;
    for (int i = 0; i < static_cast<int>(states); ++i) {
        const auto value = lowering.input(node, i);
        if (!value)
            return firstError(value);
        inputs.carried.push_back(*value);
    }
    for (int i = static_cast<int>(states); i < node.inputs(); ++i) {
        const std::size_t position = static_cast<std::size_t>(i) - states;
        const std::int64_t axis = position < axes.size() ? axes[position] : 0;
        if (auto done = addSequence(lowering, node, i, axis, inputs); !done)
            return firstError(done);
    }
    return inputs;
}

/// Inputs: [states…, scanned values…]; the body's and its outputs likewise. (Before opset 9 there was a batch too.)
Result<void> scan(OnnxLowering& lowering, const OnnxNode& node)
{
    const std::int64_t scanned = node.integer("num_scan_inputs", 0);
    if (lowering.model().opset() < 9)
        return lowerCustom(lowering, node);
    const auto body = openBody(lowering, node, "body");
    if (!body)
        return firstError(body);
    if (scanned < 1 || scanned > node.inputs() || body->graph->input_size() < node.inputs())
        return invalid(node, "num_scan_inputs", std::to_string(scanned));
    const auto states = static_cast<std::size_t>(node.inputs() - scanned);
    if (static_cast<std::size_t>(body->graph->output_size()) < states)
        return missing(node, "body");
    auto given = scanInputs(lowering, node, states);
    if (!given)
        return firstError(given);
    const std::int64_t passes = lowering.bodies.countedPasses(*body->graph, given->trips);
    std::int64_t counted = 0;
    std::vector<Values> scans(static_cast<std::size_t>(body->graph->output_size()) - states);
    for (; counted < passes && (counted == 0 || lowering.bodies.mayRepeat()); ++counted) {
        Values inputs = given->carried;
        for (std::size_t i = 0; i < given->sequences.size(); ++i) {
            const auto element = scanElement(lowering, node, given->sequences[i], given->along[i], counted);
            if (!element)
                return firstError(element);
            inputs.push_back(*element);
        }
        const auto outputs = lowerBody(lowering, *body, node, inputs);
        if (!outputs)
            return firstError(outputs);
        given->carried.assign(outputs->begin(), outputs->begin() + static_cast<std::ptrdiff_t>(states));
        for (std::size_t i = 0; i < scans.size(); ++i)
            scans[i].push_back((*outputs)[states + i]);
    }
    remarkPasses(lowering, node, counted, {given->trips, true});
    Values results = std::move(given->carried);
    if (auto done = stackScans(lowering, node, states, scans, node.integers("scan_output_axes"), given->trips, results);
        !done)
        return done;
    bindOutputs(lowering, node, results);
    return {};
}

constexpr OnnxEntry kEntries[] = {
    {"If", conditional, OperatorKind::controlFlow},
    {"Loop", loop, OperatorKind::controlFlow},
    {"Scan", scan, OperatorKind::controlFlow},
};

} // namespace

std::span<const OnnxEntry> onnxControlFlow() { return kEntries; }

} // namespace tenbin
