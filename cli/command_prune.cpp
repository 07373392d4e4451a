// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/formats/tflite/writer.h"
#include "engine/training/sparsity_sweep.h"
#include "engine/training/training_data.h"

namespace tenbin::cli {

namespace {

Result<void> pruneAndSave(const PruneCommand& command)
{
    const auto method = pruningMethodFromString(command.method);
    if (!method)
        return fail(ErrorCode::optionValue,
                    {"--method", command.method, "magnitude, n_of_m, filter, channel, stripe, coordinate"});
    auto model = loadModel(command.model);
    auto real = model ? floatGraph(**model) : tl::make_unexpected(model.error());
    const auto data = real ? loadTrainingData(command.data, **model) : tl::make_unexpected(real.error());
    if (!data)
        return tl::make_unexpected(data.error());
    Values values;
    for (const auto& [tensor, mask] :
         pruningMasks({.method = *method, .remaining = command.remaining, .group = command.group}, *real)) {
        values[tensor] = realValues(real->tensors()[tensor]).value_or(std::vector<float>{});
        for (std::size_t i = 0; i < mask.size(); ++i)
            values[tensor][i] *= static_cast<float>(mask[i]);
    }
    auto pruned = withValues(*real, values);
    auto small =
        pruned ? quantizedGraph(std::make_shared<const Graph>(std::move(*pruned)), data->train, command.bits) : pruned;
    if (!small)
        return tl::make_unexpected(small.error());
    print("{:.1f} % of the weights are zero\n", 100.0 * weightSparsity(*small));
    return saveTflite(*small, command.output);
}

} // namespace

int run(const PruneCommand& command)
{
    if (const auto result = pruneAndSave(command); !result) {
        complain(result.error());
        return notReadable;
    }
    return done;
}

} // namespace tenbin::cli
