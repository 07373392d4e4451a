// SPDX-License-Identifier: GPL-3.0-or-later
// Layer by layer: the size of what each gives, its multiply-accumulates and its weights, by hand from Keras'
// definitions.
#include <ostream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "tests/engine/formats/graph_fixtures.h"
#include "tests/support/keras_writer.h"

namespace tenbin {
namespace {

using namespace fixtures;

struct LayerCase {
    const char* className;
    const char* config;
    const char* input; ///< without the batch
    Shape output;
    std::int64_t macs, weights; ///< multiply-accumulates and elements of weights
};
void PrintTo(const LayerCase& c, std::ostream* out) { *out << c.className << " " << c.config; }

Result<std::shared_ptr<const Graph>> import(const std::string& config)
{
    const auto owned = std::make_shared<std::string>(KerasFile(config).h5());
    return importNetwork(std::as_bytes(std::span(*owned)), "net.h5", owned);
}

class KerasLayers : public testing::TestWithParam<LayerCase> {};

TEST_P(KerasLayers, HasTheSizeThatKerasGivesIt)
{
    const LayerCase& c = GetParam();
    const auto graph = import(
        kerasSequential({kerasLayer("InputLayer", "x", std::string(R"("batch_input_shape": [null, )") + c.input + "]"),
                         kerasLayer(c.className, "layer", c.config)}));
    ASSERT_TRUE(graph) << testing::PrintToString(graph.error().arguments);
    EXPECT_EQ((*graph)->tensor((*graph)->outputs().front()).shape, c.output);
    EXPECT_EQ(totalMacs(**graph).count(), c.macs);
    std::int64_t elements = 0;
    for (const Tensor& tensor : (*graph)->tensors())
        elements += tensor.constant && tensor.data.empty() ? tensor.elements() : 0;
    EXPECT_EQ(elements, c.weights);
}

INSTANTIATE_TEST_SUITE_P(
    Windows, KerasLayers,
    testing::Values(
        LayerCase{"Conv2D",
                  R"("filters": 4, "kernel_size": [3, 5], "strides": [2, 1], "padding": "same")",
                  "7, 8, 2",
                  {1, 4, 8, 4},
                  4 * 8 * 4 * 3 * 5 * 2,
                  3 * 5 * 2 * 4 + 4},
        LayerCase{"Conv2D",
                  R"("filters": 6, "kernel_size": 3, "groups": 2, "dilation_rate": [2, 2])",
                  "9, 9, 4",
                  {1, 5, 5, 6},
                  5 * 5 * 6 * 9 * 2,
                  9 * 2 * 6 + 6},
        LayerCase{"Conv1D",
                  R"("filters": 4, "kernel_size": [3], "padding": "causal", "dilation_rate": [2])",
                  "10, 5",
                  {1, 10, 4},
                  10 * 4 * 3 * 5,
                  3 * 5 * 4 + 4},
        LayerCase{"Conv1D",
                  R"("filters": 4, "kernel_size": 3, "strides": 2, "use_bias": false)",
                  "10, 5",
                  {1, 4, 4},
                  4 * 4 * 3 * 5,
                  3 * 5 * 4},
        LayerCase{"DepthwiseConv2D",
                  R"("kernel_size": [3, 3], "depth_multiplier": 2)",
                  "5, 5, 3",
                  {1, 3, 3, 6},
                  9 * 6 * 9,
                  9 * 6 + 6},
        LayerCase{"DepthwiseConv1D", R"("kernel_size": 3, "padding": "same")", "8, 3", {1, 8, 3}, 8 * 3 * 3, 9 + 3},
        LayerCase{"SeparableConv2D",
                  R"("filters": 5, "kernel_size": 3, "strides": 2, "padding": "same")",
                  "8, 8, 3",
                  {1, 4, 4, 5},
                  16 * 3 * 9 + 16 * 5 * 3,
                  9 * 3 + 3 * 5 + 5},
        LayerCase{"SeparableConv1D",
                  R"("filters": 5, "kernel_size": 3)",
                  "8, 3",
                  {1, 6, 5},
                  6 * 3 * 3 + 6 * 5 * 3,
                  9 + 15 + 5},
        LayerCase{"Conv2DTranspose",
                  R"("filters": 2, "kernel_size": 3, "strides": 2, "padding": "same")",
                  "4, 5, 3",
                  {1, 8, 10, 2},
                  4 * 5 * 3 * 2 * 9,
                  9 * 2 * 3 + 2},
        LayerCase{"Conv2DTranspose",
                  R"("filters": 2, "kernel_size": 3, "strides": 2)",
                  "4, 5, 3",
                  {1, 9, 11, 2},
                  4 * 5 * 3 * 2 * 9,
                  9 * 2 * 3 + 2},
        LayerCase{"Conv2DTranspose",
                  R"("filters": 2, "kernel_size": 2, "strides": 3)",
                  "4, 5, 3",
                  {1, 12, 15, 2},
                  4 * 5 * 3 * 2 * 4,
                  4 * 2 * 3 + 2},
        LayerCase{"Conv2DTranspose",
                  R"("filters": 2, "kernel_size": 3, "strides": 2, "padding": "same", "output_padding": [1, 0])",
                  "4, 5, 3",
                  {1, 8, 9, 2},
                  4 * 5 * 3 * 2 * 9,
                  9 * 2 * 3 + 2},
        LayerCase{"Conv1DTranspose",
                  R"("filters": 2, "kernel_size": 4, "strides": 2, "padding": "same")",
                  "6, 3",
                  {1, 12, 2},
                  6 * 3 * 2 * 4,
                  4 * 2 * 3 + 2},
        LayerCase{"MaxPooling2D",
                  R"("pool_size": [3, 3], "strides": [2, 2], "padding": "same")",
                  "7, 7, 3",
                  {1, 4, 4, 3},
                  0,
                  0},
        LayerCase{"AveragePooling1D", R"("pool_size": 3, "strides": null)", "10, 2", {1, 3, 2}, 0, 0},
        LayerCase{"GlobalAveragePooling2D", R"("keepdims": true)", "7, 7, 3", {1, 1, 1, 3}, 0, 0},
        LayerCase{"GlobalMaxPooling1D", "\"keepdims\": false", "7, 3", {1, 3}, 0, 0}));

INSTANTIATE_TEST_SUITE_P(
    Moving, KerasLayers,
    testing::Values(
        LayerCase{"ZeroPadding2D", R"("padding": [[0, 1], [2, 3]])", "5, 5, 2", {1, 6, 10, 2}, 0, 0},
        LayerCase{"ZeroPadding2D", R"("padding": [1, 2])", "5, 5, 2", {1, 7, 9, 2}, 0, 0},
        LayerCase{"ZeroPadding1D", R"("padding": [1, 2])", "5, 2", {1, 8, 2}, 0, 0},
        LayerCase{"Cropping2D", R"("cropping": [[1, 0], [2, 1]])", "5, 6, 2", {1, 4, 3, 2}, 0, 0},
        LayerCase{"Cropping1D", R"("cropping": 1)", "5, 2", {1, 3, 2}, 0, 0},
        LayerCase{"UpSampling2D", R"("size": [2, 3], "interpolation": "bilinear")", "5, 6, 2", {1, 10, 18, 2}, 0, 0},
        LayerCase{"UpSampling1D", R"("size": 3)", "5, 2", {1, 15, 2}, 0, 0},
        LayerCase{"Resizing", R"("height": 8, "width": 9)", "5, 6, 2", {1, 8, 9, 2}, 0, 0},
        LayerCase{"Reshape", R"("target_shape": [3, -1])", "2, 3, 4", {1, 3, 8}, 0, 0},
        LayerCase{"Permute", R"("dims": [3, 1, 2])", "2, 3, 4", {1, 4, 2, 3}, 0, 0},
        LayerCase{"RepeatVector", R"("n": 4)", "3", {1, 4, 3}, 0, 0},
        LayerCase{"Flatten", "\"data_format\": \"channels_last\"", "2, 3, 4", {1, 24}, 0, 0}));

// Gates: 4 of an LSTM, 3 of a GRU; each step multiplies both matrices.
INSTANTIATE_TEST_SUITE_P(
    Sequences, KerasLayers,
    testing::Values(
        LayerCase{"Dense", R"("units": 4)", "6, 5", {1, 6, 4}, 6 * 5 * 4, 5 * 4 + 4},
        LayerCase{"Embedding", R"("input_dim": 100, "output_dim": 8)", "6", {1, 6, 8}, 0, 800},
        LayerCase{"LSTM", R"("units": 4)", "6, 3", {1, 4}, 6 * 16 * (3 + 4), 16 * (3 + 4) + 16},
        LayerCase{"LSTM",
                  R"("units": 4, "return_sequences": true, "go_backwards": true)",
                  "6, 3",
                  {1, 6, 4},
                  6 * 16 * (3 + 4),
                  16 * (3 + 4) + 16},
        LayerCase{"GRU", R"("units": 4, "reset_after": true)", "6, 3", {1, 4}, 6 * 12 * (3 + 4), 12 * (3 + 4) + 24},
        LayerCase{"SimpleRNN", R"("units": 4, "use_bias": false)", "6, 3", {1, 4}, 6 * 4 * (3 + 4), 4 * (3 + 4)},
        LayerCase{"RNN",
                  R"("cell": {"class_name": "LSTMCell", "config": {"units": 4}})",
                  "6, 3",
                  {1, 4},
                  6 * 16 * (3 + 4),
                  16 * (3 + 4) + 16},
        LayerCase{"Bidirectional",
                  R"("merge_mode": "concat", "layer": {"class_name": "LSTM",
                     "config": {"units": 4, "return_sequences": true}})",
                  "6, 3",
                  {1, 6, 8},
                  2 * 6 * 16 * 7,
                  2 * (16 * 7 + 16)},
        LayerCase{"Bidirectional",
                  R"("merge_mode": "sum", "layer": {"class_name": "GRU", "config": {"units": 4}})",
                  "6, 3",
                  {1, 4},
                  2 * 6 * 12 * 7,
                  2 * (12 * 7 + 12)},
        LayerCase{"TimeDistributed",
                  R"("layer": {"class_name": "Conv2D", "config": {"filters": 2, "kernel_size": 3}})",
                  "6, 5, 5, 3",
                  {1, 6, 3, 3, 2},
                  6 * 9 * 2 * 27,
                  27 * 2 + 2},
        LayerCase{
            "PruneLowMagnitude", R"("layer": {"class_name": "Dense", "config": {"units": 4}})", "5", {1, 4}, 20, 24},
        LayerCase{"LayerScale", "\"projection_dim\": 4", "6, 4", {1, 6, 4}, 0, 4},
        LayerCase{"LayerNormalization", R"("axis": [2])", "6, 4", {1, 6, 4}, 0, 8},
        LayerCase{"BatchNormalization", R"("axis": [2], "scale": false)", "6, 4", {1, 6, 4}, 0, 8},
        LayerCase{"PReLU", R"("shared_axes": [1, 2])", "5, 5, 3", {1, 5, 5, 3}, 0, 3},
        LayerCase{"Normalization", R"("axis": [-1])", "5, 5, 3", {1, 5, 5, 3}, 0, 6}));

std::vector<std::string> namesOf(const Graph& graph)
{
    std::vector<std::string> names;
    for (const Operator& op : graph.operators())
        names.emplace_back(displayKind(op));
    return names;
}

std::vector<std::string> operatorsOf(const std::string& layer)
{
    const auto graph =
        import(kerasSequential({kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 4, 4, 2])"), layer}));
    return graph ? namesOf(**graph) : std::vector<std::string>{"refused"};
}

TEST(KerasActivations, AreTheOperatorsThatTheConverterTakes)
{
    using testing::ElementsAre;
    const auto activation = [](const std::string& name) {
        return operatorsOf(kerasLayer("Activation", "a", "\"activation\": " + name));
    };
    EXPECT_THAT(activation("\"relu\""), ElementsAre("RELU"));
    EXPECT_THAT(activation("\"swish\""), ElementsAre("LOGISTIC", "MUL"));
    EXPECT_THAT(activation("\"hard_sigmoid\""), ElementsAre("MUL", "ADD"));
    EXPECT_THAT(activation("\"gelu\""), ElementsAre("GELU"));
    EXPECT_THAT(activation("\"mish\""), ElementsAre("mish"));
    EXPECT_THAT(activation(R"({"class_name": "LeakyReLU", "config": {"alpha": 0.1}})"), ElementsAre("LEAKY_RELU"));
    EXPECT_THAT(activation(R"({"class_name": "function", "config": "tanh"})"), ElementsAre("TANH"));
    EXPECT_THAT(operatorsOf(kerasLayer("ReLU", "r", R"("max_value": 6.0)")), ElementsAre("RELU6"));
    EXPECT_THAT(operatorsOf(kerasLayer("ReLU", "r", R"("max_value": 4.0)")), ElementsAre("CLIP"));
    EXPECT_THAT(operatorsOf(kerasLayer("Softmax", "s", R"("axis": -1)")), ElementsAre("SOFTMAX"));
    EXPECT_THAT(operatorsOf(kerasLayer("ReLU", "r", "") + ", " + kerasLayer("SpatialDropout2D", "d", R"("rate": 0.5)")
                            + ", " + kerasLayer("RandomFlip", "f", R"("mode": "horizontal")")),
                ElementsAre("RELU"));
    EXPECT_THAT(operatorsOf(kerasLayer("Rescaling", "r", R"("scale": 0.5, "offset": -1.0)")),
                ElementsAre("MUL", "ADD"));
}

/// Several inputs: sums of tensors and numbers, products of matrices, attention.
std::shared_ptr<const Graph> withTwo(const std::string& shape, const std::string& layer)
{
    const auto graph =
        import(kerasFunctional({kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, )" + shape + "]"),
                                kerasLayer("InputLayer", "y", R"("batch_input_shape": [null, )" + shape + "]"), layer},
                               R"([["x", 0, 0], ["y", 0, 0]])", R"([["layer", 0, 0]])"));
    EXPECT_TRUE(graph) << testing::PrintToString(graph.error().arguments);
    return graph.value_or(nullptr);
}

TEST(KerasMerging, HasTheSizeThatKerasGivesIt)
{
    const char* const both = R"([[["x", 0, 0, {}], ["y", 0, 0, {}]]])";
    const auto outputOf = [](const std::shared_ptr<const Graph>& graph) {
        return graph ? graph->tensor(graph->outputs().front()).shape : Shape{};
    };
    EXPECT_EQ(outputOf(withTwo("4, 3", kerasLayer("Concatenate", "layer", R"("axis": 1)", both))), (Shape{1, 8, 3}));
    const auto average = withTwo("4, 3", kerasLayer("Average", "layer", "", both));
    ASSERT_TRUE(average);
    EXPECT_THAT(namesOf(*average), testing::ElementsAre("ADD", "MUL"));
    const auto dot = withTwo("4, 3", kerasLayer("Dot", "layer", R"("axes": [2, 2])", both));
    ASSERT_TRUE(dot);
    EXPECT_EQ(outputOf(dot), (Shape{1, 4, 4}));
    EXPECT_EQ(totalMacs(*dot).count(), 4 * 4 * 3);
    const auto lambda = withTwo("4", kerasLayer("TFOpLambda", "layer", R"("function": "math.multiply")",
                                                R"([["x", 0, 0, {"y": 0.5, "name": null}]])"));
    ASSERT_TRUE(lambda);
    EXPECT_THAT(namesOf(*lambda), testing::ElementsAre("MUL"));
    const auto mean = withTwo("5, 6, 4", kerasLayer("TFOpLambda", "layer", R"("function": "math.reduce_mean")",
                                                    R"([["x", 0, 0, {"axis": [1, 2], "keepdims": true}]])"));
    EXPECT_EQ(outputOf(mean), (Shape{1, 1, 1, 4}));
    const auto shaped = withTwo("6, 4", kerasLayer("TFOpLambda", "layer", R"("function": "reshape")",
                                                   R"([["x", 0, 0, {"shape": [-1, 3, 8]}]])"));
    EXPECT_EQ(outputOf(shaped), (Shape{1, 3, 8}));
    const auto joined = withTwo("6, 4", kerasLayer("TFOpLambda", "layer", R"("function": "concat")",
                                                   R"([[["x", 0, 0, {"axis": 1}], ["y", 0, 0, {"axis": 1}]]])"));
    EXPECT_EQ(outputOf(joined), (Shape{1, 12, 4}));
    const auto sum = withTwo("4", kerasLayer("TFOpLambda", "layer", R"("function": "__operators__.add")",
                                             R"([["x", 0, 0, {"y": ["y", 0, 0]}]])"));
    ASSERT_TRUE(sum);
    EXPECT_EQ(sum->operators().front().inputs.size(), 2u);
}

/// 2 heads of 3 over 5 and 5 steps of width 8: three projections to 6, two products, one back to 8.
TEST(KerasMerging, Attention)
{
    const auto graph = withTwo("5, 8", kerasLayer("MultiHeadAttention", "layer", R"("num_heads": 2, "key_dim": 3)",
                                                  R"([[["x", 0, 0, {"value": ["y", 0, 0]}]]])"));
    ASSERT_TRUE(graph);
    EXPECT_EQ(graph->tensor(graph->outputs().front()).shape, (Shape{1, 5, 8}));
    EXPECT_EQ(totalMacs(*graph).count(), 4 * 5 * 8 * 6 + 2 * 2 * 5 * 5 * 3);
    EXPECT_EQ(totalParameters(*graph), 3 * (8 * 6 + 6) + 6 * 8 + 8);
}

} // namespace
} // namespace tenbin
