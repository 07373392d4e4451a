// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/support.h"

#include <algorithm>
#include <array>

#include "engine/formats/tflite/codes.h"
#include "engine/formats/tflite/products.h"
#include "engine/tables/markdown.h"

namespace tenbin {

namespace {

using B = tflite::BuiltinOperator;
using Treatment = TfliteOperatorSupport::Treatment;

constexpr std::array kBodies{B::WHILE, B::IF, B::CALL_ONCE, B::CALL, B::STABLEHLO_COMPOSITE};

Treatment treatmentOf(B code, const std::optional<OperatorKind>& kind)
{
    if (std::find(kBodies.begin(), kBodies.end(), code) != kBodies.end())
        return Treatment::body;
    if (code == B::DEQUANTIZE || code == B::DENSIFY)
        return Treatment::constant;
    if (kind)
        return Treatment::read;
    return Treatment::named;
}

std::string textOf(const TfliteOperatorSupport& op)
{
    std::string kind = op.name;
    if (op.kind)
        kind = toString(*op.kind);
    switch (op.treatment) {
    case Treatment::read:
        return kind;
    case Treatment::body:
        return "the subgraphs that it calls";
    case Treatment::constant:
        return "of a constant nothing: it keeps its stored width; else " + kind;
    case Treatment::named:
        if (countsTfliteProduct(op.name))
            return "by its name, its MACs count; no target supports it";
        return "by its name; no target supports it";
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
    // The words are our own.
    Table table{
        .columns = {numberColumn("code"), {.title = "operator", .markup = true}, {.title = "becomes", .markup = true}}};
    for (const TfliteOperatorSupport& op : tfliteOperatorSupport())
        table.addTexts({std::to_string(op.code), op.name, textOf(op)});
    return toMarkdown(table);
}

} // namespace tenbin
