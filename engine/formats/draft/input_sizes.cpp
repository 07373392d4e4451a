// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/input_sizes.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

namespace {

constexpr const char* kOnlyInput = "input";
constexpr const char* kBatch = "batch";

/// "1x?x?x3".
std::string withMarks(const DeclaredTensor& input) { return toString(declaredInput(input)); }

/// A lone open dimension is a length as often as a batch: nobody can tell.
bool batchOpen(const Shape& declared) { return declared.size() > 1 && declared.front() == -1; }

/// "input=1x224x224x3": a size of the kind that is missing, to be copied and changed.
std::string example(const DeclaredTensor& input, bool alone)
{
    Shape shape = input.declared;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == -1)
            shape[i] = i == 0 ? 1 : 224;
    return fmt::format("?{}={}", alone ? kOnlyInput : input.tensor.name, toString(shape));
}

class Sizes {
public:
    Sizes(const std::vector<DeclaredTensor*>& inputs, const ImportOptions& options, std::vector<ImportRemark>& remarks)
        : m_inputs(inputs), m_options(options), m_remarks(remarks)
    {
    }

    std::optional<Error> settle()
    {
        if (auto failure = checkNames())
            return failure;
        for (DeclaredTensor* input : m_inputs) {
            const std::vector<std::int64_t>* given = sizeOf(*input);
            if (auto failure = given ? take(*input, *given) : complete(*input))
                return failure;
        }
        return std::nullopt;
    }

private:
    /// Sizes for inputs that the network does not have are mistakes, not wishes to ignore.
    std::optional<Error> checkNames() const
    {
        std::vector<std::string> names;
        names.reserve(m_inputs.size());
        for (const DeclaredTensor* input : m_inputs)
            names.push_back(input->tensor.name);
        const auto check = [&](const std::string& name, const std::string& size) -> std::optional<Error> {
            if (std::find(names.begin(), names.end(), name) != names.end() || (name == kOnlyInput && names.size() == 1))
                return std::nullopt;
            return Error{ErrorCode::inputSizeInvalid, {name, size, fmt::format("{}", fmt::join(names, ", "))}, {}};
        };
        for (const auto& [name, size] : m_options.inputSizes)
            if (auto failure = check(name, toString(size)))
                return failure;
        for (const auto& [name, size] : m_options.dimensions)
            if (name != kBatch)
                if (auto failure = check(name, std::to_string(size)))
                    return failure;
        return std::nullopt;
    }

    const std::vector<std::int64_t>* sizeOf(const DeclaredTensor& input)
    {
        auto found = m_options.inputSizes.find(input.tensor.name);
        if (found == m_options.inputSizes.end() && m_inputs.size() == 1)
            found = m_options.inputSizes.find(kOnlyInput);
        if (found != m_options.inputSizes.end())
            return &found->second;
        auto single = m_options.dimensions.find(input.tensor.name);
        if (single == m_options.dimensions.end() && m_inputs.size() == 1)
            single = m_options.dimensions.find(kOnlyInput);
        if (single == m_options.dimensions.end())
            return nullptr;
        m_single = {single->second};
        return &m_single;
    }

    std::optional<Error> take(DeclaredTensor& input, const std::vector<std::int64_t>& given)
    {
        const bool positive = std::all_of(given.begin(), given.end(), [](std::int64_t size) { return size > 0; });
        const bool fitting = !input.known || given.size() == input.declared.size();
        if (!positive || !fitting || given.empty() || !checkedElements(given))
            return Error{ErrorCode::inputSizeInvalid, {input.tensor.name, toString(given), withMarks(input)}, {}};
        input.tensor.shape = given;
        m_remarks.push_back({ImportNote::sizeGiven, fmt::format("{} {}", input.tensor.name, toString(given))});
        return std::nullopt;
    }

    std::optional<Error> complete(DeclaredTensor& input)
    {
        Shape& declared = input.declared;
        const auto batch = m_options.dimensions.find(kBatch);
        const bool batchGiven = batch != m_options.dimensions.end();
        const bool openBatch = batchOpen(declared);
        std::vector<std::size_t> open;
        for (std::size_t i = openBatch ? 1 : 0; i < declared.size(); ++i)
            if (declared[i] == -1)
                open.push_back(i + 1);
        if (!open.empty())
            return Error{ErrorCode::inputSizeOpen,
                         {input.tensor.name, withMarks(input), fmt::format("{}", fmt::join(open, ", ")),
                          example(input, m_inputs.size() == 1)},
                         {}};
        if (batchGiven && (batch->second < 1 || (!openBatch && batch->second != input.tensor.dimension(0))))
            return Error{ErrorCode::inputSizeInvalid,
                         {input.tensor.name, fmt::format("{}={}", kBatch, batch->second), withMarks(input)},
                         {}};
        if (!openBatch)
            return std::nullopt;
        input.tensor.shape.front() = batchGiven ? batch->second : 1;
        if (!checkedElements(input.tensor.shape))
            return Error{ErrorCode::modelTooLarge,
                         {input.tensor.name, toString(input.tensor.shape), std::to_string(std::int64_t{1} << 40)},
                         {}};
        if (batchGiven)
            m_remarks.push_back(
                {ImportNote::sizeGiven, fmt::format("{} {}", input.tensor.name, toString(input.tensor.shape))});
        else
            m_remarks.push_back({ImportNote::batchTakenAsOne, input.tensor.name});
        return std::nullopt;
    }

    const std::vector<DeclaredTensor*>& m_inputs;
    const ImportOptions& m_options;
    std::vector<ImportRemark>& m_remarks;
    std::vector<std::int64_t> m_single;
};

} // namespace

std::optional<Error> settleInputSizes(const std::vector<DeclaredTensor*>& inputs, const ImportOptions& options,
                                      std::vector<ImportRemark>& remarks)
{
    return Sizes(inputs, options, remarks).settle();
}

DeclaredInput declaredInput(const DeclaredTensor& input)
{
    // A tensor without a shape is a scalar there.
    DeclaredInput result{.name = input.tensor.name, .ranked = true, .dimensions = {}};
    for (const std::int64_t size : input.declared)
        result.dimensions.push_back({.size = std::max<std::int64_t>(size, 0), .name = {}, .batch = false});
    if (batchOpen(input.declared))
        result.dimensions.front().batch = true;
    return result;
}

} // namespace tenbin
