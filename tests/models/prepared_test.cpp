// SPDX-License-Identifier: GPL-3.0-or-later
// A sweep's columns give the bits that estimate() gives, on every preset whose model prepares.
#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary loaded = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return loaded;
}

bool sameBits(double a, double b) { return (std::isnan(a) && std::isnan(b)) || std::memcmp(&a, &b, sizeof a) == 0; }

void expectSame(const DesignFigures& a, const DesignFigures& b)
{
    EXPECT_TRUE(sameBits(a.latency, b.latency)) << a.latency << " against " << b.latency;
    EXPECT_TRUE(sameBits(a.framesPerSecond, b.framesPerSecond))
        << a.framesPerSecond << " against " << b.framesPerSecond;
    EXPECT_TRUE(sameBits(a.energy, b.energy)) << a.energy << " against " << b.energy;
    EXPECT_TRUE(sameBits(a.peakActivations, b.peakActivations))
        << a.peakActivations << " against " << b.peakActivations;
    EXPECT_TRUE(sameBits(a.weights, b.weights)) << a.weights << " against " << b.weights;
    EXPECT_EQ(a.verdict, b.verdict);
}

/// Factors on every scaling parameter that the target has: more points than a column of lanes holds.
std::vector<Configuration> scaledConfigurations(const CostModel& model, const Target& target)
{
    std::vector<Configuration> list;
    const Settings settings = Settings::resolve(target, {}).value();
    for (const double factor : {1.0, 0.37, 0.5, 0.61, 0.75, 0.9, 0.99, 0.03, 0.2, 1.3, 4.0})
        for (std::size_t varied = 0; varied <= model.scalingKeys().size(); ++varied) {
            Configuration configuration;
            for (std::size_t k = 0; k < model.scalingKeys().size(); ++k) {
                const std::string_view key = model.scalingKeys()[k];
                const auto value = settings.find(key);
                if (!value || (varied != k && varied != model.scalingKeys().size()))
                    continue;
                const OptionSpec* option = target.findOption(key);
                const bool isNumber = option && option->kind == OptionKind::number;
                configuration.values[std::string(key)] =
                    isNumber ? std::clamp(*value * factor, option->lowest, option->highest) : *value * factor;
            }
            if (Settings::resolve(target, configuration))
                list.push_back(std::move(configuration));
        }
    return list;
}

class Prepared : public ::testing::TestWithParam<std::string> {};

TEST_P(Prepared, ColumnsGiveTheBitsOfTheEstimate)
{
    const Target& target = *library().find(GetParam());
    const CostModel& model = *findCostModel(target.architecture);
    std::vector<Configuration> configurations = scaledConfigurations(model, target);
    for (const char* spec : {"mobilenet_v2?alpha=0.35&input=96", "mlperf_kws", "ssd_mobilenet_v2_fpnlite"}) {
        SCOPED_TRACE(spec);
        const auto graph = buildNetwork(spec).value();
        const Settings base = Settings::resolve(target, {}).value();
        SharedParts parts;
        const auto prepared = model.prepare(*graph, base, parts);
        ASSERT_EQ(prepared == nullptr, model.scalingKeys().empty());
        std::vector<std::vector<double>> values(model.scalingKeys().size());
        std::vector<ScalingColumn> columns;
        for (std::size_t k = 0; k < values.size(); ++k) {
            for (const Configuration& configuration : configurations)
                values[k].push_back(Settings::resolve(target, configuration)->numberOr(model.scalingKeys()[k], 0.0));
            if (base.find(model.scalingKeys()[k]))
                columns.push_back({model.scalingKeys()[k], values[k]});
        }
        std::vector<DesignFigures> figures(configurations.size());
        if (prepared)
            prepared->evaluate(columns, figures);
        for (std::size_t i = 0; i < configurations.size(); ++i) {
            const auto expected = estimate(*graph, target, configurations[i]);
            ASSERT_TRUE(expected.has_value());
            expectSame(prepared ? figures[i]
                                : figuresOf(model.evaluate(*graph, *Settings::resolve(target, configurations[i]))),
                       figuresOf(*expected));
        }
    }
}

std::vector<std::string> ids()
{
    std::vector<std::string> list;
    for (const Target& target : library().targets)
        list.push_back(target.id);
    return list;
}
INSTANTIATE_TEST_SUITE_P(Presets, Prepared, ::testing::ValuesIn(ids()), [](const auto& given) { return given.param; });

} // namespace
} // namespace tenbin
