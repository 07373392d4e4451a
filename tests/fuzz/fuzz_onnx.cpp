// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/importer.h"
#include "engine/graph/analysis.h"
#include "tests/engine/formats/onnx_fixtures.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;
using namespace tenbin::fixtures;

namespace {

std::string windows()
{
    OnnxNetwork network;
    network.input("x", {1, 3, 16, 16}).counting("w", {8, 3, 3, 3}).counting("d", {8, 1, 3, 3});
    attribute(network.node("Conv", {"x", "w"}, {"a"}), "strides", std::vector<std::int64_t>{2, 2});
    network.node("Relu", {"a"}, {"b"});
    attribute(network.node("Conv", {"b", "d"}, {"c"}), "group", std::int64_t{8});
    attribute(network.node("MaxPool", {"c"}, {"p"}), "kernel_shape", std::vector<std::int64_t>{2, 2});
    network.node("GlobalAveragePool", {"p"}, {"g"});
    attribute(network.node("Flatten", {"g"}, {"f"}), "axis", std::int64_t{1});
    network.output("f");
    return network.model().SerializeAsString();
}

std::string matrices()
{
    OnnxNetwork network;
    network.input("x", {1, 8, 16}).counting("w", {16, 16}).int64s("shape", {1, 16, 8}).int64s("axes", {2});
    network.node("MatMul", {"x", "w"}, {"m"});
    network.node("Softmax", {"m"}, {"s"});
    network.node("Reshape", {"s", "shape"}, {"r"});
    network.node("Unsqueeze", {"r", "axes"}, {"u"});
    network.node("Einsum", {"u"}, {"e"});
    network.node("Add", {"e", "e"}, {"y"});
    network.output("y");
    return network.model().SerializeAsString();
}

} // namespace

std::vector<std::string> fuzzSeeds() { return {windows(), matrices()}; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto owned = std::make_shared<std::vector<std::byte>>(bytes, bytes + size);
    if (const auto graph = importNetwork(*owned, "fuzz", owned)) {
        ++acceptedInputs;
        (void)totalMacs(**graph);
    }
    return 0;
}
