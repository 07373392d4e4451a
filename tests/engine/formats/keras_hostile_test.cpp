// SPDX-License-Identifier: GPL-3.0-or-later
// Keras files that are damaged, cut off or contradict themselves: each is refused with what and where.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/formats/importer.h"
#include "engine/formats/keras/hdf5_message.h"
#include "tests/support/keras_writer.h"

namespace tenbin {
namespace {

using namespace fixtures;

Result<std::shared_ptr<const Graph>> import(const std::string& bytes)
{
    const auto owned = std::make_shared<std::string>(bytes);
    return importNetwork(std::as_bytes(std::span(*owned)), "net.h5", owned);
}

ErrorCode codeOf(const std::string& bytes)
{
    const auto graph = import(bytes);
    return graph ? ErrorCode::fileNotFound : graph.error().code;
}

KerasFile dense(const std::string& config = R"("batch_input_shape": [null, 3], "units": 2)")
{
    return KerasFile(kerasSequential({kerasLayer("Dense", "dense", config)}))
        .weight("dense", "dense/kernel:0", {3, 2})
        .weight("dense", "dense/bias:0", {2});
}

TEST(KerasHostile, NoLengthOfAFileIsTooShortForAnAnswer)
{
    const std::string h5 = dense().h5(), archive = dense().archive();
    for (std::size_t length = 1; length < h5.size(); length += 397)
        EXPECT_FALSE(import(h5.substr(0, length))) << length;
    for (std::size_t length = 1; length < archive.size(); length += 397)
        EXPECT_FALSE(import(archive.substr(0, length))) << length;
    EXPECT_EQ(codeOf(h5.substr(0, h5.size() / 2)), ErrorCode::modelCorrupt);
}

TEST(KerasHostile, WhatIsNoWholeModelIsSaid)
{
    const auto graph = import(KerasFile().weight("dense", "dense/kernel:0", {3, 2}).h5());
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code, ErrorCode::formatForeign);
    EXPECT_THAT(graph.error().arguments[1], testing::HasSubstr("model.save"));
    EXPECT_EQ(codeOf(KerasFile(R"({"class_name": "MyModel", "config": {}})").h5()), ErrorCode::formatForeign);
    EXPECT_EQ(codeOf(KerasFile("{\"class_name\"").h5()), ErrorCode::modelCorrupt);
    EXPECT_EQ(codeOf(KerasFile("[]").h5()), ErrorCode::modelCorrupt);
    EXPECT_EQ(codeOf(KerasFile(kerasSequential({})).h5()), ErrorCode::modelEmpty);
}

TEST(KerasHostile, NetworksThatContradictThemselves)
{
    const auto functional = [](const std::string& calls, const std::string& outputs) {
        return KerasFile(kerasFunctional({kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])"),
                                          kerasLayer("ReLU", "a", "", calls),
                                          kerasLayer("ReLU", "b", "", R"([[["a", 0, 0, {}]]])")},
                                         R"([["x", 0, 0]])", outputs))
            .h5();
    };
    const char* const out = R"([["b", 0, 0]])";
    EXPECT_EQ(codeOf(functional(R"([[["b", 0, 0, {}]]])", out)), ErrorCode::cyclicGraph);
    EXPECT_EQ(codeOf(functional(R"([[["c", 0, 0, {}]]])", out)), ErrorCode::modelCorrupt);
    EXPECT_EQ(codeOf(functional(R"([[["x", 0, 7, {}]]])", out)), ErrorCode::modelCorrupt);
    EXPECT_EQ(codeOf(functional(R"([[["x", 0, 0, {}]]])", R"([["d", 0, 0]])")), ErrorCode::modelCorrupt);
    EXPECT_EQ(codeOf(functional("[[]]", out)), ErrorCode::operatorMalformed);
    EXPECT_EQ(codeOf(KerasFile(kerasFunctional({kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])"),
                                                kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])")},
                                               R"([["x", 0, 0]])", R"([["x", 0, 0]])"))
                         .h5()),
              ErrorCode::modelCorrupt);
}

TEST(KerasHostile, ImpossibleNumbers)
{
    const auto code = [](const std::string& className, const std::string& config) {
        return codeOf(KerasFile(kerasSequential({kerasLayer("InputLayer", "x", R"("batch_input_shape": [1, 8, 8, 3])"),
                                                 kerasLayer(className, "layer", config)}))
                          .h5());
    };
    EXPECT_EQ(code("Conv2D", R"("filters": -1, "kernel_size": 3)"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("Conv2D", R"("filters": 4, "kernel_size": 0)"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("Conv2D", R"("filters": 4, "kernel_size": 9)"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("Conv2D", R"("filters": 4)"), ErrorCode::operatorMalformed);
    EXPECT_EQ(code("Conv2D", R"("filters": 4, "kernel_size": 3, "strides": 1e300)"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("Conv1D", R"("filters": 4, "kernel_size": 3)"), ErrorCode::shapeMismatch);
    EXPECT_EQ(code("Conv2D", R"("filters": 4, "kernel_size": 3, "groups": 2)"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("Conv2D", R"("filters": 16777216, "kernel_size": 1048576, "padding": "same")"),
              ErrorCode::modelTooLarge);
    EXPECT_EQ(code("Reshape", R"("target_shape": [5])"), ErrorCode::shapeMismatch);
    EXPECT_EQ(code("Permute", R"("dims": [1, 1, 2])"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("UpSampling2D", R"("size": [1048576, 1048576], "interpolation": "nearest")"),
              ErrorCode::modelTooLarge);
    EXPECT_EQ(code("ZeroPadding2D", R"("padding": [[-1, 1], [0, 0]])"), ErrorCode::attributeInvalid);
    EXPECT_EQ(code("LSTM", R"("units": 4)"), ErrorCode::shapeMismatch);
    EXPECT_EQ(code("Bidirectional", ""), ErrorCode::modelCorrupt);
}

TEST(KerasHostile, WeightsOfAnotherShapeAreRefusedByName)
{
    const auto graph = import(dense(R"("batch_input_shape": [null, 4], "units": 2)").h5());
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code, ErrorCode::shapeMismatch);
    EXPECT_THAT(graph.error().arguments, testing::ElementsAre("dense/kernel", "4x2", "3x2"));
    EXPECT_EQ(graph.error().where.file, "net.h5");
    EXPECT_EQ(graph.error().where.element, "dense (Dense)");
}

/// Networks inside networks that multiply: refused, not computed.
TEST(KerasHostile, NetworksThatMultiply)
{
    std::string inner = kerasLayer("ReLU", "leaf", "");
    for (int depth = 0; depth < 12; ++depth) {
        std::string layers = inner;
        for (int i = 0; i < 7; ++i)
            layers += ", " + inner;
        inner = R"({"class_name": "Sequential", "config": {"name": "n", "layers": [)" + layers + "]}}";
        if (inner.size() > (4u << 20))
            break;
    }
    const auto graph = import(
        KerasFile(kerasSequential({kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])"), inner})).h5());
    ASSERT_FALSE(graph);
    EXPECT_EQ(graph.error().code, ErrorCode::modelTooLarge);
}

/// Counts that a small file can claim.
TEST(KerasHostile, MoreThanAnybodyHas)
{
    const auto functional = [](const std::vector<std::string>& layers, const std::string& inputs) {
        return codeOf(KerasFile(kerasFunctional(layers, inputs, R"([["x", 0, 0]])")).h5());
    };
    const std::string input = kerasLayer("InputLayer", "x", R"("batch_input_shape": [null, 3])");
    std::string inputs = R"(["x", 0, 0])";
    for (int i = 0; i < 5000; ++i)
        inputs += R"(, ["x", 0, 0])";
    EXPECT_EQ(functional({input}, "[" + inputs + "]"), ErrorCode::modelTooLarge);
    std::vector<std::string> layers{input};
    std::string before = "x";
    for (int i = 0; i < 200; ++i) {
        layers.push_back(kerasLayer("Many", fmt::format("m{}", i), "",
                                    fmt::format(R"([[["{}", 0, {}, {{}}]]])", before, i > 0 ? 1023 : 0)));
        before = fmt::format("m{}", i);
    }
    EXPECT_EQ(functional(layers, R"([["x", 0, 0]])"), ErrorCode::modelTooLarge);
    layers.assign(20'001, kerasLayer("ReLU", "r", ""));
    EXPECT_EQ(functional(layers, R"([["x", 0, 0]])"), ErrorCode::modelTooLarge);
}

/// What the reading process sends is believed as little as the file.
TEST(Hdf5Message, IsCheckedLikeAFile)
{
    Hdf5Content content;
    content.texts["@model_config"] = {"{}"};
    content.datasets["w"] = {{2, 3}, DataType::float32(), 100, {}};
    content.datasets["p"] = {{2}, DataType::float16(), std::nullopt, std::vector<std::byte>(4)};
    const std::string message = packHdf5(content);
    const auto whole = unpackHdf5(message, 124);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->texts, content.texts);
    EXPECT_EQ(whole->datasets.at("w").at, std::optional<std::size_t>(100));
    EXPECT_EQ(whole->datasets.at("p").unpacked.size(), 4u);
    EXPECT_FALSE(unpackHdf5(message, 123)); // the values would end behind the file
    for (std::size_t length = 0; length < message.size(); ++length)
        EXPECT_FALSE(unpackHdf5(message.substr(0, length), 124)) << length;
    const auto error = unpackHdf5(packHdf5(fail(ErrorCode::modelTooLarge, {"a", "b", "c"})), 0);
    ASSERT_FALSE(error);
    EXPECT_EQ(error.error().code, ErrorCode::modelTooLarge);
    EXPECT_THAT(error.error().arguments, testing::ElementsAre("a", "b", "c"));
}

} // namespace
} // namespace tenbin
