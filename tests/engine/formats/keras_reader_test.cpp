// SPDX-License-Identifier: GPL-3.0-or-later
// Keras files as a whole: packing, order, sharing, sizes, weights. Values are derived by hand.
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/formats/keras/support.h"
#include "engine/graph/analysis.h"
#include "tests/engine/formats/graph_fixtures.h"
#include "tests/support/keras_writer.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::Contains;
using testing::ElementsAre;

Result<std::shared_ptr<const Graph>> import(const std::string& bytes, const ImportOptions& options = {})
{
    const auto owned = std::make_shared<std::string>(bytes);
    return importNetwork(std::as_bytes(std::span(*owned)), "net.h5", owned, options);
}

std::vector<OperatorKind> kindsOf(const Graph& graph)
{
    std::vector<OperatorKind> kinds;
    for (const Operator& op : graph.operators())
        kinds.push_back(op.kind);
    return kinds;
}

const char* const kCalledWithX = R"([[["x", 0, 0, {}]]])";

/// 2x2 convolution of one channel into two: kernel [2,2,1,2] counts from 1.
KerasFile smallConvolution(const std::string& more = {})
{
    return KerasFile(kerasSequential({kerasLayer("Conv2D", "conv",
                                                 R"("batch_input_shape": [null, 4, 4, 1], "filters": 2,
                                                    "kernel_size": [2, 2])"
                                                     + more)}))
        .weight("conv", "conv/kernel:0", {2, 2, 1, 2})
        .weight("conv", "conv/bias:0", {2});
}

TEST(Keras, AConvolutionTurnsItsKernel)
{
    const auto graph = import(smallConvolution().h5());
    ASSERT_TRUE(graph) << graph.error().arguments.front();
    EXPECT_THAT(kindsOf(**graph), ElementsAre(OperatorKind::conv2d));
    const Operator& op = (*graph)->operators().front();
    EXPECT_EQ((*graph)->output(op).shape, (Shape{1, 3, 3, 2}));
    const Tensor& weights = *(*graph)->input(op, 1);
    EXPECT_EQ(weights.shape, (Shape{2, 2, 2, 1}));
    EXPECT_THAT(valuesOf<float>(weights), ElementsAre(1, 3, 5, 7, 2, 4, 6, 8));
    EXPECT_EQ(totalMacs(**graph).count(), 3 * 3 * 2 * 2 * 2);
    EXPECT_EQ((*graph)->origin().format, "Keras");
    EXPECT_EQ((*graph)->origin().producer, "Keras 2.10.0");
    EXPECT_THAT((*graph)->remarks(), Contains(ImportRemark{ImportNote::batchTakenAsOne, "conv_input"}));
}

/// The same network however it is packed: .h5 plain and in chunks, .keras stored and deflated.
TEST(Keras, PackingChangesNothing)
{
    const auto reference = import(smallConvolution().h5());
    ASSERT_TRUE(reference);
    KerasFile archive(kerasSequential({kerasLayer("InputLayer", "conv_input", R"("batch_shape": [null, 4, 4, 1])"),
                                       kerasLayer("Conv2D", "conv", R"("filters": 2, "kernel_size": [2, 2])")}));
    archive.variable("layers/conv2d/vars/0", {2, 2, 1, 2}).variable("layers/conv2d/vars/1", {2});
    for (const std::string& bytes :
         {smallConvolution().packed().h5(), archive.archive(), archive.archive(true), archive.packed().archive()}) {
        const auto graph = import(bytes);
        ASSERT_TRUE(graph) << graph.error().arguments.front();
        EXPECT_EQ((*graph)->hash(), (*reference)->hash());
    }
}

/// (conv - mean) * gamma / sqrt(variance + epsilon) + beta with variance 3 and epsilon 1: a factor of gamma / 2.
TEST(Keras, NormalisationBecomesPartOfTheConvolution)
{
    KerasFile file(kerasSequential(
        {kerasLayer("Conv2D", "conv", R"("batch_input_shape": [null, 1, 1, 1], "filters": 2, "kernel_size": 1,
                     "use_bias": false)"),
         kerasLayer("BatchNormalization", "norm", R"("axis": [3], "epsilon": 1.0)"),
         kerasLayer("Activation", "act", R"("activation": "relu6")")}));
    file.weight("conv", "conv/kernel:0", {1, 1, 1, 2}, {10, 20});
    file.weight("norm", "norm/gamma:0", {2}, {2, 4}).weight("norm", "norm/beta:0", {2}, {100, 200});
    file.weight("norm", "norm/moving_mean:0", {2}, {5, 6}).weight("norm", "norm/moving_variance:0", {2}, {3, 3});
    const auto graph = import(file.h5());
    ASSERT_TRUE(graph) << graph.error().arguments.front();
    ASSERT_THAT(kindsOf(**graph), ElementsAre(OperatorKind::conv2d));
    const Operator& op = (*graph)->operators().front();
    EXPECT_EQ(fusedActivation(op), Activation::relu6);
    EXPECT_THAT(valuesOf<float>(*(*graph)->input(op, 1)), ElementsAre(10, 40));
    EXPECT_THAT(valuesOf<float>(*(*graph)->input(op, 2)), ElementsAre(95, 188));
}

/// Behind a pooling nothing can take it in: x * 1 + (1 - 2 * 1).
TEST(Keras, NormalisationAloneIsAProductAndASum)
{
    KerasFile file(kerasSequential(
        {kerasLayer("MaxPooling2D", "pool", R"("batch_input_shape": [null, 4, 4, 1], "pool_size": [2, 2])"),
         kerasLayer("BatchNormalization", "norm", R"("axis": [3], "epsilon": 1.0)"), kerasLayer("ReLU", "relu", "")}));
    file.weight("norm", "norm/gamma:0", {1}, {2}).weight("norm", "norm/beta:0", {1}, {1});
    file.weight("norm", "norm/moving_mean:0", {1}, {2}).weight("norm", "norm/moving_variance:0", {1}, {3});
    const auto graph = import(file.h5());
    ASSERT_TRUE(graph) << graph.error().arguments.front();
    ASSERT_THAT(kindsOf(**graph), ElementsAre(OperatorKind::maxPool2d, OperatorKind::mul, OperatorKind::add));
    const Operator& sum = (*graph)->operators().back();
    EXPECT_EQ(fusedActivation(sum), Activation::relu);
    EXPECT_THAT(valuesOf<float>(*(*graph)->input(sum, 1)), ElementsAre(-1));
}

/// Branches, a layer that is used twice, and layers that the file lists in another order.
TEST(Keras, AFunctionalNetworkSharesItsLayers)
{
    const auto file =
        KerasFile(kerasFunctional(
                      {kerasLayer("Add", "sum", "", R"([[["dense", 0, 0, {}], ["dense", 1, 0, {}]]])"),
                       kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])"),
                       kerasLayer("InputLayer", "y", R"("batch_input_shape": [null, 3])"),
                       kerasLayer("Dense", "dense", R"("units": 2)", R"([[["x", 0, 0, {}]], [["y", 0, 0, {}]]])")},
                      R"([["x", 0, 0], ["y", 0, 0]])", R"([["sum", 0, 0]])"))
            .weight("dense", "dense/kernel:0", {3, 2})
            .weight("dense", "dense/bias:0", {2});
    const auto graph = import(file.h5());
    ASSERT_TRUE(graph) << graph.error().arguments.front();
    EXPECT_THAT(kindsOf(**graph),
                ElementsAre(OperatorKind::fullyConnected, OperatorKind::fullyConnected, OperatorKind::add));
    EXPECT_EQ(totalMacs(**graph).count(), 2 * 3 * 2);
    EXPECT_EQ(totalParameters(**graph), 3 * 2 + 2);
    EXPECT_EQ((*graph)->inputs().size(), 2u);
}

/// A network as a layer of another one, in both kinds of files.
TEST(Keras, NetworksInsideNetworks)
{
    const std::string inner = R"({"class_name": "Sequential", "name": "inner", "config": {"name": "inner", "layers": [)"
                              + kerasLayer("Dense", "one", R"("units": 4)") + ", "
                              + kerasLayer("Dense", "two", R"("units": 2)") + R"(]}, "inbound_nodes": []})";
    const std::string config = kerasSequential({kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])"),
                                                inner, kerasLayer("Dense", "last", R"("units": 1)")});
    const auto h5 = KerasFile(config)
                        .weight("inner", "one/kernel:0", {3, 4})
                        .weight("inner", "one/bias:0", {4})
                        .weight("inner", "two/kernel:0", {4, 2})
                        .weight("inner", "two/bias:0", {2})
                        .weight("last", "last/kernel:0", {2, 1})
                        .weight("last", "last/bias:0", {1});
    const auto archive = KerasFile(config)
                             .variable("layers/sequential/layers/dense/vars/0", {3, 4})
                             .variable("layers/sequential/layers/dense/vars/1", {4})
                             .variable("layers/sequential/layers/dense_1/vars/0", {4, 2})
                             .variable("layers/sequential/layers/dense_1/vars/1", {2})
                             .variable("layers/dense/vars/0", {2, 1})
                             .variable("layers/dense/vars/1", {1});
    const auto first = import(h5.h5()), second = import(archive.archive());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(totalParameters(**first), 3 * 4 + 4 + 4 * 2 + 2 + 2 + 1);
    EXPECT_EQ((*first)->hash(), (*second)->hash());
    for (const auto& remark : (*second)->remarks())
        EXPECT_NE(remark.note, ImportNote::weightsMissing) << remark.argument;
}

TEST(Keras, ChannelsFirstIsTheSameNetwork)
{
    const auto network = [](const std::string& format, const std::string& shape, int axis) {
        return KerasFile(kerasSequential({kerasLayer("Conv2D", "conv",
                                                     R"("filters": 4, "kernel_size": 3, "padding": "same",
                                         "batch_input_shape": )"
                                                         + shape + R"(, "data_format": ")" + format + "\""),
                                          kerasLayer("BatchNormalization", "norm", "\"axis\": " + std::to_string(axis)),
                                          kerasLayer("MaxPooling2D", "pool",
                                                     R"("data_format": ")" + format + "\"" + R"(, "pool_size": 2)"),
                                          kerasLayer("Flatten", "flat", R"("data_format": ")" + format + "\""),
                                          kerasLayer("Dense", "dense", R"("units": 2, "use_bias": false)")}))
            .weight("conv", "conv/kernel:0", {3, 3, 3, 4})
            .weight("conv", "conv/bias:0", {4})
            .weight("norm", "norm/gamma:0", {4})
            .weight("norm", "norm/beta:0", {4})
            .weight("norm", "norm/moving_mean:0", {4})
            .weight("norm", "norm/moving_variance:0", {4})
            .weight("dense", "dense/kernel:0", {24, 2})
            .h5();
    };
    const auto last = import(network("channels_last", "[null, 4, 6, 3]", 3));
    const auto first = import(network("channels_first", "[null, 3, 4, 6]", 1));
    ASSERT_TRUE(last && first);
    EXPECT_THAT(kindsOf(**last), ElementsAre(OperatorKind::conv2d, OperatorKind::maxPool2d, OperatorKind::reshape,
                                             OperatorKind::fullyConnected));
    EXPECT_EQ((*first)->hash(), (*last)->hash());
}

TEST(Keras, OpenSizesAreAskedFor)
{
    const auto file = KerasFile(kerasSequential({kerasLayer("Conv2D", "conv",
                                                            R"("batch_input_shape": [null, null, null, 3],
                                                               "filters": 2, "kernel_size": 1)")}))
                          .weight("conv", "conv/kernel:0", {1, 1, 3, 2})
                          .weight("conv", "conv/bias:0", {2});
    const auto open = import(file.h5());
    ASSERT_FALSE(open);
    EXPECT_EQ(open.error().code, ErrorCode::inputSizeOpen);
    EXPECT_THAT(open.error().arguments, ElementsAre("conv_input", "?x?x?x3", "2, 3", "?input=1x224x224x3"));
    ImportOptions options;
    options.inputSizes["input"] = {1, 5, 7, 3};
    const auto given = import(file.h5(), options);
    ASSERT_TRUE(given);
    EXPECT_EQ(totalMacs(**given).count(), 5 * 7 * 3 * 2);
}

/// What nobody knows costs that layer: its weights count, and Keras 3 says what it gives.
TEST(Keras, AnUnknownLayerKeepsItsNameAndWeights)
{
    const auto layers = [](const std::string& shape) {
        return kerasFunctional({kerasLayer("InputLayer", "x", R"("batch_shape": [null, 3])"),
                                kerasLayer("Wavelet", "wave", "", kCalledWithX),
                                kerasLayer("Dense", "dense", R"("units": 2, "use_bias": false)",
                                           R"([{"args": [{"class_name": "__keras_tensor__", "config": {"shape": )"
                                               + shape + R"(, "keras_history": ["wave", 0, 0]}}], "kwargs": {}}])")},
                               R"([["x", 0, 0]])", R"([["dense", 0, 0]])");
    };
    const auto weights = [](KerasFile file) {
        return file.weight("wave", "wave/basis:0", {3, 5}).weight("dense", "dense/kernel:0", {7, 2}).h5();
    };
    const auto sized = import(weights(KerasFile(layers("[null, 7]"))));
    ASSERT_TRUE(sized) << sized.error().arguments.front();
    EXPECT_EQ((*sized)->operators().front().customName, "Wavelet");
    EXPECT_EQ(totalMacs(**sized).count(), 7 * 2);
    const Tensor* basis = (*sized)->input((*sized)->operators().front(), 1);
    ASSERT_TRUE(basis && basis->constant);
    EXPECT_EQ(basis->shape, (Shape{3, 5}));
    EXPECT_THAT((*sized)->remarks(), Contains(ImportRemark{ImportNote::operatorUnknown, "Wavelet"}));
    const auto bound = import(weights(KerasFile(layers("null"))));
    ASSERT_TRUE(bound);
    EXPECT_THAT((*bound)->remarks(), Contains(ImportRemark{ImportNote::shapeUnknown, "wave"}));
    EXPECT_THAT((*bound)->remarks(), Contains(ImportRemark{ImportNote::operatorsSkipped, "1"}));
}

TEST(Keras, ValuesThatTheFileDoesNotHaveAreSaid)
{
    const auto graph = import(
        KerasFile(kerasSequential({kerasLayer("Dense", "dense", R"("batch_input_shape": [null, 3], "units": 2)")}))
            .h5());
    ASSERT_TRUE(graph);
    EXPECT_EQ(totalParameters(**graph), 3 * 2 + 2);
    EXPECT_THAT((*graph)->remarks(), Contains(ImportRemark{ImportNote::weightsMissing, "dense"}));
}

/// docs/FORMATS.md is what the reader does; `TENBIN_WRITE_DOCS=1` writes the table anew.
TEST(KerasSupport, TheDocumentIsTrue)
{
    const std::string path = TENBIN_SOURCE_DIR "/docs/FORMATS.md";
    const std::string begin = "<!-- Keras layers -->\n", end = "<!-- end of Keras layers -->\n";
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto first = text.find(begin), last = text.find(end);
    ASSERT_NE(first, std::string::npos);
    ASSERT_NE(last, std::string::npos);
    const auto from = first + begin.size();
    if (std::getenv("TENBIN_WRITE_DOCS")) {
        text.replace(from, last - from, kerasLayerTable());
        std::ofstream(path) << text;
        return;
    }
    EXPECT_EQ(text.substr(from, last - from), kerasLayerTable());
}

} // namespace
} // namespace tenbin
