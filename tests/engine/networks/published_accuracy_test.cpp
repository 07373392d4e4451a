// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/file.h"
#include "engine/networks/published_accuracy.h"
#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

const std::string kTable = R"([[networks]]
network = "mobilenet_v1?alpha=1.0&input=224"
accuracy = [
  { value = 0.70, metric = "top-1", data = "ImageNet", precision = "int8", source = "hosted models" },
  { value = 0.709, metric = "top-1", data = "ImageNet", precision = "float32", source = "slim" },
  { value = 0.899, metric = "top-5", data = "ImageNet", precision = "float32", source = "slim" },
]
[[networks]]
network = "mobilenet_v1?alpha=0.5&input=224"
accuracy = [
  { value = 0.633, metric = "top-1", data = "ImageNet", precision = "float32", source = "slim", note = "n" },
  { value = 0.612, metric = "top-1", data = "ImageNet", precision = "int8", source = "hosted models" },
]
[[networks]]
network = "mobilenet_v1?alpha=0.25&input=224"
accuracy = [ { value = 0.498, metric = "top-1", data = "ImageNet", precision = "float32", source = "slim" } ]
[[networks]]
network = "mobilenet_v1?alpha=0.75&input=224"
accuracy = [ { value = 0.9, metric = "top-1", data = "Flowers", precision = "int8", source = "hosted models" } ]
)";

AccuracyTable table(const std::string& text = kTable)
{
    auto table = AccuracyTable::parse(text, "networks.toml");
    EXPECT_TRUE(table.has_value()) << (table ? "" : table.error().arguments.front());
    return table ? *std::move(table) : AccuracyTable{};
}

TEST(PublishedAccuracy, ANetworkIsFoundHoweverItIsWritten)
{
    const AccuracyTable t = table();
    for (const char* network : {"mobilenet_v1?alpha=1.0&input=224", "zoo:mobilenet_v1?input=224x224x3&alpha=1",
                                "mobilenet_v1?alpha=1.00&input=224x224"})
        EXPECT_EQ(t.of(network).size(), 3u) << network;
}

TEST(PublishedAccuracy, NothingLiesBetweenTwoNetworks)
{
    const AccuracyTable t = table();
    for (const char* network :
         {"mobilenet_v1?alpha=0.6&input=224", "mobilenet_v1?alpha=1.0&input=192",
          "mobilenet_v1?alpha=1.0&input=224&classes=10", "mobilenet_v2?alpha=1.0&input=224", "not_a_network", ""})
        EXPECT_EQ(t.find(network, 8), nullptr) << network;
}

TEST(PublishedAccuracy, TheOneToShowHasTheNetworksPrecision)
{
    const AccuracyTable t = table();
    EXPECT_EQ(t.find("mobilenet_v1?alpha=1.0&input=224", 8)->value, 0.70);
    EXPECT_EQ(t.find("mobilenet_v1?alpha=1.0&input=224", 32)->value, 0.709);
    EXPECT_EQ(t.find("mobilenet_v1?alpha=0.25&input=224", 8)->value, 0.498) << "another precision, and it says so";
    EXPECT_EQ(t.find("mobilenet_v1?alpha=0.25&input=224", 8)->bits, 32);
}

TEST(PublishedAccuracy, AChangeComparesOneFigureOfOneSource)
{
    const AccuracyTable t = table();
    const auto change = t.change("mobilenet_v1?alpha=1.0&input=224", "mobilenet_v1?alpha=0.5&input=224", 8);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->from->value, 0.70);
    EXPECT_EQ(change->to->value, 0.612);
    const auto other = t.change("mobilenet_v1?alpha=1.0&input=224", "mobilenet_v1?alpha=0.25&input=224", 8);
    ASSERT_TRUE(other) << "only float values are published of both";
    EXPECT_EQ(other->from->value, 0.709);
    EXPECT_FALSE(t.change("mobilenet_v1?alpha=1.0&input=224", "mobilenet_v1?alpha=0.75&input=224", 8))
        << "flowers are not ImageNet";
}

TEST(PublishedAccuracy, OneFigureForAllIsWhatMostHave)
{
    const AccuracyTable t = table();
    const std::vector<std::string> networks{"mobilenet_v1?alpha=1.0&input=224", "mobilenet_v1?alpha=0.5&input=224",
                                            "mobilenet_v1?alpha=0.25&input=224", "mobilenet_v1?alpha=0.75&input=224",
                                            ""};
    const auto values = t.oneFigure(networks, 8);
    ASSERT_EQ(values.size(), 5u);
    EXPECT_EQ(values[0]->value, 0.709) << "float is published of three, int8 of two";
    EXPECT_EQ(values[1]->value, 0.633);
    EXPECT_EQ(values[2]->value, 0.498);
    EXPECT_EQ(values[3], nullptr) << "flowers";
    EXPECT_EQ(values[4], nullptr);
    const auto two = t.oneFigure(std::span(networks).first(2), 8);
    EXPECT_EQ(two[0]->value, 0.70) << "both figures are published of both";
}

TEST(PublishedAccuracy, TheUsersRowsComeFirst)
{
    AccuracyTable t = table();
    t.prefer(table(R"([[networks]]
network = "mobilenet_v1?input=224&alpha=1.0"
accuracy = [ { value = 0.65, metric = "top-1", data = "mine", precision = "int8", source = "own run" } ]
)"));
    EXPECT_EQ(t.find("mobilenet_v1?alpha=1.0&input=224", 8)->source, "own run");
    EXPECT_EQ(t.of("mobilenet_v1?alpha=1.0&input=224").size(), 4u);
}

struct BadTable {
    std::string text;
    ErrorCode code;
    int line;
};
class BadTables : public testing::TestWithParam<BadTable> {};

TEST_P(BadTables, AreRefusedWithTheLine)
{
    const auto table = AccuracyTable::parse(GetParam().text, "networks.toml");
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().code, GetParam().code);
    EXPECT_EQ(table.error().where.line, GetParam().line);
    EXPECT_EQ(table.error().where.file, "networks.toml");
}

std::string row(const std::string& fields)
{
    return "[[networks]]\nnetwork = \"mobilenet_v1\"\naccuracy = [\n" + fields + "\n]\n";
}

INSTANTIATE_TEST_SUITE_P(
    All, BadTables,
    testing::Values(
        BadTable{"[[networks]]\nnetwork = \"nonesuch\"\naccuracy = []\n", ErrorCode::networkUnknown, 1},
        BadTable{"[[networks]]\nnetwork = \"mobilenet_v1?alpha=99\"\naccuracy = []\n", ErrorCode::networkParameter, 1},
        BadTable{"[[networks]]\naccuracy = []\n", ErrorCode::presetMissingKey, 1},
        BadTable{"[[networks]]\nnetwork = \"mobilenet_v1\"\n", ErrorCode::presetMissingKey, 1},
        BadTable{"network = 3\n", ErrorCode::presetUnknownKey, 1},
        BadTable{row(R"({ value = 70.9, metric = "top-1", data = "d", source = "s" })"), ErrorCode::presetRange, 4},
        BadTable{row(R"({ value = 0.7, data = "d", source = "s" })"), ErrorCode::presetMissingKey, 4},
        BadTable{row(R"({ value = 0.7, metric = "top-1", source = "s" })"), ErrorCode::presetMissingKey, 4},
        BadTable{row(R"({ value = 0.7, metric = "top-1", data = "d" })"), ErrorCode::presetUnsourced, 4},
        BadTable{row(R"({ value = 0.7, metric = "top-1", data = "d", source = "s", precision = "int7" })"),
                 ErrorCode::presetType, 4},
        BadTable{row(R"({ value = 0.7, metric = "top-1", data = "d", source = "s", colour = "red" })"),
                 ErrorCode::presetUnknownKey, 4}));

TEST(ShippedAccuracies, AreReadAndSpeakOfNetworksThatCanBeBuilt)
{
    const auto text = readWhole(std::filesystem::path(TENBIN_SOURCE_DIR) / "presets" / "networks.toml");
    ASSERT_TRUE(text.has_value());
    const auto shipped = AccuracyTable::parse(*text, "networks.toml");
    ASSERT_TRUE(shipped.has_value()) << shipped.error().arguments.front() << " "
                                     << shipped.error().where.line.value_or(0);
    EXPECT_GT(shipped->names().size(), 120u);
    // The authors' table of MobileNet v1 and the file that they host.
    EXPECT_DOUBLE_EQ(shipped->find("mobilenet_v1?alpha=1.0&input=224", 32)->value, 0.709);
    EXPECT_DOUBLE_EQ(shipped->find("mobilenet_v1?alpha=1.0&input=224", 8)->value, 0.70);
    EXPECT_DOUBLE_EQ(shipped->find("mobilenet_v1?alpha=0.75&input=128", 8)->value, 0.559) << "the file, not the graph";
}

TEST(ShippedAccuracies, SmallerMobileNetsSayWhatTheyCost)
{
    const auto text = readWhole(std::filesystem::path(TENBIN_SOURCE_DIR) / "presets" / "networks.toml");
    const auto shipped = text.and_then([](const auto& toml) { return AccuracyTable::parse(toml, "networks.toml"); });
    ASSERT_TRUE(shipped.has_value());
    const auto spec = parseNetworkSpec("mobilenet_v1?alpha=1.0&input=224");
    ASSERT_TRUE(spec.has_value());
    int told = 0;
    for (const NetworkSpec& smaller : smallerNetworks(*spec))
        if (const auto change = shipped->change(spec->toString(), smaller.toString(), 8)) {
            EXPECT_LE(change->to->value, change->from->value) << smaller.toString();
            EXPECT_EQ(change->to->source, change->from->source);
            ++told;
        }
    EXPECT_GE(told, 10);
}

TEST(ShippedAccuracies, ABuiltNetworkIsKnownByItsSpec)
{
    const auto known = buildNetwork(std::string_view("mobilenet_v2?alpha=1.0&input=224"));
    const auto unknown = buildNetwork(std::string_view("mobilenet_v2?alpha=0.9&input=224"));
    ASSERT_TRUE(known && unknown);
    EXPECT_TRUE(publishedAccuracyErrors().empty());
    ASSERT_TRUE(publishedAccuracyOf(**known));
    EXPECT_EQ(publishedAccuracyOf(**known)->bits, weightBits(**known));
    EXPECT_FALSE(publishedAccuracyOf(**unknown));
    EXPECT_FALSE(accuracyChange(**known, "mobilenet_v2?alpha=0.9&input=224"));
    EXPECT_TRUE(accuracyChange(**known, "mobilenet_v2?alpha=0.5&input=224"));
}

} // namespace
} // namespace tenbin
