// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/training_inputs.h"
#include "engine/formats/tflite/writer.h"
#include "engine/training/sparsity_sweep.h"
#include "engine/training/training_data.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string model, output, data;
    std::string method = "coordinate";
    double remaining = 1.0; ///< share of weights that stay
    int group = 32;         ///< output channels that share coordinates
    int bits = 8;
};

Result<void> pruneAndSave(const Arguments& arguments)
{
    const auto method = pruningMethod(arguments.method);
    if (!method)
        return tl::make_unexpected(method.error());
    auto model = loadModel(arguments.model);
    if (!model)
        return tl::make_unexpected(model.error());
    auto real = floatGraph(**model);
    if (!real)
        return tl::make_unexpected(real.error());
    const auto data = loadTrainingData(arguments.data, **model);
    if (!data)
        return tl::make_unexpected(data.error());
    Values values;
    for (const auto& [tensor, mask] :
         pruningMasks({.method = *method, .remaining = arguments.remaining, .group = arguments.group}, *real)) {
        values[tensor] = realValues(real->tensors()[tensor]).value_or(std::vector<float>{});
        for (std::size_t i = 0; i < mask.size(); ++i)
            values[tensor][i] *= static_cast<float>(mask[i]);
    }
    auto pruned = withValues(*real, values);
    if (!pruned)
        return tl::make_unexpected(pruned.error());
    auto small = quantizedGraph(std::make_shared<const Graph>(std::move(*pruned)), data->train, arguments.bits);
    if (!small)
        return tl::make_unexpected(small.error());
    print("{:.1f} % of the weights are zero\n", 100.0 * weightSparsity(*small));
    return saveTflite(*small, arguments.output);
}

int run(const Arguments& arguments, const Program& /*program*/)
{
    if (const auto result = pruneAndSave(arguments); !result)
        return failed(result.error());
    return done;
}

} // namespace

void addPrune(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "prune", "Remove weights, quantise and save as .tflite", run);
    command.add_option("MODEL", arguments.model, kModelWithWeights)->required();
    command.add_option("OUTPUT", arguments.output, "File to write")->required();
    command.add_option("DATA", arguments.data, kLabelledData)->required();
    command.add_option("--method", arguments.method, "magnitude, n_of_m, filter, channel, stripe or coordinate")
        ->capture_default_str();
    command.add_option("--remaining", arguments.remaining, "Share of the weights that stays")
        ->check(CLI::Range(0.001, 1.0))
        ->required();
    command.add_option("--group", arguments.group, "Output channels that share coordinates")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--bits", arguments.bits, "Bits of the weights")->check(weightBits())->capture_default_str();
}

} // namespace tenbin::cli
