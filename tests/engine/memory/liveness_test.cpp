// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/liveness.h"

#include <random>

#include <gmock/gmock.h>

#include "engine/memory/arena_planner.h"
#include "tests/support/network_sketch.h"

namespace tenbin {
namespace {

using test::NetworkSketch;

const BufferRequest* find(const std::vector<BufferRequest>& requests, TensorId id)
{
    for (const BufferRequest& request : requests)
        if (request.tensor == id)
            return &request;
    return nullptr;
}

TEST(Liveness, ChainLivesFromProducerToReader)
{
    NetworkSketch net;
    const TensorId in = net.input({1, 8, 8, 3});
    const TensorId a = net.conv(in, 16);
    const TensorId b = net.conv(a, 4);
    const auto graph = net.finish(net.conv(b, 8));

    const auto requests = liveRanges(*graph);
    ASSERT_EQ(requests.size(), 4u);
    EXPECT_EQ(find(requests, in)->first, 0u);
    EXPECT_EQ(find(requests, in)->last, 0u);
    EXPECT_EQ(find(requests, a)->first, 0u);
    EXPECT_EQ(find(requests, a)->last, 1u);
    EXPECT_EQ(find(requests, b)->size, Bytes(8 * 8 * 4));
    EXPECT_EQ(peakLiveBytes(requests).bytes, Bytes(64 * (16 + 4)));
    EXPECT_EQ(peakLiveBytes(requests).operatorIndex, 1u);
}

TEST(Liveness, ResidualKeepsItsSourceAlive)
{
    NetworkSketch net;
    const TensorId a = net.conv(net.input({1, 4, 4, 8}), 8);
    const TensorId b = net.conv(a, 8);
    const auto graph = net.finish(net.add(a, net.conv(b, 8)));
    const auto requests = liveRanges(*graph);
    EXPECT_EQ(find(requests, a)->last, 3u);
    EXPECT_EQ(peakLiveBytes(requests).bytes, Bytes(3 * 128));
}

TEST(Liveness, OutputsLiveToTheEndAndInputsIfAsked)
{
    NetworkSketch net;
    const TensorId in = net.input({1, 4, 4, 8});
    const TensorId a = net.conv(in, 8);
    const TensorId b = net.conv(a, 8);
    const TensorId c = net.conv(b, 8);
    net.builder().setOutputs({a, c});
    auto graph = std::move(net.builder()).finish();
    ASSERT_TRUE(graph);
    EXPECT_EQ(find(liveRanges(*graph), a)->last, 2u);
    EXPECT_EQ(find(liveRanges(*graph), in)->last, 0u);
    EXPECT_EQ(find(liveRanges(*graph, {.inputsPersist = true}), in)->last, 2u);
    EXPECT_EQ(find(liveRanges(*graph, {.inputsCounted = false}), in), nullptr);
}

TEST(Liveness, InPlaceJoinsOnlyWhatDiesThere)
{
    NetworkSketch net;
    const TensorId a = net.conv(net.input({1, 4, 4, 8}), 8);
    const TensorId relu = net.unary(OperatorKind::relu, a);
    const TensorId kept = net.unary(OperatorKind::tanh, relu);
    const auto graph = net.finish(net.add(relu, kept));

    LivenessRules rules;
    rules.inPlace = [](const Graph&, const Operator& op, std::size_t) { return op.kind != OperatorKind::conv2d; };
    const auto requests = liveRanges(*graph, rules);
    // relu takes a's place; tanh may not (relu is read again); add takes relu's, and so a's.
    ASSERT_EQ(requests.size(), 3u);
    EXPECT_EQ(find(requests, a)->last, 3u);
    EXPECT_EQ(find(requests, relu), nullptr);
    EXPECT_EQ(find(requests, kept)->first, 2u);
}

TEST(Liveness, SizerSetsBytes)
{
    NetworkSketch net;
    const auto graph = net.finish(net.conv(net.input({1, 4, 4, 3}), 20));
    LivenessRules rules;
    rules.size = [](const Tensor& t) { return Bytes(toNhwc(t.shape).pixels() * roundUp(toNhwc(t.shape).c, 32)); };
    EXPECT_EQ(peakLiveBytes(liveRanges(*graph, rules)).bytes, Bytes(16 * 64));
}

TEST(Liveness, StateIsListedApart)
{
    NetworkSketch net;
    const TensorId in = net.input({1, 4});
    Tensor state;
    state.shape = {1, 10};
    state.variable = true;
    const TensorId memory = net.builder().addTensor(state);
    const TensorId out = net.put(OperatorKind::svdf, {in, net.addWeights({2, 4}), net.addWeights({2, 5}), {}, memory},
                                 SvdfAttributes{}, {1, 2});
    const auto graph = net.finish(out);
    EXPECT_EQ(find(liveRanges(*graph), memory), nullptr);
    const auto states = stateRanges(*graph);
    ASSERT_EQ(states.size(), 1u);
    EXPECT_EQ(states[0].role, BufferRole::state);
    EXPECT_EQ(states[0].size, Bytes(10));
}

/// Convolutions, rectifiers and additions of maps picked anywhere before.
std::shared_ptr<const Graph> randomNetwork(std::uint32_t seed)
{
    std::mt19937 random(seed);
    NetworkSketch net;
    std::vector<TensorId> maps{net.input({1, 6, 6, 8})};
    const auto any = [&] { return maps[random() % maps.size()]; };
    for (std::uint32_t i = 0; i < 10 + seed % 50; ++i)
        switch (random() % 3) {
        case 0:
            maps.push_back(net.conv(any(), 8));
            break;
        case 1:
            maps.push_back(net.unary(OperatorKind::relu, any()));
            break;
        default:
            maps.push_back(net.add(any(), any()));
            break;
        }
    return net.finish(maps.back());
}

class RandomNetwork : public testing::TestWithParam<std::uint32_t> {};

TEST_P(RandomNetwork, EverythingAnOperatorTouchesIsLive)
{
    const auto graph = randomNetwork(GetParam());
    ASSERT_TRUE(graph);
    const auto requests = liveRanges(*graph);
    for (std::uint32_t i = 0; i < graph->operators().size(); ++i) {
        const Operator& op = graph->operators()[i];
        std::vector<TensorId> touched = op.outputs;
        for (const TensorId id : op.inputs)
            if (id.valid() && !graph->tensor(id).constant)
                touched.push_back(id);
        for (const TensorId id : touched) {
            const BufferRequest* request = find(requests, id);
            ASSERT_NE(request, nullptr);
            EXPECT_LE(request->first, i);
            EXPECT_GE(request->last, i);
        }
    }
}

TEST_P(RandomNetwork, PlanHoldsWhatIsLiveAndInPlaceNeverCostsMore)
{
    const auto graph = randomNetwork(GetParam());
    ASSERT_TRUE(graph);
    LivenessRules inPlace;
    inPlace.inPlace = [](const Graph&, const Operator& op, std::size_t) { return op.kind != OperatorKind::conv2d; };
    const auto apart = liveRanges(*graph), joined = liveRanges(*graph, inPlace);
    EXPECT_LE(peakLiveBytes(joined).bytes, peakLiveBytes(apart).bytes);
    EXPECT_GE(planGreedyBySize(apart).peak(0), peakLiveBytes(apart).bytes);
    EXPECT_GE(planHillClimb(joined).peak(0), peakLiveBytes(joined).bytes);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomNetwork, testing::Range(1u, 31u));

} // namespace
} // namespace tenbin
