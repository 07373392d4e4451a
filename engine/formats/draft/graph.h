// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/draft/tensor_payload.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Where values lie, how they are arranged and how they are to be rearranged.
struct MovedValues {
    const std::byte* data = nullptr;
    int bits = 0;
    Shape shape;
    std::vector<int> permutation;
    auto operator<=>(const MovedValues&) const = default;
};

/// A network that is still being rewritten: operators may change, vanish and become unused.
struct DraftGraph {
    std::vector<Tensor> tensors;
    std::vector<Operator> operators;
    std::vector<TensorId> inputs, outputs;
    std::vector<ImportRemark> remarks;
    std::vector<std::shared_ptr<const void>> storage;
    /// Values of large tensors where they lie in the file; tensors of the file name them by position.
    std::vector<TensorPayload> payloads;
    /// Constants in another order, made once however many operators read them.
    std::map<MovedValues, std::span<const std::byte>> moved;

    Tensor& tensor(TensorId id) { return tensors[id.index]; }
    const Tensor& tensor(TensorId id) const { return tensors[id.index]; }

    TensorId addTensor(Tensor tensor);
    /// A constant that owns its values.
    TensorId addConstant(Tensor tensor, std::vector<std::byte> data);
    /// Keeps values for as long as the network.
    std::span<const std::byte> keep(std::vector<std::byte> data);
    /// An empty buffer with an address of its own: what a constant without values has as data,
    /// so that one that several operators read is known as one.
    std::span<const std::byte> emptyBuffer();
    /// The same elements with another shape, sharing the values.
    TensorId addReshapedConstant(TensorId id, Shape shape);

    bool isOutput(TensorId id) const;
    /// Removes operators marked in `dead` and those whose outputs nobody reads.
    void removeOperators(const std::vector<bool>& dead);
};

/// Who writes and who reads each tensor; valid until the draft changes.
struct DraftUses {
    explicit DraftUses(const DraftGraph& draft);

    std::vector<int> producer;               ///< operator index, or -1
    std::vector<std::vector<int>> consumers; ///< operator indices

    /// The one operator that reads `id`, or -1 when there are more, none, or the network returns it.
    int onlyConsumer(const DraftGraph& draft, TensorId id) const;
};

/// What operators of a draft cost, roughly: multiply-accumulates, then elements written.
struct DraftWork {
    std::int64_t macs = 0, elements = 0;
    auto operator<=>(const DraftWork&) const = default;
};
/// The work of the operators from index `first` on.
DraftWork draftWork(const DraftGraph& draft, std::size_t first);

/// Drops unused tensors and finishes the draft. Errors: those of GraphBuilder::finish.
Result<std::shared_ptr<const Graph>> finishDraft(DraftGraph draft, std::string name, GraphOrigin origin);

} // namespace tenbin
