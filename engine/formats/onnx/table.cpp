// SPDX-License-Identifier: GPL-3.0-or-later
#include <unordered_map>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/handlers.h"

namespace tenbin {

namespace {

/// The lists of all files as one.
const std::unordered_map<std::string_view, const OnnxEntry*>& table()
{
    static const auto all = [] {
        std::unordered_map<std::string_view, const OnnxEntry*> entries;
        for (const auto list :
             {onnxWindows, onnxMatrices, onnxIntegerProducts, onnxSums, onnxAttentions, onnxRecurrentCells,
              onnxElementwise, onnxReductions, onnxMoves, onnxReshapes, onnxOpaque, onnxControlFlow, onnxQuantizers})
            for (const OnnxEntry& entry : list())
                entries.emplace(entry.type, &entry);
        return entries;
    }();
    return all;
}

} // namespace

const OnnxEntry* findOnnxEntry(std::string_view type)
{
    const auto found = table().find(type);
    if (found == table().end())
        return nullptr;
    return found->second;
}

OperatorKind kindOf(const OnnxNode& node) { return table().at(node.type())->kind; }

tl::unexpected<Error> missing(const OnnxNode& node, std::string what)
{
    return fail(ErrorCode::operatorMalformed, {node.label(), std::move(what)});
}

tl::unexpected<Error> invalid(const OnnxNode& node, std::string attribute, std::string value)
{
    return fail(ErrorCode::attributeInvalid, {node.label(), std::move(attribute), std::move(value)});
}

Result<int> axisOf(const OnnxNode& node, std::int64_t value, std::size_t rank)
{
    const auto resolved = resolveAxis(value, rank);
    if (!resolved)
        return invalid(node, "axis", std::to_string(value));
    return *resolved;
}

} // namespace tenbin
