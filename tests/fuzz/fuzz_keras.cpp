// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/importer.h"
#include "engine/graph/analysis.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/keras_writer.h"

using namespace tenbin;
using namespace tenbin::fixtures;

namespace {

/// Windows, a normalisation and a matrix, in both kinds of files.
KerasFile windows()
{
    KerasFile file(kerasSequential(
        {kerasLayer("Conv2D", "conv", R"("batch_input_shape": [null, 12, 12, 3], "filters": 4, "kernel_size": [3, 3],
                     "strides": [2, 2], "padding": "same", "use_bias": false)"),
         kerasLayer("BatchNormalization", "norm", R"("axis": [3], "epsilon": 0.001)"),
         kerasLayer("ReLU", "relu", R"("max_value": 6.0)"),
         kerasLayer("DepthwiseConv2D", "depthwise", R"("kernel_size": [3, 3], "padding": "valid")"),
         kerasLayer("GlobalAveragePooling2D", "mean", ""),
         kerasLayer("Dense", "dense", R"("units": 5, "activation": "softmax")")}));
    file.weight("conv", "conv/kernel:0", {3, 3, 3, 4});
    for (const char* name : {"gamma", "beta", "moving_mean", "moving_variance"})
        file.weight("norm", std::string("norm/") + name + ":0", {4});
    file.weight("depthwise", "depthwise/depthwise_kernel:0", {3, 3, 4, 1}).weight("depthwise", "depthwise/bias:0", {4});
    return file.weight("dense", "dense/kernel:0", {4, 5}).weight("dense", "dense/bias:0", {5});
}

KerasFile sequences()
{
    KerasFile file(kerasFunctional(
        {kerasLayer("InputLayer", "x", R"("batch_shape": [null, 8, 3])"),
         kerasLayer("Bidirectional", "both",
                    R"("layer": {"class_name": "LSTM", "config": {"units": 2, "return_sequences": true}})",
                    R"([{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 3],
                       "keras_history": ["x", 0, 0]}}], "kwargs": {}}])"),
         kerasLayer("Wave", "wave", "", R"([[["both", 0, 0, {}]]])"),
         kerasLayer("Concatenate", "join", R"("axis": -1)", R"([[["both", 0, 0, {}], ["x", 0, 0, {}]]])"),
         kerasLayer("Flatten", "flat", "", R"([[["join", 0, 0, {}]]])")},
        R"([["x", 0, 0]])", R"([["flat", 0, 0], ["wave", 0, 0]])"));
    for (const char* part : {"forward_layer", "backward_layer"}) {
        const std::string cell = std::string("layers/bidirectional/") + part + "/cell/vars/";
        file.variable(cell + "0", {3, 8}).variable(cell + "1", {2, 8}).variable(cell + "2", {8});
    }
    return file;
}

} // namespace

std::vector<std::string> fuzzSeeds()
{
    return {windows().h5(), windows().packed().h5(), sequences().archive(), sequences().archive(true)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto owned = std::make_shared<std::vector<std::byte>>(bytes, bytes + size);
    if (const auto graph = importNetwork(*owned, "fuzz", owned)) {
        ++acceptedInputs;
        (void)totalMacs(**graph);
    }
    return 0;
}
