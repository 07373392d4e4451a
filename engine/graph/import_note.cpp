// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/import_note.h"

namespace tenbin {

std::string_view noteName(ImportNote note)
{
    switch (note) {
    case ImportNote::batchTakenAsOne:
        return "batch_taken_as_one";
    case ImportNote::weightsMissing:
        return "weights_missing";
    case ImportNote::operatorUnknown:
        return "operator_unknown";
    case ImportNote::quantizerFolded:
        return "quantizer_folded";
    case ImportNote::subgraphsIgnored:
        return "subgraphs_ignored";
    case ImportNote::constantFolded:
        return "constant_folded";
    case ImportNote::sizeGiven:
        return "size_given";
    case ImportNote::branchCostliest:
        return "branch_costliest";
    case ImportNote::loopCounted:
        return "loop_counted";
    case ImportNote::loopOnce:
        return "loop_once";
    case ImportNote::loopShortened:
        return "loop_shortened";
    case ImportNote::shapeUnknown:
        return "shape_unknown";
    case ImportNote::operatorsSkipped:
        return "operators_skipped";
    case ImportNote::sizeUpperBound:
        return "size_upper_bound";
    case ImportNote::runtimeParameter:
        return "runtime_parameter";
    case ImportNote::externalRefused:
        return "external_refused";
    case ImportNote::blockQuantized:
        return "block_quantized";
    case ImportNote::compiledByVela:
        return "compiled_by_vela";
    case ImportNote::compiledEdgeTpu:
        return "compiled_edge_tpu";
    case ImportNote::firstRunCounted:
        return "first_run_counted";
    }
    return {};
}

std::optional<ImportNote> noteFromName(std::string_view name)
{
    for (int i = 0; i <= static_cast<int>(ImportNote::firstRunCounted); ++i)
        if (const auto note = static_cast<ImportNote>(i); noteName(note) == name)
            return note;
    return std::nullopt;
}

} // namespace tenbin
