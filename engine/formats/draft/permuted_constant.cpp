// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/permuted_constant.h"

#include <cstring>

#include "engine/formats/draft/quantized_constant.h"
#include "engine/graph/weight_statistics.h"

namespace tenbin {

namespace {

/// Copies elements of `width` bytes into the order of `result`.
std::vector<std::byte> permute(std::span<const std::byte> data, std::size_t width, const Shape& source,
                               const Shape& result, const std::vector<int>& permutation)
{
    const std::size_t rank = source.size();
    // Distance in the source of two neighbours along each dimension of the result.
    std::vector<std::int64_t> sourceStride(rank, 1), stride(rank), index(rank, 0);
    for (std::size_t i = rank; i-- > 1;)
        sourceStride[i - 1] = sourceStride[i] * source[i];
    for (std::size_t i = 0; i < rank; ++i)
        stride[i] = sourceStride[static_cast<std::size_t>(permutation[i])];
    const auto count = static_cast<std::size_t>(elementCount(source));
    std::vector<std::byte> values(count * width);
    std::int64_t position = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(values.data() + i * width, data.data() + static_cast<std::size_t>(position) * width, width);
        for (std::size_t d = rank; d-- > 0;) {
            position += stride[d];
            if (++index[d] < result[d])
                break;
            position -= stride[d] * index[d];
            index[d] = 0;
        }
    }
    return values;
}

} // namespace

// A copy of more would take memory far beyond the file: what its values say is counted where they lie.
constexpr std::size_t kMaxMoved = std::size_t{1} << 28;

TensorId permutedConstant(DraftGraph& draft, TensorId id, const std::vector<int>& permutation)
{
    const Tensor source = draft.tensor(id);
    Tensor result = source;
    std::vector<int> inverse(permutation.size());
    for (std::size_t i = 0; i < source.shape.size(); ++i) {
        result.shape[i] = source.shape[static_cast<std::size_t>(permutation[i])];
        inverse[static_cast<std::size_t>(permutation[i])] = static_cast<int>(i);
        if (source.quantization.perChannel() && permutation[i] == source.quantization.axis)
            result.quantization.axis = static_cast<int>(i);
    }
    const MovedValues key{source.data.data(), source.type.bits, source.shape, permutation};
    if (const auto known = draft.moved.find(key); known != draft.moved.end()) {
        result.data = known->second;
        return draft.addTensor(std::move(result));
    }
    const TensorId moved = draft.addTensor(std::move(result));
    Tensor& target = draft.tensor(moved);
    if (source.data.empty() || source.elements() == 0) {
        target.data = draft.emptyBuffer();
    } else if (source.data.size() > kMaxMoved) {
        target.data = draft.emptyBuffer();
        target.weights = weightStatistics(source, static_cast<std::size_t>(permutation.front()));
    } else if (source.type.bits % 8 == 0) {
        target.data = draft.keep(permute(source.data, source.type.bits / 8u, source.shape, target.shape, permutation));
    } else {
        const auto wide = unpackBits(source.data, source.elements(), source.type.bits);
        const auto order = permute(std::as_bytes(std::span(wide)), 1, source.shape, target.shape, permutation);
        std::vector<std::uint8_t> narrow;
        for (const std::byte element : order)
            narrow.push_back(std::to_integer<std::uint8_t>(element));
        target.data = draft.keep(packBits(narrow, source.type.bits));
    }
    draft.moved.emplace(key, target.data);
    // Moving back gives what the file has.
    draft.moved.emplace(MovedValues{target.data.data(), source.type.bits, target.shape, inverse}, source.data);
    return moved;
}

} // namespace tenbin
