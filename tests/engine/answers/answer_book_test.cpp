// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answers/answer_book.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {
namespace {

const TargetLibrary& library()
{
    static const TargetLibrary targets = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    return targets;
}

std::shared_ptr<const Graph> network(const char* spec = "mobilenet_v1?alpha=0.25&input=96x96x3")
{
    return buildNetwork(spec).value();
}

/// A book that counts what it has to compute.
class Answers : public testing::Test {
protected:
    std::atomic<int> m_computed{0};
    AnswerBook m_book{[this](const Graph& graph, const Target& target, const Configuration& configuration,
                             const VariantSource& variants) {
        ++m_computed;
        return estimate(graph, target, configuration, variants);
    }};
};

TEST_F(Answers, AreThoseOfTheEngineAndComputedOnce)
{
    const auto graph = network();
    const Target& target = *library().find("ethos_u55_256");
    EXPECT_FALSE(m_book.find(*graph, target, {}));
    const auto answer = m_book.ask(*graph, target, {}).value();
    EXPECT_EQ(m_book.ask(*network(), target, {}).value(), answer) << "an equal network is the same question";
    EXPECT_EQ(m_book.find(*graph, target, {})->value(), answer);
    EXPECT_EQ(m_computed, 1);
    EXPECT_EQ(answer->latency->value.count(), estimate(*graph, target, {})->latency->value.count());
}

TEST_F(Answers, DependOnNetworkTargetAndConfiguration)
{
    const auto graph = network();
    const Target& target = *library().find("ethos_u55_256");
    m_book.ask(*graph, target, {});
    m_book.ask(*network("mobilenet_v1?alpha=0.5&input=96x96x3"), target, {});
    m_book.ask(*graph, *library().find("ethos_u55_128"), {});
    m_book.ask(*graph, target, withOption(target, {}, "clock_hz", "100e6").value());
    EXPECT_EQ(m_computed, 4);
}

TEST_F(Answers, AboutATargetAsItWasAreNotFoundAfterAnEdit)
{
    const auto graph = network();
    Target edited = *library().find("ethos_u55_256");
    const auto before = m_book.ask(*graph, edited, {}).value();
    edited.name = "My own";
    EXPECT_FALSE(m_book.find(*graph, edited, {})) << "the answer quotes the name";
    EXPECT_EQ(m_book.ask(*graph, edited, {}).value()->targetName, "My own");
    edited.parameters.begin()->second.source = "measured by me";
    EXPECT_FALSE(m_book.find(*graph, edited, {})) << "assumptions quote sources";
    ++edited.hash; // as the reader of presets makes another of any number
    EXPECT_FALSE(m_book.find(*graph, edited, {}));
    EXPECT_EQ(m_book.find(*graph, *library().find("ethos_u55_256"), {})->value(), before) << "should it be undone";
}

TEST_F(Answers, QuoteTheNamesOfTheirOwnNetwork)
{
    const auto named = [](const char* name) {
        GraphBuilder builder;
        const TensorId x = builder.addTensor({.name = "x", .shape = {1, 8}});
        const TensorId y = builder.addTensor({.name = "y", .shape = {1, 8}});
        builder.addOperator({.kind = OperatorKind::relu, .name = name, .inputs = {x}, .outputs = {y}});
        builder.setInputs({x});
        builder.setOutputs({y});
        return std::move(builder).finish().value();
    };
    const Graph one = named("one"), other = named("other");
    ASSERT_EQ(one.hash(), other.hash());
    const Target& target = *library().find("imx500");
    m_book.ask(one, target, {});
    EXPECT_FALSE(m_book.find(other, target, {}));
}

TEST_F(Answers, KeepErrorsToo)
{
    Configuration unknown;
    unknown.values.emplace("nonsense", 1.0);
    const Target& target = *library().find("imx500");
    EXPECT_EQ(m_book.ask(*network(), target, unknown).error().code, ErrorCode::optionUnknown);
    EXPECT_EQ(m_book.ask(*network(), target, unknown).error().code, ErrorCode::optionUnknown);
    EXPECT_EQ(m_computed, 1);
}

TEST_F(Answers, ProposeSmallerNetworksOfTheFamily)
{
    const auto graph = network("mobilenet_v2?input=224x224x3");
    const Target& target = *library().find("max78000");
    const auto answer = m_book.ask(*graph, target, {}).value();
    const auto expected = estimate(*graph, target, {}, variantsOf(*graph)).value();
    ASSERT_EQ(answer->remedies.size(), expected.remedies.size());
    for (std::size_t i = 0; i < expected.remedies.size(); ++i)
        EXPECT_EQ(answer->remedies[i].network, expected.remedies[i].network);
    EXPECT_EQ(answer->verdict, expected.verdict);
}

TEST_F(Answers, ThreadsThatAskTheSameWaitForOneComputation)
{
    const auto graph = network();
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (const char* id : {"imx500", "ethos_u55_256", "max78002", "stm32n6"})
                    EXPECT_TRUE(m_book.ask(*graph, *library().find(id), {}));
            });
    }
    EXPECT_EQ(m_computed, 4);
}

} // namespace
} // namespace tenbin
