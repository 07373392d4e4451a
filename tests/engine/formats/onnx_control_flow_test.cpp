// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <algorithm>
#include <functional>

#include <gmock/gmock.h>

#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;
using testing::Contains;
using testing::Field;
using K = OperatorKind;

auto note(ImportNote wanted) { return Field(&ImportRemark::note, wanted); }

Result<std::shared_ptr<const Graph>> importWith(const OnnxNetwork& net, const ImportOptions& options)
{
    const auto bytes = std::make_shared<std::vector<std::byte>>(net.bytes());
    return importNetwork(*bytes, "fixture", bytes, options);
}

onnx::NodeProto& addNode(onnx::GraphProto& graph, const std::string& type, const std::vector<std::string>& inputs,
                         const std::vector<std::string>& outputs)
{
    auto& node = *graph.add_node();
    node.set_op_type(type);
    for (const auto& name : inputs)
        node.add_input(name);
    for (const auto& name : outputs)
        node.add_output(name);
    return node;
}

onnx::GraphProto& body(onnx::NodeProto& node, const std::string& name)
{
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::GRAPH);
    return *attribute.mutable_g();
}

/// A condition, a cheap branch (8 x 8) and a costly one (8 x 16, then 16 x 8).
OnnxNetwork branching(const std::string& condition)
{
    OnnxNetwork net;
    net.input("c", {1}, onnx::TensorProto::BOOL).input("x", {1, 8}).output("y");
    net.integers("yes", {1}, onnx::TensorProto::BOOL, {1});
    net.counting("w", {8, 8}).counting("a", {8, 16}).counting("b", {16, 8});
    auto& node = net.node("If", {condition}, {"y"});
    auto& then = body(node, "then_branch");
    addNode(then, "MatMul", {"x", "w"}, {"t"});
    then.add_output()->set_name("t");
    auto& otherwise = body(node, "else_branch");
    addNode(otherwise, "MatMul", {"x", "a"}, {"h"});
    addNode(otherwise, "MatMul", {"h", "b"}, {"e"});
    otherwise.add_output()->set_name("e");
    return net;
}

TEST(OnnxControlFlow, CountsTheCostliestBranch)
{
    const auto graph = branching("c").import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(8 * 16 + 16 * 8));
    EXPECT_EQ(totalParameters(**graph), 8 * 16 + 16 * 8);
    EXPECT_THAT((*graph)->remarks(), Contains(note(ImportNote::branchCostliest)));
}

TEST(OnnxControlFlow, TakesTheBranchOfAKnownCondition)
{
    const auto graph = branching("yes").import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(8 * 8));
    EXPECT_THAT((*graph)->remarks(), testing::Not(Contains(note(ImportNote::branchCostliest))));
}

/// x = x * w as often as `trips` says (a constant, or an input of the network), each x kept too.
OnnxNetwork looping(const std::string& trips)
{
    OnnxNetwork net;
    net.input("x", {1, 8}).input("n", {1}, onnx::TensorProto::INT64).output("y").output("all");
    net.int64s("three", {3}).counting("w", {8, 8});
    auto& node = net.node("Loop", {trips, "", "x"}, {"y", "all"});
    auto& loop = body(node, "body");
    for (const char* name : {"i", "cond", "state"})
        loop.add_input()->set_name(name);
    addNode(loop, "MatMul", {"state", "w"}, {"next"});
    addNode(loop, "Identity", {"cond"}, {"go"});
    for (const char* name : {"go", "next", "next"})
        loop.add_output()->set_name(name);
    return net;
}

TEST(OnnxControlFlow, CountsALoopOncePerPassWithSharedWeights)
{
    const auto graph = looping("three").import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(3 * 64));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs()[0]).shape, (Shape{1, 8}));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs()[1]).shape, (Shape{3, 1, 8}));
    EXPECT_THAT((*graph)->remarks(), Contains(ImportRemark{ImportNote::loopCounted, "node Loop_y (Loop), 3"}));
}

TEST(OnnxControlFlow, CountsALoopOnceUnlessItsPassesAreGiven)
{
    const auto once = looping("n").import();
    ASSERT_TRUE(once.has_value()) << once.error().where.element;
    EXPECT_EQ(totalMacs(**once), Macs(64));
    EXPECT_THAT((*once)->remarks(), Contains(ImportRemark{ImportNote::loopOnce, "node Loop_y (Loop)"}));
    ImportOptions options;
    options.trips = 5;
    const auto five = importWith(looping("n"), options);
    ASSERT_TRUE(five.has_value());
    EXPECT_EQ(totalMacs(**five), Macs(5 * 64));
}

TEST(OnnxControlFlow, ALoopTooLongIsALowerBoundAndSaysSo)
{
    ImportOptions options;
    options.trips = 1'000'000'000;
    const auto graph = importWith(looping("n"), options);
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_THAT((*graph)->remarks(), Contains(note(ImportNote::loopShortened)));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs()[1]).shape, (Shape{1'000'000'000, 1, 8}));
}

TEST(OnnxControlFlow, ScansASequenceElementByElement)
{
    OnnxNetwork net;
    net.input("h", {1, 8}).input("x", {5, 1, 4}).output("last").output("all").counting("w", {4, 8});
    auto& node = net.node("Scan", {"h", "x"}, {"last", "all"});
    attribute(node, "num_scan_inputs", std::int64_t{1});
    auto& step = body(node, "body");
    for (const char* name : {"state", "element"})
        step.add_input()->set_name(name);
    addNode(step, "MatMul", {"element", "w"}, {"m"});
    addNode(step, "Add", {"state", "m"}, {"next"});
    for (const char* name : {"next", "next"})
        step.add_output()->set_name(name);
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(5 * 4 * 8));
    EXPECT_EQ((*graph)->tensor((*graph)->outputs()[1]).shape, (Shape{5, 1, 8}));
}

TEST(OnnxControlFlow, BodiesThatAreNotThereAreNamed)
{
    for (const char* type : {"If", "Loop", "Scan"}) {
        OnnxNetwork net;
        net.input("x", {1}, onnx::TensorProto::FLOAT).output("y");
        net.node(type, {"x"}, {"y"});
        const auto graph = net.import();
        ASSERT_FALSE(graph.has_value()) << type;
        EXPECT_EQ(graph.error().code, ErrorCode::operatorMalformed) << type;
        EXPECT_THAT(graph.error().where.element, testing::HasSubstr(type));
    }
}

TEST(OnnxControlFlow, BodiesInsideOfBodiesEndSomewhere)
{
    // Each If holds the next one twice: two to the power of twelve copies would be too many only if unbounded.
    OnnxNetwork net;
    net.input("c", {1}, onnx::TensorProto::BOOL).input("x", {1, 8}).output("y");
    auto* node = &net.node("If", {"c"}, {"y"});
    for (int depth = 0; depth < 25; ++depth) {
        auto& otherwise = body(*node, "else_branch");
        addNode(otherwise, "Relu", {"x"}, {"e"});
        otherwise.add_output()->set_name("e");
        auto& then = body(*node, "then_branch");
        auto& inner = addNode(then, "If", {"c"}, {"t"});
        then.add_output()->set_name("t");
        node = &inner;
    }
    const auto graph = net.import();
    ASSERT_FALSE(graph.has_value());
    EXPECT_EQ(graph.error().code, ErrorCode::modelTooLarge);
}

TEST(OnnxControlFlow, CapturedValuesComeFirst)
{
    OnnxNetwork net = branching("c");
    // A producer of the captured value that stands behind the If in the file.
    net.model().mutable_graph()->mutable_input(1)->set_name("raw");
    net.node("Relu", {"raw"}, {"x"});
    const auto graph = net.import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(256));
}

/// A loop of `trips` passes around the nodes that `fill` adds to its body: value `in` to value `out`.
void addLoop(onnx::NodeProto& node, const std::string& level, const std::function<void(onnx::GraphProto&)>& fill)
{
    auto& inner = body(node, "body");
    for (const std::string& name : {"i" + level, "go" + level, "in" + level})
        inner.add_input()->set_name(name);
    addNode(inner, "Identity", {"go" + level}, {"on" + level});
    fill(inner);
    for (const std::string& name : {"on" + level, "out" + level})
        inner.add_output()->set_name(name);
}

/// A product of 16 x 16 in a loop of `inner` passes, in one of `outer`.
OnnxNetwork loopInALoop(std::int64_t outer, std::int64_t inner)
{
    OnnxNetwork net;
    net.input("x", {1, 16}).output("y").int64s("outer", {outer}).int64s("inner", {inner});
    addLoop(net.node("Loop", {"outer", "", "x"}, {"y"}), "1", [](onnx::GraphProto& around) {
        addLoop(addNode(around, "Loop", {"inner", "", "in1"}, {"out1"}), "2", [](onnx::GraphProto& graph) {
            auto& weights = *graph.add_initializer();
            weights.set_name("w");
            weights.set_data_type(onnx::TensorProto::FLOAT);
            weights.add_dims(16);
            weights.add_dims(16);
            weights.set_raw_data(std::string(1024, '\1'));
            addNode(graph, "MatMul", {"in2", "w"}, {"out2"});
        });
    });
    return net;
}

TEST(OnnxControlFlow, WeightsOfALoopInALoopAreThereOnce)
{
    const auto graph = loopInALoop(3, 5).import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph), Macs(3 * 5 * 16 * 16));
    EXPECT_EQ(totalParameters(**graph), 16 * 16);
    EXPECT_EQ(constantBytes(**graph), Bytes(1024));
}

TEST(OnnxControlFlow, CopiesOfABodySayOnceWhatTheyAre)
{
    const auto graph = loopInALoop(3, 5).import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    const auto& remarks = (*graph)->remarks();
    EXPECT_EQ(std::count_if(remarks.begin(), remarks.end(),
                            [](const ImportRemark& remark) { return remark.note == ImportNote::loopCounted; }),
              2);
}

TEST(OnnxControlFlow, LoopsInALoopTooLongAreALowerBound)
{
    const auto graph = loopInALoop(1000, 1000).import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_GT(totalMacs(**graph), Macs(10'000 * 16 * 16));
    EXPECT_LT(totalMacs(**graph), Macs(1'000'000 * 16 * 16));
    EXPECT_THAT((*graph)->remarks(), Contains(note(ImportNote::loopShortened)));
}

} // namespace
} // namespace tenbin
