// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/operator_reader.h"

#include <unordered_map>

#include "engine/formats/tflite/custom_options.h"
#include "engine/formats/tflite/products.h"

namespace tenbin {

namespace {

using K = OperatorKind;

/// The lists of all files as one.
const std::unordered_map<OperatorKind, TfliteHandler>& table()
{
    static const auto all = [] {
        std::unordered_map<OperatorKind, TfliteHandler> handlers;
        for (const auto list : {tfliteWindows, tfliteMatrices, tfliteElementwise, tfliteAxes, tfliteLayouts})
            for (const TfliteEntry& entry : list())
                handlers.emplace(entry.kind, entry.handler);
        return handlers;
    }();
    return all;
}

/// Attributes that this writer put into the custom options.
Attributes customAttributes(const tflite::Operator& table)
{
    return readCustomOptions({table.custom_options()->data(), table.custom_options()->size()});
}

/// An operator that keeps its name: of its work the multiply-accumulates are known, if anything is.
void readNamed(TfliteSite& site)
{
    if (const std::int64_t macs = tfliteProductMacs(site.table, site.op, site.tensors); macs > 0) {
        site.op.attributes = CustomAttributes{macs};
        return;
    }
    if (!site.table.custom_options())
        return;
    const Attributes written = customAttributes(site.table);
    if (std::holds_alternative<CustomAttributes>(written))
        site.op.attributes = written;
}

/// Handles and calls; TRANSPOSE_CONV and SPLIT have data further on.
bool needsInput(OperatorKind kind)
{
    return kind != K::varHandle && kind != K::callOnce && kind != K::controlFlow && kind != K::range;
}

} // namespace

Result<void> readTfliteOperator(TfliteSite& site)
{
    if (site.op.kind == K::custom) {
        readNamed(site);
        return {};
    }
    if (!site.input(0)) {
        if (needsInput(site.op.kind))
            return site.missing("input");
        return {};
    }
    if (site.code == tflite::BuiltinOperator::CUSTOM) {
        if (site.table.custom_options())
            site.op.attributes = customAttributes(site.table);
        return {};
    }
    const auto handler = table().find(site.op.kind);
    if (handler == table().end())
        return Result<void>{};
    return handler->second(site);
}

} // namespace tenbin
