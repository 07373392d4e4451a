// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/sizes.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

namespace {

constexpr const char* kOnlyInput = "input";
constexpr const char* kBatch = "batch";

using Dimension = onnx::TensorShapeProto::Dimension;

bool isOpen(const Dimension& dimension) { return !dimension.has_dim_value() || dimension.dim_value() <= 0; }

/// "1x3xheightx?".
std::string declaredSize(const onnx::ValueInfoProto& input) { return toString(declaredInput(input)); }

/// The names of a batch that exporters use, for one that is not in front.
bool namesBatch(const Dimension& dimension)
{
    std::string name = dimension.dim_param();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name.find(kBatch) != std::string::npos;
}

/// Whether an open dimension is taken as a batch.
bool isBatch(const Dimension& dimension, int position) { return position == 0 || namesBatch(dimension); }

class Sizes {
public:
    Sizes(onnx::GraphProto& graph, const ImportOptions& options, std::vector<ImportRemark>& remarks)
        : m_graph(graph), m_options(options), m_remarks(remarks)
    {
        std::set<std::string> initializers;
        for (const auto& tensor : graph.initializer())
            initializers.insert(tensor.name());
        for (auto& input : *graph.mutable_input())
            if (!initializers.contains(input.name())) // before IR version 4 initialisers are inputs too
                m_inputs.push_back(&input);
    }

    Result<void> settle()
    {
        if (auto done = checkNames(); !done)
            return done;
        for (auto* input : m_inputs)
            if (const auto* given = sizeOf(*input))
                if (auto done = take(*input, *given); !done)
                    return done;
        for (const auto& [name, size] : m_options.dimensions)
            m_named.emplace(name, size);
        for (auto* input : m_inputs)
            if (auto done = complete(*input); !done)
                return done;
        substitute();
        return {};
    }

private:
    static ErrorLocation whereIs(const std::string& name) { return {.element = fmt::format("input {}", name)}; }

    const std::vector<std::int64_t>* sizeOf(const onnx::ValueInfoProto& input) const
    {
        auto found = m_options.inputSizes.find(input.name());
        if (found == m_options.inputSizes.end() && m_inputs.size() == 1)
            found = m_options.inputSizes.find(kOnlyInput);
        if (found == m_options.inputSizes.end())
            return nullptr;
        return &found->second;
    }

    /// Sizes for inputs and dimensions that the network does not have are mistakes, not wishes to ignore.
    Result<void> checkNames() const
    {
        std::vector<std::string> names;
        std::set<std::string> dimensions;
        for (const auto* input : m_inputs) {
            names.push_back(input->name());
            for (const Dimension& dimension : input->type().tensor_type().shape().dim())
                if (!dimension.dim_param().empty())
                    dimensions.insert(dimension.dim_param());
        }
        for (const auto& [name, size] : m_options.inputSizes)
            if (std::find(names.begin(), names.end(), name) == names.end() && (name != kOnlyInput || names.size() != 1))
                return fail(ErrorCode::inputSizeInvalid,
                            {name, toString(size), fmt::format("{}", fmt::join(names, ", "))}, whereIs(name));
        for (const auto& [name, size] : m_options.dimensions) {
            const std::string given = fmt::format("{}={}", name, size);
            if (size < 1 || size > kMaxLength || (!dimensions.contains(name) && name != kBatch))
                return fail(
                    ErrorCode::inputSizeInvalid,
                    {names.empty() ? name : names.front(), given, fmt::format("{}", fmt::join(dimensions, ", "))},
                    whereIs(name));
        }
        return {};
    }

    /// The whole size of one input, given by the user.
    Result<void> take(onnx::ValueInfoProto& input, const std::vector<std::int64_t>& given)
    {
        const auto invalid = [&] {
            return fail(ErrorCode::inputSizeInvalid, {input.name(), toString(given), declaredSize(input)},
                        whereIs(input.name()));
        };
        auto& type = *input.mutable_type()->mutable_tensor_type();
        const bool positive = std::all_of(given.begin(), given.end(), [](std::int64_t d) { return d >= 1; });
        const bool ranked = type.has_shape();
        if (!positive || given.empty() || !checkedElements(given)
            || (ranked && type.shape().dim_size() != static_cast<int>(given.size())))
            return invalid();
        for (std::size_t i = 0; !ranked && i < given.size(); ++i)
            type.mutable_shape()->add_dim();
        for (std::size_t i = 0; i < given.size(); ++i) {
            Dimension& dimension = *type.mutable_shape()->mutable_dim(static_cast<int>(i));
            const std::string name = dimension.dim_param();
            if (!name.empty() && !m_named.emplace(name, given[i]).second && m_named.at(name) != given[i])
                return invalid();
            m_replaced = m_replaced || (!isOpen(dimension) && dimension.dim_value() != given[i]);
            dimension.set_dim_value(given[i]);
        }
        m_remarks.push_back({ImportNote::sizeGiven, fmt::format("{} {}", input.name(), toString(given))});
        return {};
    }

    /// Size of an open dimension; nothing where only the user can know it.
    std::optional<std::int64_t> lengthOf(const onnx::ValueInfoProto& input, const Dimension& dimension, int position)
    {
        if (const auto named = m_named.find(dimension.dim_param());
            named != m_named.end() && !dimension.dim_param().empty()) {
            if (m_options.dimensions.contains(named->first))
                m_remarks.push_back(
                    {ImportNote::sizeGiven, fmt::format("{} {}={}", input.name(), named->first, named->second)});
            return named->second;
        }
        if (!isBatch(dimension, position))
            return std::nullopt;
        const auto given = m_options.dimensions.find(kBatch);
        const std::int64_t size = given == m_options.dimensions.end() ? 1 : given->second;
        if (given == m_options.dimensions.end())
            m_remarks.push_back({ImportNote::batchTakenAsOne, input.name()});
        else
            m_remarks.push_back({ImportNote::sizeGiven, fmt::format("{} {}={}", input.name(), kBatch, size)});
        if (!dimension.dim_param().empty())
            m_named.emplace(dimension.dim_param(), size);
        return size;
    }

    Result<void> complete(onnx::ValueInfoProto& input)
    {
        if (!input.type().has_tensor_type())
            return fail(ErrorCode::shapeUnknown, {input.name()}, whereIs(input.name()));
        auto& type = *input.mutable_type()->mutable_tensor_type();
        const std::string declared = declaredSize(input);
        std::vector<std::string> open;
        if (!type.has_shape())
            open.emplace_back("1");
        for (int i = 0; i < type.shape().dim_size(); ++i) {
            Dimension& dimension = *type.mutable_shape()->mutable_dim(i);
            if (!isOpen(dimension))
                continue;
            if (const auto length = lengthOf(input, dimension, i))
                dimension.set_dim_value(*length);
            else
                open.push_back(dimension.dim_param().empty() ? std::to_string(i + 1) : dimension.dim_param());
        }
        if (open.empty())
            return {};
        return fail(ErrorCode::inputSizeOpen,
                    {input.name(), declared, fmt::format("{}", fmt::join(open, ", ")), example(input)},
                    whereIs(input.name()));
    }

    /// "?input=1x3x224x224": a size of the kind that is missing, to be copied and changed.
    std::string example(const onnx::ValueInfoProto& input) const
    {
        Shape shape;
        for (const Dimension& dimension : input.type().tensor_type().shape().dim())
            shape.push_back(isOpen(dimension) ? 224 : dimension.dim_value());
        if (shape.empty())
            shape = {1, 3, 224, 224};
        return fmt::format("?{}={}", m_inputs.size() == 1 ? kOnlyInput : input.name(), toString(shape));
    }

    /// The names' sizes wherever else they appear; nothing is left that a given size made untrue.
    void substitute()
    {
        for (auto* list : {m_graph.mutable_output(), m_graph.mutable_value_info()})
            for (auto& value : *list) {
                if (!value.type().has_tensor_type() || !value.type().tensor_type().has_shape())
                    continue;
                auto& type = *value.mutable_type()->mutable_tensor_type();
                if (m_replaced)
                    type.clear_shape();
                else
                    name(*type.mutable_shape());
            }
    }
    void name(onnx::TensorShapeProto& shape) const
    {
        for (Dimension& dimension : *shape.mutable_dim())
            if (const auto found = m_named.find(dimension.dim_param());
                dimension.has_dim_param() && found != m_named.end())
                dimension.set_dim_value(found->second);
    }

    static constexpr std::int64_t kMaxLength = std::int64_t{1} << 40;

    onnx::GraphProto& m_graph;
    const ImportOptions& m_options;
    std::vector<ImportRemark>& m_remarks;
    std::vector<onnx::ValueInfoProto*> m_inputs;
    std::map<std::string, std::int64_t> m_named; ///< symbolic dimensions
    bool m_replaced = false;
};

} // namespace

Result<void> resolveInputSizes(onnx::GraphProto& graph, const ImportOptions& options,
                               std::vector<ImportRemark>& remarks)
{
    return Sizes(graph, options, remarks).settle();
}

DeclaredInput declaredInput(const onnx::ValueInfoProto& input)
{
    const auto& type = input.type().tensor_type();
    DeclaredInput result{.name = input.name(), .ranked = type.has_shape(), .dimensions = {}};
    for (int i = 0; i < type.shape().dim_size(); ++i) {
        const Dimension& dimension = type.shape().dim(i);
        if (isOpen(dimension))
            result.dimensions.push_back({.size = 0, .name = dimension.dim_param(), .batch = isBatch(dimension, i)});
        else
            result.dimensions.push_back({.size = dimension.dim_value(), .name = {}, .batch = false});
    }
    return result;
}

} // namespace tenbin
