// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/graph.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "engine/graph/analysis.h"

namespace tenbin {

TensorId DraftGraph::addTensor(Tensor tensor)
{
    tensors.push_back(std::move(tensor));
    return {static_cast<std::uint32_t>(tensors.size() - 1)};
}

TensorId DraftGraph::addConstant(Tensor tensor, std::vector<std::byte> data)
{
    tensor.constant = true;
    tensor.data = keep(std::move(data));
    return addTensor(std::move(tensor));
}

std::span<const std::byte> DraftGraph::keep(std::vector<std::byte> data)
{
    auto owned = std::make_shared<const std::vector<std::byte>>(std::move(data));
    const std::span<const std::byte> bytes = *owned;
    storage.push_back(std::move(owned));
    return bytes;
}

std::span<const std::byte> DraftGraph::emptyBuffer()
{
    auto owned = std::make_shared<const std::byte>();
    const std::span<const std::byte> empty(owned.get(), 0);
    storage.push_back(std::move(owned));
    return empty;
}

namespace {

/// Where the quantised axis of `from` lies in `to`; nothing where it is cut or joined.
std::optional<int> axisIn(const Shape& to, const Shape& from, int axis)
{
    std::int64_t before = 1;
    for (int i = 0; i < axis && i < static_cast<int>(from.size()); ++i)
        before *= from[static_cast<std::size_t>(i)];
    std::int64_t outer = 1;
    for (std::size_t i = 0; i < to.size(); outer *= to[i++])
        if (outer == before && to[i] == from[static_cast<std::size_t>(axis)])
            return static_cast<int>(i);
    return std::nullopt;
}

} // namespace

TensorId DraftGraph::addReshapedConstant(TensorId id, Shape shape)
{
    Tensor copy = tensor(id);
    if (copy.quantization.perChannel() && copy.quantization.axis < static_cast<int>(copy.shape.size())) {
        const auto axis = axisIn(shape, copy.shape, copy.quantization.axis);
        if (axis) {
            copy.quantization.axis = *axis;
        } else { // scales by blocks: size and type count, the values are of no use
            copy.quantization = {{1.0f}, {0}, 0};
            copy.data = emptyBuffer();
        }
    }
    copy.shape = std::move(shape);
    return addTensor(std::move(copy));
}

bool DraftGraph::isOutput(TensorId id) const { return std::find(outputs.begin(), outputs.end(), id) != outputs.end(); }

void DraftGraph::removeOperators(const std::vector<bool>& dead)
{
    std::vector<bool> needed(tensors.size(), false);
    for (const TensorId id : outputs)
        needed[id.index] = true;
    // Readers come after writers, so that one pass from the back finds everything that is used.
    std::vector<Operator> kept;
    for (std::size_t i = operators.size(); i-- > 0;) {
        Operator& op = operators[i];
        const bool used =
            std::any_of(op.outputs.begin(), op.outputs.end(), [&](TensorId id) { return needed[id.index]; });
        if ((i < dead.size() && dead[i]) || !used)
            continue;
        for (const TensorId id : op.inputs)
            if (id.valid())
                needed[id.index] = true;
        kept.push_back(std::move(op));
    }
    std::reverse(kept.begin(), kept.end());
    operators = std::move(kept);
}

DraftUses::DraftUses(const DraftGraph& draft) : producer(draft.tensors.size(), -1), consumers(draft.tensors.size())
{
    for (std::size_t i = 0; i < draft.operators.size(); ++i) {
        for (const TensorId id : draft.operators[i].outputs)
            producer[id.index] = static_cast<int>(i);
        for (const TensorId id : draft.operators[i].inputs)
            if (id.valid())
                consumers[id.index].push_back(static_cast<int>(i));
    }
}

int DraftUses::onlyConsumer(const DraftGraph& draft, TensorId id) const
{
    const auto& readers = consumers[id.index];
    if (readers.size() == 1 && !draft.isOutput(id))
        return readers.front();
    return -1;
}

namespace {

bool sameConstant(const Tensor& a, const Tensor& b)
{
    return a.data.data() == b.data.data() && a.data.size() == b.data.size() && a.shape == b.shape && a.type == b.type
           && a.quantization == b.quantization;
}

/// Constants that are the same values in the same arrangement become one tensor: flash holds them once.
void shareConstants(DraftGraph& draft)
{
    std::unordered_multimap<const std::byte*, TensorId> known;
    for (Operator& op : draft.operators)
        for (TensorId& id : op.inputs) {
            if (!id.valid() || !draft.tensor(id).constant || !draft.tensor(id).data.data())
                continue;
            const std::byte* data = draft.tensor(id).data.data();
            const auto [first, last] = known.equal_range(data);
            const auto same = std::find_if(first, last, [&](const auto& entry) {
                return sameConstant(draft.tensor(entry.second), draft.tensor(id));
            });
            if (same == last)
                known.emplace(data, id);
            else
                id = same->second;
        }
}

} // namespace

DraftWork draftWork(const DraftGraph& draft, std::size_t first)
{
    DraftWork work;
    GraphBuilder builder;
    std::unordered_map<std::uint32_t, TensorId> known;
    const auto adopt = [&](std::vector<TensorId>& ids) {
        for (TensorId& id : ids) {
            if (!id.valid())
                continue;
            const auto [entry, isNew] = known.try_emplace(id.index);
            if (isNew) {
                Tensor tensor = draft.tensor(id);
                tensor.data = {}; // counting needs no values
                entry->second = builder.addTensor(std::move(tensor));
            }
            id = entry->second;
        }
    };
    for (std::size_t i = first; i < draft.operators.size(); ++i) {
        Operator op = draft.operators[i];
        for (const TensorId id : op.outputs)
            work.elements += draft.tensor(id).elements();
        adopt(op.inputs);
        adopt(op.outputs);
        builder.addOperator(std::move(op));
    }
    if (const auto graph = std::move(builder).finish())
        work.macs = totalMacs(*graph).count();
    return work;
}

Result<std::shared_ptr<const Graph>> finishDraft(DraftGraph draft, std::string name, GraphOrigin origin)
{
    shareConstants(draft);
    std::vector<bool> used(draft.tensors.size(), false);
    const auto mark = [&](const std::vector<TensorId>& ids) {
        for (const TensorId id : ids)
            if (id.valid())
                used[id.index] = true;
    };
    mark(draft.inputs);
    mark(draft.outputs);
    for (const Operator& op : draft.operators) {
        mark(op.inputs);
        mark(op.outputs);
    }
    GraphBuilder builder;
    std::vector<TensorId> ids(draft.tensors.size());
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (used[i])
            ids[i] = builder.addTensor(std::move(draft.tensors[i]));
    const auto renumber = [&](std::vector<TensorId>& list) {
        for (TensorId& id : list)
            if (id.valid())
                id = ids[id.index];
    };
    for (Operator& op : draft.operators) {
        renumber(op.inputs);
        renumber(op.outputs);
        builder.addOperator(std::move(op));
    }
    renumber(draft.inputs);
    renumber(draft.outputs);
    builder.setInputs(std::move(draft.inputs));
    builder.setOutputs(std::move(draft.outputs));
    builder.setName(std::move(name));
    builder.setOrigin(std::move(origin));
    for (ImportRemark& remark : draft.remarks)
        builder.addRemark(std::move(remark));
    for (auto& owner : draft.storage)
        builder.keepAlive(std::move(owner));
    auto graph = std::move(builder).finish();
    if (!graph)
        return tl::make_unexpected(std::move(graph.error()));
    return std::make_shared<const Graph>(std::move(*graph));
}

} // namespace tenbin
