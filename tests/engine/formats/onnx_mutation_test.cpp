// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/onnx_fixtures.h"

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <limits>
#include <random>

#include "engine/formats/onnx/support.h"
#include "engine/graph/analysis.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

using namespace fixtures;

/// Changes a model where it means something: operators, names, attributes, shapes, bodies.
/// TENBIN_MUTATIONS says how many models are tried (2,000 unless it says otherwise).
class ModelMutator {
public:
    explicit ModelMutator(std::uint64_t seed) : m_random(seed), m_operators(onnxOperatorSupport()) {}

    void change(onnx::ModelProto& model)
    {
        for (std::size_t i = 0, count = 1 + below(4); i < count; ++i)
            changeGraph(*model.mutable_graph(), 0);
        if (chance(10) && model.functions_size() > 0)
            changeNode(*model.mutable_functions(0)->mutable_node(), *model.mutable_graph());
        if (chance(20))
            model.mutable_opset_import(0)->set_version(number());
    }
    std::size_t below(std::size_t end) { return end == 0 ? 0 : m_random() % end; }

private:
    bool chance(std::size_t oneIn) { return below(oneIn) == 0; }

    std::int64_t number()
    {
        static const std::vector<std::int64_t> edges{0,
                                                     1,
                                                     -1,
                                                     2,
                                                     3,
                                                     4,
                                                     8,
                                                     13,
                                                     25,
                                                     255,
                                                     65536,
                                                     std::int64_t{1} << 31,
                                                     std::int64_t{1} << 40,
                                                     std::numeric_limits<std::int64_t>::max(),
                                                     std::numeric_limits<std::int64_t>::min()};
        return edges[below(edges.size())];
    }

    std::string name(const onnx::GraphProto& graph)
    {
        if (chance(8))
            return {};
        if (graph.initializer_size() > 0 && chance(3))
            return graph.initializer(static_cast<int>(below(static_cast<std::size_t>(graph.initializer_size()))))
                .name();
        if (graph.node_size() == 0 || chance(4))
            return "x";
        const auto& node = graph.node(static_cast<int>(below(static_cast<std::size_t>(graph.node_size()))));
        return node.output_size() > 0 ? node.output(0) : "x";
    }

    void changeGraph(onnx::GraphProto& graph, int depth)
    {
        switch (below(5)) {
        case 0:
            if (graph.initializer_size() > 0)
                changeTensor(*graph.mutable_initializer(
                    static_cast<int>(below(static_cast<std::size_t>(graph.initializer_size())))));
            break;
        case 1:
            if (graph.input_size() > 0)
                changeShape(
                    *graph.mutable_input(static_cast<int>(below(static_cast<std::size_t>(graph.input_size())))));
            break;
        default:
            changeNode(*graph.mutable_node(), graph, depth);
        }
    }

    void changeShape(onnx::ValueInfoProto& value)
    {
        auto& shape = *value.mutable_type()->mutable_tensor_type()->mutable_shape();
        if (shape.dim_size() == 0 || chance(4)) {
            shape.add_dim()->set_dim_value(number());
            return;
        }
        auto& dimension = *shape.mutable_dim(static_cast<int>(below(static_cast<std::size_t>(shape.dim_size()))));
        if (chance(3))
            dimension.set_dim_param("open");
        else
            dimension.set_dim_value(number());
    }

    void changeTensor(onnx::TensorProto& tensor)
    {
        switch (below(5)) {
        case 0:
            tensor.set_data_type(static_cast<int>(below(26)));
            break;
        case 1:
            tensor.clear_raw_data();
            break;
        case 2:
            tensor.add_dims(number());
            break;
        case 3:
            if (tensor.dims_size() > 0)
                tensor.mutable_dims()->RemoveLast();
            break;
        default:
            if (tensor.int64_data_size() > 0)
                tensor.set_int64_data(static_cast<int>(below(static_cast<std::size_t>(tensor.int64_data_size()))),
                                      number());
            else
                tensor.set_data_location(onnx::TensorProto::EXTERNAL);
        }
    }

    void changeNode(google::protobuf::RepeatedPtrField<onnx::NodeProto>& nodes, const onnx::GraphProto& graph,
                    int depth = 9)
    {
        if (nodes.empty())
            return;
        auto& node = *nodes.Mutable(static_cast<int>(below(static_cast<std::size_t>(nodes.size()))));
        switch (below(9)) {
        case 0:
            node.set_op_type(std::string(m_operators[below(m_operators.size())].name));
            break;
        case 1:
            if (node.input_size() > 0)
                node.mutable_input()->RemoveLast();
            break;
        case 2:
            node.add_input(name(graph));
            break;
        case 3:
            if (node.input_size() > 0)
                node.set_input(static_cast<int>(below(static_cast<std::size_t>(node.input_size()))), name(graph));
            break;
        case 4:
            node.add_output("extra" + std::to_string(m_random() % 1000));
            break;
        case 5:
            if (node.output_size() > 0)
                node.set_output(0, "");
            break;
        case 6:
            nodes.SwapElements(0, nodes.size() - 1);
            break;
        case 7:
            attribute(node, attributeName(), number());
            break;
        default:
            changeAttribute(node, depth);
        }
    }

    std::string attributeName()
    {
        static const std::vector<std::string> names{
            "axis",      "group",  "to",   "keepdims", "hidden_size", "num_scan_inputs", "blocksize",
            "ceil_mode", "transB", "bits", "K"};
        return names[below(names.size())];
    }

    void changeAttribute(onnx::NodeProto& node, int depth)
    {
        if (node.attribute_size() == 0)
            return;
        auto& one = *node.mutable_attribute(static_cast<int>(below(static_cast<std::size_t>(node.attribute_size()))));
        if (one.has_g() && depth < 4) {
            changeGraph(*one.mutable_g(), depth + 1);
            return;
        }
        switch (below(4)) {
        case 0:
            one.set_i(number());
            break;
        case 1:
            if (one.ints_size() > 0)
                one.mutable_ints()->RemoveLast();
            break;
        case 2:
            if (one.ints_size() > 0)
                one.set_ints(static_cast<int>(below(static_cast<std::size_t>(one.ints_size()))), number());
            break;
        default:
            one.set_type(static_cast<onnx::AttributeProto::AttributeType>(below(15)));
        }
    }

    std::mt19937_64 m_random;
    std::vector<OnnxOperatorSupport> m_operators;
};

onnx::GraphProto& body(onnx::NodeProto& node, const std::string& name)
{
    auto& attribute = *node.add_attribute();
    attribute.set_name(name);
    attribute.set_type(onnx::AttributeProto::GRAPH);
    return *attribute.mutable_g();
}

void addNode(onnx::GraphProto& graph, const std::string& type, const std::vector<std::string>& inputs,
             const std::string& output)
{
    auto& node = *graph.add_node();
    node.set_op_type(type);
    for (const auto& input : inputs)
        node.add_input(input);
    node.add_output(output);
}

/// Control flow, integers, shape arithmetic and a function in one network.
OnnxNetwork variedNetwork()
{
    OnnxNetwork net(17);
    net.input("x", {1, 4, 8, 8}).input("c", {1}, onnx::TensorProto::BOOL).output("y").output("all");
    net.counting("w", {4, 4, 3, 3}).counting("m", {8, 8}).int64s("three", {3}).int64s("axes", {1}).int64s("k", {2});
    net.floats("s", {}, {0.5f}).integers("z", {}, onnx::TensorProto::INT8, {1});
    attribute(net.node("Conv", {"x", "w"}, {"a"}), "pads", std::vector<std::int64_t>{1, 1, 1, 1});
    net.node("Shape", {"a"}, {"shape"});
    net.node("Slice", {"shape", "axes", "three"}, {"part"});
    net.node("ConstantOfShape", {"part"}, {"zeros"});
    net.node("QuantizeLinear", {"a", "s", "z"}, {"q"});
    net.node("DequantizeLinear", {"q", "s", "z"}, {"d"});
    net.node("DynamicQuantizeLinear", {"d"}, {"dq", "ds", "dz"});
    net.node("TopK", {"d", "k"}, {"top", "index"});
    attribute(net.node("Einsum", {"d", "m"}, {"e"}), "equation", "abcd,de->abce");
    auto& branch = net.node("If", {"c"}, {"b"});
    for (const char* name : {"then_branch", "else_branch"}) {
        auto& graph = body(branch, name);
        addNode(graph, "MatMul", {"d", "m"}, std::string(name) + "/h");
        graph.add_output()->set_name(std::string(name) + "/h");
    }
    auto& loop = net.node("Loop", {"three", "", "b"}, {"y", "all"});
    auto& graph = body(loop, "body");
    for (const char* name : {"i", "go", "state"})
        graph.add_input()->set_name(name);
    addNode(graph, "MatMul", {"state", "m"}, "next");
    addNode(graph, "Identity", {"go"}, "on");
    for (const char* name : {"on", "next", "next"})
        graph.add_output()->set_name(name);
    return net;
}

OnnxNetwork recurrentNetwork()
{
    OnnxNetwork net;
    net.input("x", {6, 1, 4}).output("y").counting("w", {1, 32, 4}).counting("r", {1, 32, 8}).counting("v", {4, 8});
    net.node("LSTM", {"x", "w", "r"}, {"", "h", "cell"});
    auto& scan = net.node("Scan", {"h", "x"}, {"last", "y"});
    attribute(scan, "num_scan_inputs", std::int64_t{1});
    auto& graph = body(scan, "body");
    for (const char* name : {"state", "element"})
        graph.add_input()->set_name(name);
    addNode(graph, "MatMul", {"element", "v"}, "p");
    addNode(graph, "Add", {"state", "p"}, "next");
    for (const char* name : {"next", "next"})
        graph.add_output()->set_name(name);
    return net;
}

TEST(OnnxMutation, NoModelEndsTheProgramOrTakesASecond)
{
    const char* wanted = std::getenv("TENBIN_MUTATIONS");
    const long count = wanted ? std::atol(wanted) : 2000;
    const std::vector<OnnxNetwork> seeds{onnxClassifierNetwork(), variedNetwork(), recurrentNetwork()};
    for (const OnnxNetwork& seed : seeds)
        ASSERT_TRUE(seed.import().has_value());
    ModelMutator mutator(20260);
    long accepted = 0;
    double slowest = 0.0;
    for (long i = 0; i < count; ++i) {
        OnnxNetwork net = seeds[mutator.below(seeds.size())];
        mutator.change(net.model());
        if (const char* keep = std::getenv("TENBIN_KEEP_MUTATION")) {
            const auto bytes = net.bytes();
            std::ofstream(keep, std::ios::binary)
                .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        }
        const std::clock_t start = std::clock(); // other programs must not count
        if (const auto graph = net.import()) {
            ++accepted;
            EXPECT_GE(totalMacs(**graph).count(), 0);
        } else {
            EXPECT_EQ(graph.error().where.file, "fixture");
        }
        const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
        slowest = std::max(slowest, taken);
        ASSERT_LT(taken, 1.0 * test::kSlowdown) << "mutation " << i;
    }
    EXPECT_GT(accepted, count / 10);
    RecordProperty("accepted", std::to_string(accepted));
    std::printf("%ld models, %ld accepted, slowest %.1f ms\n", count, accepted, slowest * 1000.0);
}

} // namespace
} // namespace tenbin
