// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/support.h"

#include <fmt/format.h>

#include "engine/formats/tflite/codes.h"
#include "engine/formats/tflite/products.h"

namespace tenbin {

namespace {

using B = tflite::BuiltinOperator;
using Treatment = TfliteOperatorSupport::Treatment;

Treatment treatmentOf(B code, const std::optional<OperatorKind>& kind)
{
    switch (code) {
    case B::WHILE:
    case B::IF:
    case B::CALL_ONCE:
    case B::CALL:
    case B::STABLEHLO_COMPOSITE:
        return Treatment::body;
    case B::DEQUANTIZE:
    case B::DENSIFY:
        return Treatment::constant;
    default:
        return kind ? Treatment::read : Treatment::named;
    }
}

std::string textOf(const TfliteOperatorSupport& op)
{
    std::string kind = op.kind ? std::string(toString(*op.kind)) : op.name;
    switch (op.treatment) {
    case Treatment::read:
        return kind;
    case Treatment::body:
        return "the subgraphs that it calls";
    case Treatment::constant:
        return "of a constant nothing: it keeps its stored width; else " + kind;
    case Treatment::named:
        return countsTfliteProduct(op.name) ? "by its name, its MACs count; no target supports it"
                                            : "by its name; no target supports it";
    }
    return {};
}

} // namespace

std::vector<TfliteOperatorSupport> tfliteOperatorSupport()
{
    std::vector<TfliteOperatorSupport> result;
    for (const B code : tflite::EnumValuesBuiltinOperator()) {
        const auto kind = kindOfBuiltin(code);
        result.push_back({builtinName(code), static_cast<int>(code), treatmentOf(code, kind), kind});
    }
    return result;
}

std::string tfliteOperatorTable()
{
    std::string table = "| code | operator | becomes |\n|---:|---|---|\n";
    for (const TfliteOperatorSupport& op : tfliteOperatorSupport())
        table += fmt::format("| {} | {} | {} |\n", op.code, op.name, textOf(op));
    return table;
}

} // namespace tenbin
