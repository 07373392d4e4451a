// SPDX-License-Identifier: GPL-3.0-or-later
// Built-in networks layer by layer against the public files they are built after, where these are at hand.
#include <algorithm>
#include <filesystem>
#include <ostream>
#include <tuple>

#include <gmock/gmock.h>

#include "engine/formats/importer.h"
#include "engine/graph/analysis.h"
#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

struct Pair {
    const char* spec;
    const char* file;
};
void PrintTo(const Pair& pair, std::ostream* out) { *out << pair.spec; }

constexpr Pair kPairs[] = {
    {"mlperf_kws", "mlperf-tiny/kws_ref_model.tflite"},
    {"mlperf_vww", "mlperf-tiny/vww_96_int8.tflite"},
    {"mlperf_ic", "mlperf-tiny/pretrainedResnet_quant.tflite"},
    {"mlperf_ad", "mlperf-tiny/ad01_int8.tflite"},
    {"mlperf_sww", "mlperf-tiny/str_ww_ref_model.tflite"},
    {"resnet8?width=40", "mlperf-tiny/pretrainedResnet_large_int8.tflite"},
    {"person_detect", "tflm/person_detect.tflite"},
    {"mobilenet_v1?alpha=0.25&input=128", "tinymaix/mbnet128_0.25_q.tflite"},
    {"mcunet_vww1", "tinyengine/vww.tflite"},
    {"mcunet_v2", "tinyengine/mcunetv2_large.tflite"},
    {"mcunet_person", "tinyengine/detection.tflite"},
    {"mobilenet_v2", "vision/mobilenet_v2_224_int8.tflite"},
    {"mobilenet_v2", "vision/mobilenetv2_shapes_only.onnx"},
    {"resnet18", "vision/resnet18_shapes_only.onnx"},
};

std::filesystem::path pathOf(const Pair& pair)
{
    return std::filesystem::path(TENBIN_SHARED_DIR) / "models" / pair.file;
}

std::vector<Pair> presentPairs()
{
    std::vector<Pair> present;
    std::ranges::copy_if(kPairs, std::back_inserter(present),
                         [](const Pair& p) { return std::filesystem::exists(pathOf(p)); });
    return present;
}

using Layer =
    std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

/// MACs, window, stride and result of every layer with weights; sorted, for branches may run in either order.
std::vector<Layer> layersOf(const Graph& graph)
{
    std::vector<Layer> layers;
    for (const Operator& op : graph.operators()) {
        const LayerShape l = layerShape(graph, op);
        if (l.macs.count() > 0)
            layers.emplace_back(l.macs.count(), l.kernelH, l.kernelW, l.strideH, l.out.h, l.out.w, l.out.c);
    }
    std::ranges::sort(layers);
    return layers;
}

class ZooFiles : public testing::TestWithParam<Pair> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ZooFiles);

TEST_P(ZooFiles, HaveTheSameLayers)
{
    const auto built = buildNetwork(GetParam().spec);
    const auto read = importNetwork(pathOf(GetParam()));
    ASSERT_TRUE(built.has_value());
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(layersOf(**built), layersOf(**read));
}

INSTANTIATE_TEST_SUITE_P(Present, ZooFiles, testing::ValuesIn(presentPairs()));

/// The comparison itself notices one layer that differs.
TEST(ZooFilesComparison, TellsNetworksApart)
{
    EXPECT_NE(layersOf(**buildNetwork("mobilenet_v2")), layersOf(**buildNetwork("mobilenet_v2?classes=1001")));
    EXPECT_EQ(layersOf(**buildNetwork("mlperf_ic")), layersOf(**buildNetwork("resnet8")));
}

} // namespace
} // namespace tenbin
