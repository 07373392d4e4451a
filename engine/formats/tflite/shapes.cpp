// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/shapes.h"

#include <algorithm>
#include <cmath>

#include "engine/formats/draft/constant_values.h"
#include "engine/graph/kind_map.h"
#include "engine/graph/shape_inference.h"

namespace tenbin {

namespace {

using K = OperatorKind;
using Integers = std::vector<std::int64_t>;

/// Position of the input that is the output's shape.
constexpr KindMap<std::size_t> kShapeInputs{
    {K::transposeConv2d, 0}, {K::fill, 0}, {K::broadcastTo, 1}, {K::scatterNd, 2}};

/// Output shapes by values, one function a form.
class ValueShapes {
public:
    ValueShapes(const tflite::Operator& table, const Operator& op, const std::vector<Tensor>& tensors,
                const TfliteValues& values)
        : m_table(table), m_op(op), m_tensors(tensors), m_values(values)
    {
    }

    std::optional<Shape> shape() const
    {
        const K kind = m_op.kind;
        if (kind == K::reshape)
            return reshaped();
        if (kind == K::resizeBilinear || kind == K::resizeNearestNeighbor)
            return resized();
        if (kind == K::range)
            return range();
        if (kind == K::oneHot)
            return oneHot();
        if (kind == K::topK)
            return largest();
        if (kind == K::spaceToBatchNd)
            return toBatch();
        if (kind == K::batchToSpaceNd)
            return fromBatch();
        if (kShapeInputs.contains(kind))
            return integers(kShapeInputs.valueOr(kind, 0));
        return std::nullopt;
    }

private:
    const Tensor* input(std::size_t i) const
    {
        if (i >= m_op.inputs.size() || !m_op.inputs[i].valid())
            return nullptr;
        return &m_tensors[m_op.inputs[i].index];
    }
    std::optional<TfliteValues::Values> values(std::size_t i) const
    {
        if (!input(i))
            return std::nullopt;
        return m_values.of(m_op.inputs[i], m_tensors);
    }
    std::optional<Integers> integers(std::size_t i) const
    {
        if (!input(i))
            return std::nullopt;
        return m_values.integers(m_op.inputs[i], m_tensors);
    }

    std::optional<Shape> reshaped() const
    {
        auto target = integers(1);
        if (const auto* options = m_table.builtin_options_as_ReshapeOptions();
            !target && !input(1) && options && options->new_shape())
            target = Integers(options->new_shape()->begin(), options->new_shape()->end());
        if (!target)
            return std::nullopt;
        const auto open = std::find(target->begin(), target->end(), -1);
        if (open == target->end())
            return target;
        *open = 1;
        const auto rest = checkedElements(*target);
        if (!rest || *rest == 0)
            return std::nullopt;
        *open = input(0)->elements() / *rest;
        return target;
    }
    std::optional<Shape> resized() const
    {
        const auto size = integers(1);
        Shape x = input(0)->shape;
        if (!size || size->size() != 2 || x.size() != 4)
            return std::nullopt;
        x[1] = (*size)[0];
        x[2] = (*size)[1];
        return x;
    }
    std::optional<Shape> range() const
    {
        const auto first = values(0);
        const auto last = values(1);
        const auto step = values(2);
        if (!first || !last || !step || first->size() != 1 || last->size() != 1 || step->size() != 1
            || step->front() == 0.0)
            return std::nullopt;
        constexpr double kMost = 1e12;
        const double count = std::ceil((last->front() - first->front()) / step->front());
        return Shape{static_cast<std::int64_t>(std::clamp(count, 0.0, kMost))};
    }
    std::optional<Shape> oneHot() const
    {
        const auto depth = integers(1);
        int given = -1;
        if (const auto* options = m_table.builtin_options_as_OneHotOptions())
            given = options->axis();
        Shape shape = input(0)->shape;
        const auto axis = resolveAxis(given, shape.size() + 1);
        if (!depth || depth->size() != 1 || !axis)
            return std::nullopt;
        shape.insert(shape.begin() + *axis, depth->front());
        return shape;
    }
    std::optional<Shape> largest() const
    {
        const auto count = integers(1);
        Shape shape = input(0)->shape;
        if (!count || count->size() != 1 || shape.empty())
            return std::nullopt;
        shape.back() = count->front();
        return shape;
    }
    /// Of space to batch and back: block sizes; edges on both sides, which are paddings or crops.
    struct Blocks {
        std::vector<std::int64_t> sizes, edges;
        std::int64_t factor = 1; ///< product of the sizes
    };
    std::optional<Blocks> blocks() const
    {
        const auto sizes = integers(1);
        const auto edges = integers(2);
        if (!sizes || !edges || edges->size() != 2 * sizes->size() || input(0)->shape.size() <= sizes->size())
            return std::nullopt;
        Blocks blocks{*sizes, {}, 1};
        for (std::size_t i = 0; i < sizes->size(); ++i) {
            const std::int64_t size = (*sizes)[i];
            if (size < 1 || size > (1 << 20) || blocks.factor > (1 << 20))
                return std::nullopt;
            blocks.factor *= size;
            blocks.edges.push_back((*edges)[2 * i] + (*edges)[2 * i + 1]);
        }
        return blocks;
    }
    std::optional<Shape> toBatch() const
    {
        const auto by = blocks();
        if (!by)
            return std::nullopt;
        Shape shape = input(0)->shape;
        shape[0] *= by->factor;
        for (std::size_t i = 0; i < by->sizes.size(); ++i)
            shape[i + 1] = (shape[i + 1] + by->edges[i]) / by->sizes[i];
        return shape;
    }
    std::optional<Shape> fromBatch() const
    {
        const auto by = blocks();
        if (!by)
            return std::nullopt;
        Shape shape = input(0)->shape;
        shape[0] /= by->factor;
        for (std::size_t i = 0; i < by->sizes.size(); ++i)
            shape[i + 1] = shape[i + 1] * by->sizes[i] - by->edges[i];
        return shape;
    }

    const tflite::Operator& m_table;
    const Operator& m_op;
    const std::vector<Tensor>& m_tensors;
    const TfliteValues& m_values;
};

/// Entries of STRIDED_SLICE in a row, with the dimensions that its masks drop and add.
Shape withMasks(const tflite::StridedSliceOptions& options, std::size_t entries, const Shape& kept, std::size_t ranks)
{
    const auto masked = [](int mask, std::size_t i) { return i < 31 && (mask >> i & 1) != 0; };
    std::size_t named = 0;
    for (std::size_t i = 0; i < entries; ++i)
        named += static_cast<std::size_t>(!masked(options.ellipsis_mask(), i) && !masked(options.new_axis_mask(), i));
    Shape result;
    std::size_t at = 0;
    const auto keep = [&] {
        if (at < kept.size())
            result.push_back(kept[at++]);
    };
    for (std::size_t i = 0; i < entries; ++i) {
        if (masked(options.ellipsis_mask(), i)) {
            for (std::size_t rank = named; rank < ranks; ++rank)
                keep();
        } else if (masked(options.new_axis_mask(), i)) {
            result.push_back(1);
        } else if (masked(options.shrink_axis_mask(), i)) {
            ++at;
        } else {
            keep();
        }
    }
    while (at < kept.size())
        keep();
    return result;
}

/// The rules keep ranks that options of the file change.
Shape withFileRank(const tflite::Operator& table, const Operator& raw, const Operator& op,
                   const std::vector<Tensor>& tensors, Shape shape)
{
    if (op.kind == K::stridedSlice) {
        const auto* options = table.builtin_options_as_StridedSliceOptions();
        if (!options || raw.inputs.size() < 2 || !raw.inputs[1].valid() || !op.attributesAs<SliceAttributes>())
            return shape;
        const std::int64_t entries = tensors[raw.inputs[1].index].elements();
        return withMasks(*options, static_cast<std::size_t>(std::min<std::int64_t>(entries, 31)), shape,
                         tensors[raw.inputs.front().index].shape.size());
    }
    const auto* options = table.builtin_options_as_FullyConnectedOptions();
    if (op.kind == K::fullyConnected && options && !options->keep_num_dims() && shape.size() > 2) {
        const std::int64_t units = shape.back();
        std::int64_t rows = 0;
        if (units != 0)
            rows = elementCount(shape) / units;
        shape = {rows, units};
    }
    return shape;
}

} // namespace

std::optional<Shape> shapeByValues(const tflite::Operator& table, const Operator& op,
                                   const std::vector<Tensor>& tensors, const TfliteValues& values)
{
    if (op.inputs.empty() || (!op.inputs.front().valid() && op.kind != K::range))
        return std::nullopt;
    auto shape = ValueShapes(table, op, tensors, values).shape();
    if (!shape || !checkedElements(*shape))
        return std::nullopt;
    return shape;
}

Result<bool> deriveShapes(const tflite::Operator& table, const Operator& raw, const Operator& op,
                          std::vector<Tensor>& tensors, const std::string& label)
{
    std::vector<std::optional<Shape>> inputs;
    inputs.reserve(op.inputs.size());
    for (const TensorId id : op.inputs) {
        inputs.emplace_back();
        if (id.valid())
            inputs.back() = tensors[id.index].shape;
    }
    auto inferred = inferShapes(op, inputs);
    if (!inferred) {
        if (inferred.error().code == ErrorCode::shapeUnknown)
            return false;
        Error error = std::move(inferred.error());
        if (!error.arguments.empty())
            error.arguments.front() = label;
        error.where = {};
        return tl::make_unexpected(std::move(error));
    }
    const auto* axes = op.attributesAs<AxisAttributes>();
    const bool sharedGather = op.kind == K::gather && axes && axes->axes.size() != 1;
    if (inferred->size() < op.outputs.size() || sharedGather)
        return false;
    for (std::size_t i = 0; i < op.outputs.size(); ++i) {
        Shape shape = withFileRank(table, raw, op, tensors, (*inferred)[i]);
        if (!checkedElements(shape))
            return fail(ErrorCode::modelTooLarge, {label, toString(shape), std::to_string(std::int64_t{1} << 40)});
        tensors[op.outputs[i].index].shape = std::move(shape);
    }
    return true;
}

} // namespace tenbin
