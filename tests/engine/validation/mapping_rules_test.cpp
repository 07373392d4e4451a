// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/validation/mapping_rules.h"
#include "engine/validation/network_of_row.h"

namespace tenbin {
namespace {

/// Rules written to a file of this test's own.
Result<MappingRules> rulesOf(const std::string& text)
{
    const std::filesystem::path file =
        std::filesystem::path(::testing::TempDir())
        / (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".toml");
    std::ofstream(file) << text;
    return readMappingRules(file);
}

constexpr const char* kRules = R"toml(
[[skip]]
match = { metric = "^accuracy$" }
reason = "no time"
[[target]]
match = { target = "^Board-(\\w+)$" }
id = "chip_$1"
family = "boards"
clock = true
default_clock_mhz = 100
toolchain = true
[[toolchain]]
match = { toolchain = "^Tool (\\d)" }
id = "tool_$1"
[[setting]]
target = "^chip_a$"
match = { target_config = "at (\\d+) mV" }
set = ["voltage_v=$1e-3"]
[[network]]
match = { model = "^net_(\\d+)/layer(\\d+)$" }
zoo = "net?input=$1"
layer = "$2"
[[network]]
match = { model = "^net_(\\d+)$" }
zoo = "net?input=$1"
file = "nets/$1.tflite"
)toml";

Measurement row(const std::string& model, const std::string& target, const std::string& toolchain,
                const std::string& config = {})
{
    Measurement m;
    m.model = model;
    m.target = target;
    m.toolchain = toolchain;
    m.targetConfig = config;
    m.metric = "latency_ms";
    return m;
}

TEST(MappingRules, FillGroupsAndCollectSettings)
{
    const auto rules = rulesOf(kRules);
    ASSERT_TRUE(rules.has_value());
    const auto mapped = mapRow(*rules, row("net_96", "Board-a", "Tool 3.1", "runs at 900 mV"));
    ASSERT_TRUE(mapped.has_value());
    EXPECT_EQ(mapped->target, "chip_a");
    EXPECT_EQ(mapped->family, "boards");
    EXPECT_EQ(mapped->zoo, "net?input=96");
    EXPECT_EQ(mapped->file, "nets/96.tflite");
    EXPECT_EQ(mapped->settings, (std::vector<std::string>{"toolchain=tool_3", "voltage_v=900e-3"}));
    EXPECT_EQ(mapped->clockMegahertz, 100.0);
    EXPECT_FALSE(mapped->layer.has_value());
    EXPECT_EQ(mapRow(*rules, row("net_96/layer7", "Board-a", "Tool 3"))->layer, 7u);
    EXPECT_EQ(mapRow(*rules, row("net_96", "Board-b", "Tool 3", "runs at 900 mV"))->settings.size(), 1u)
        << "another chip";
}

TEST(MappingRules, SayWhyARowIsNotScored)
{
    const auto rules = rulesOf(kRules);
    ASSERT_TRUE(rules.has_value());
    EXPECT_EQ(mapRow(*rules, row("net_96", "Other", "Tool 3")).error().why, Unmapped::targetUnknown);
    EXPECT_EQ(mapRow(*rules, row("net_96", "Board-a", "Compiler")).error().why, Unmapped::toolchainUnknown);
    EXPECT_EQ(mapRow(*rules, row("else", "Board-a", "Tool 3")).error().why, Unmapped::networkUnknown);
    Measurement accuracy = row("net_96", "Board-a", "Tool 3");
    accuracy.metric = "accuracy";
    EXPECT_EQ(mapRow(*rules, accuracy).error().detail, "no time");
}

TEST(MappingRules, NameFileAndLineOfABadPattern)
{
    const auto rules = rulesOf("[[skip]]\nmatch = { metric = \"(\" }\nreason = \"x\"\n");
    ASSERT_FALSE(rules.has_value());
    EXPECT_EQ(rules.error().where.line, 2);
    EXPECT_FALSE(rulesOf("[[network]]\nzoo = \"net\"\n").has_value()) << "a rule without match";
    EXPECT_EQ(readMappingRules("nowhere.toml").error().code, ErrorCode::fileNotFound);
}

TEST(MappingRules, TheUsersOwnRowsSayThemselvesWhatTheyAre)
{
    Target target;
    target.id = "stm32h743";
    target.architecture = "microcontroller";
    const auto own = mapOwnRow(row("zoo:resnet8", "stm32h743", "", "toolchain=hale; clock_hz=4e8 "), &target);
    ASSERT_TRUE(own.has_value());
    EXPECT_EQ(own->zoo, "resnet8");
    EXPECT_EQ(own->settings, (std::vector<std::string>{"toolchain=hale", "clock_hz=4e8 "}));
    EXPECT_FALSE(mapOwnRow(row("resnet8", "stm32h743", ""), &target)) << "a published name";
    EXPECT_FALSE(mapOwnRow(row("zoo:resnet8", "NUCLEO", ""), nullptr));
}

/// A row of single precision runs the network in single precision, whoever built it.
TEST(MappingRules, SinglePrecisionIsNotTheIntegerNetwork)
{
    const auto rules = rulesOf(kRules);
    ASSERT_TRUE(rules.has_value());
    Measurement single = row("net_96", "Board-a", "Tool 3");
    EXPECT_FALSE(mapRow(*rules, single)->isFloat);
    for (const char* precision : {"fp32", "float32"}) {
        single.precision = precision;
        EXPECT_TRUE(mapRow(*rules, single)->isFloat) << precision;
    }
    const auto graph = networkOfRow({.zoo = "mlperf_kws", .isFloat = true}, {});
    const auto integer = networkOfRow({.zoo = "mlperf_kws"}, {});
    ASSERT_TRUE(graph.has_value() && integer.has_value());
    EXPECT_TRUE(activationType(**graph).isFloat());
    EXPECT_FALSE(activationType(**integer).isFloat());
    EXPECT_EQ(totalMacs(**graph), totalMacs(**integer));
    EXPECT_EQ(totalParameters(**graph), totalParameters(**integer));
    for (const Tensor& tensor : (*graph)->tensors())
        EXPECT_EQ(tensor.type, DataType::float32()) << tensor.name;
}

} // namespace
} // namespace tenbin
