// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/model_reference.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace tenbin {
namespace {

TEST(ModelReference, TakesSizesFromTheQuery)
{
    const auto reference =
        parseModelReference("file:a/net.onnx?input=1x3x224x224&batch=4&serving_default:0=2x8&trips=7");
    ASSERT_TRUE(reference.has_value());
    EXPECT_EQ(reference->path, "a/net.onnx");
    const ImportOptions expected{.inputSizes = {{"input", {1, 3, 224, 224}}, {"serving_default:0", {2, 8}}},
                                 .dimensions = {{"batch", 4}},
                                 .trips = 7};
    EXPECT_EQ(reference->options, expected);
    EXPECT_EQ(toQuery(reference->options), "?input=1x3x224x224&serving_default:0=2x8&batch=4&trips=7");
}

TEST(ModelReference, TakesPlainPathsAsTheyAre)
{
    const auto reference = parseModelReference("a/net.tflite");
    ASSERT_TRUE(reference.has_value());
    EXPECT_EQ(reference->path, "a/net.tflite");
    EXPECT_EQ(reference->options, ImportOptions{});
    EXPECT_EQ(toQuery({}), "");
}

TEST(ModelReference, KeepsQuestionMarksOfRealNames)
{
    const auto folder = std::filesystem::temp_directory_path() / ("tenbin_reference_" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto file = (folder / "what?input=1x2.tflite").string();
    std::ofstream(file) << "x";
    EXPECT_EQ(parseModelReference(file)->path, file);
    const auto both = parseModelReference(file + "?input=1x8");
    ASSERT_TRUE(both.has_value());
    EXPECT_EQ(both->path, file);
    EXPECT_EQ(both->options.inputSizes.at("input"), (std::vector<std::int64_t>{1, 8}));
    std::filesystem::remove_all(folder);
}

TEST(ModelReference, NamesMayHoldTheSignsOfAQuery)
{
    const ImportOptions odd{.inputSizes = {{"a&b=1%26?", {1, 8}}}, .dimensions = {{"100%", 5}}, .trips = {}};
    const auto reference = parseModelReference("a/net.onnx" + toQuery(odd));
    ASSERT_TRUE(reference.has_value());
    EXPECT_EQ(reference->path, "a/net.onnx");
    EXPECT_EQ(reference->options, odd);
}

TEST(ModelReference, RefusesWhatIsNoSize)
{
    for (const char* query : {"input=", "input=1x", "input=x1", "input=0x3", "input=-1x3", "input=1x2x", "=1x3",
                              "batch", "input=99999999999999999999", "input=1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1x1"}) {
        const auto reference = parseModelReference(std::string("net.tflite?") + query);
        ASSERT_FALSE(reference.has_value()) << query;
        EXPECT_EQ(reference.error().code, ErrorCode::inputSizeInvalid) << query;
        EXPECT_EQ(reference.error().where.file, "net.tflite");
    }
}

} // namespace
} // namespace tenbin
