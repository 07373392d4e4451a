// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/reader.h"

#include <algorithm>
#include <new>

#include <fmt/format.h>

#include "engine/formats/common/model_reference.h"
#include "engine/formats/draft/fusion.h"
#include "engine/formats/draft/quantization.h"
#include "engine/formats/onnx/nodes.h"

namespace tenbin {

namespace {

bool isQuantizer(const OnnxNode& node)
{
    return node.type() == "QuantizeLinear" || node.type() == "DequantizeLinear" || node.domain() == "mct_quantizers";
}

std::string producerOf(const onnx::ModelProto& model)
{
    if (model.producer_version().empty())
        return model.producer_name();
    return fmt::format("{} {}", model.producer_name(), model.producer_version());
}

Result<std::shared_ptr<const Graph>> readChecked(const ModelFile& file, const ImportOptions& options)
{
    auto model = OnnxModel::open(file, options);
    if (!model)
        return tl::make_unexpected(std::move(model.error()));
    DraftGraph draft;
    draft.remarks = (*model)->remarks();
    draft.storage = {*model, file.storage}; // raw values are used where they lie
    draft.payloads = (*model)->payloads();
    OnnxLowering lowering(**model, draft);
    const auto withFile = [&](Error error) {
        error.where.file = file.label;
        return tl::make_unexpected(std::move(error));
    };
    if (auto done = lowerNetwork(lowering); !done)
        return withFile(std::move(done.error()));
    draft.removeOperators({});
    fuseOperators(draft);
    foldQuantizers(draft);
    const auto quantizers = std::count_if((*model)->nodes().begin(), (*model)->nodes().end(), isQuantizer);
    const auto left = std::count_if(draft.operators.begin(), draft.operators.end(), [](const Operator& op) {
        return op.kind == OperatorKind::quantize || op.kind == OperatorKind::dequantize;
    });
    if (quantizers > left)
        draft.remarks.push_back({ImportNote::quantizerFolded, std::to_string(quantizers - left)});
    if (lowering.tally.folded > 0)
        draft.remarks.push_back({ImportNote::constantFolded, std::to_string(lowering.tally.folded)});
    if (lowering.tally.skipped > 0)
        draft.remarks.push_back({ImportNote::operatorsSkipped, std::to_string(lowering.tally.skipped)});
    GraphOrigin origin{.path = file.label, .format = "ONNX", .producer = producerOf((*model)->proto())};
    origin.innerName = (*model)->graph().name();
    auto graph = finishDraft(std::move(draft), networkName(file.label) + toQuery(options), std::move(origin));
    if (!graph)
        return withFile(std::move(graph.error()));
    return graph;
}

} // namespace

Result<std::shared_ptr<const Graph>> readOnnx(const ModelFile& file, const ImportOptions& options)
{
    try {
        return readChecked(file, options);
    } catch (const std::bad_alloc&) { // under a limit of memory the program must live on
        return fail(ErrorCode::modelTooLarge, {"file", std::to_string(file.bytes.size()), "free memory"},
                    {.file = file.label});
    }
}

} // namespace tenbin
