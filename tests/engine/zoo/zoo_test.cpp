// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include <gtest/gtest.h>

#include "engine/graph/analysis.h"
#include "engine/memory/liveness.h"
#include "engine/zoo/zoo.h"

namespace tenbin {
namespace {

std::shared_ptr<const Graph> built(const std::string& spec)
{
    auto graph = buildNetwork(spec);
    EXPECT_TRUE(graph.has_value()) << spec << (graph ? "" : ": " + (graph.error().arguments.empty() ? "" : graph.error().arguments[0]));
    return graph ? *graph : nullptr;
}

struct Published {
    const char* spec;
    double macs, macTolerance;              ///< relative tolerance: how far the source rounds or counts differently
    double parameters, parameterTolerance;  ///< 0: not published there
    const char* source;
};

class PublishedFigures : public ::testing::TestWithParam<Published> {};

TEST_P(PublishedFigures, MacsAndParametersAgree)
{
    const Published& p = GetParam();
    const auto graph = built(p.spec);
    ASSERT_TRUE(graph);
    EXPECT_NEAR(totalMacs(*graph).toDouble(), p.macs, p.macTolerance * p.macs) << p.source;
    if (p.parameters > 0) {
        EXPECT_NEAR(static_cast<double>(totalParameters(*graph)), p.parameters, p.parameterTolerance * p.parameters) << p.source;
    }
}

INSTANTIATE_TEST_SUITE_P(Networks, PublishedFigures, ::testing::Values(
    // Files of MLPerf Tiny and TensorFlow Lite Micro, counted exactly.
    Published{"mlperf_kws", 2656768, 0, 22604, 0, "mlcommons/tiny: kws_ref_model.tflite"},
    Published{"mlperf_vww", 7489664, 0, 0, 0, "mlcommons/tiny: vww_96_int8.tflite"},
    Published{"mlperf_ic", 12501632, 0, 77706, 0, "mlcommons/tiny: pretrainedResnet_quant.tflite"},
    Published{"mlperf_ad", 264192, 0, 265864, 0, "mlcommons/tiny: ad01_int8.tflite"},
    Published{"person_detect", 7157888, 0, 210706, 0, "tensorflow/tflite-micro: person_detect.tflite"},
    Published{"mcunet_vww", 11578816, 0, 426634, 0, "mit-han-lab/tinyengine: vww.tflite"},
    Published{"mobilenet_v2", 300774272, 0, 3487816, 0, "mobilenet_v2_224_int8.tflite, Keras 3.5 M parameters less batch normalisation"},
    // Papers and model zoos, as far as they round.
    Published{"mobilenet_v1", 569e6, 0.002, 4.2e6, 0.02, "arXiv:1704.04861, table 8"},
    Published{"mobilenet_v1?alpha=0.5", 149e6, 0.006, 1.3e6, 0.04, "arXiv:1704.04861, table 6"},
    Published{"mobilenet_v1?alpha=0.25", 41e6, 0.01, 0.5e6, 0.08, "arXiv:1704.04861, table 6"},
    Published{"mobilenet_v2?alpha=1.4", 582e6, 0.005, 6.06e6, 0.02, "tensorflow/models: mobilenet_v2 README"},
    Published{"mobilenet_v2?alpha=0.35&input=96", 11e6, 0.09, 1.66e6, 0.02, "tensorflow/models: mobilenet_v2 README"},
    Published{"mobilenet_v3_small", 56e6, 0.04, 2.5e6, 0.03, "arXiv:1905.02244, table 3"},
    Published{"mobilenet_v3_large", 219e6, 0.02, 5.4e6, 0.03, "arXiv:1905.02244, table 3"},
    Published{"resnet18", 1.82e9, 0.01, 11.69e6, 0.005, "torchvision: 1.81 GFLOPS, 11.69 M"},
    Published{"resnet50", 4.09e9, 0.01, 25.56e6, 0.005, "torchvision: 4.09 GFLOPS, 25.56 M"},
    Published{"squeezenet_1_1", 349e6, 0.01, 1.235e6, 0.005, "torchvision: 0.35 GFLOPS, 1.24 M"},
    Published{"squeezenet_1_0", 0.82e9, 0.06, 1.248e6, 0.005, "torchvision: 0.82 GFLOPS at its own pooling, 1.25 M"},
    Published{"inception_v1", 1.5e9, 0.08, 6.6e6, 0.07, "tensorflow/models: slim, 6.6 M; arXiv:1409.4842, table 1: 1.5 G"},
    Published{"efficientnet_lite0", 407e6, 0.06, 4.7e6, 0.03, "tensorflow/tpu: efficientnet/lite README"},
    Published{"vgg16_cifar", 313e6, 0.005, 14.7e6, 0.01, "chengyangfu/pytorch-vgg-cifar10; fvcore: 0.313 G"},
    Published{"ds_cnn?size=S", 2.7e6, 0.04, 23.7e3, 0.06, "arXiv:1711.07128, table 9: 5.4 MOps"},
    Published{"micronet_kws?size=M", 15580852, 0.002, 0, 0, "ARM-software/ML-zoo: kws_micronet_m.tflite"},
    Published{"tiny_yolo_v2", 3.49e9, 0.02, 15.9e6, 0.02, "pjreddie.com: 6.97 BFLOPs for VOC"},
    Published{"yolov8n", 4.37e9, 0.03, 3.15e6, 0.03, "ultralytics: 8.7 GFLOPs, 3.2 M"},
    Published{"ssd_mobilenet_v2", 0.8e9, 0.15, 4.3e6, 0.6, "arXiv:1801.04381, table 6 (SSDLite: 0.8 G)"},
    Published{"wav2letter", 3491106584.0, 0.001, 0, 0, "ARM-software/ML-zoo: wav2letter"},
    Published{"vit_tiny", 1.25e9, 0.02, 5.7e6, 0.01, "arXiv:2012.12877, table 1: 1.3 G, 5.7 M"}));

TEST(Zoo, PeakOfMobileNetV2IsThatOfThePaper)
{
    // 112 x 112 x (16 + 96) bytes = 1372.0 KiB: arXiv:2110.15352, figure 2.
    EXPECT_EQ(peakLiveBytes(liveRanges(*built("mobilenet_v2"), inPlaceRules())).bytes, Bytes(112 * 112 * (16 + 96)));
    // Without reuse the first depthwise layer of stride 2 holds input and output.
    EXPECT_EQ(peakLiveBytes(liveRanges(*built("mobilenet_v2"))).bytes, Bytes(112 * 112 * 96 + 56 * 56 * 96));
}

TEST(Zoo, EveryFamilyBuildsAtItsDefaultsAndAtEveryChoice)
{
    std::set<std::string> ids;
    EXPECT_GE(networkFamilies().size(), 25u);
    for (const NetworkFamily& family : networkFamilies()) {
        EXPECT_TRUE(ids.insert(family.id).second) << family.id;
        EXPECT_FALSE(family.source.empty()) << family.id;
        EXPECT_TRUE(built(family.id)) << family.id;
        for (const NetworkParameter& parameter : family.parameters)
            for (const std::string& choice : parameter.choices)
                EXPECT_TRUE(built(family.id + "?" + parameter.key + "=" + choice)) << family.id << " " << parameter.key << "=" << choice;
    }
}

TEST(Zoo, SpecsKeepOnlyWhatDiffersAndComeBack)
{
    const auto spec = parseNetworkSpec("zoo:mobilenet_v1?alpha=0.25&input=96&classes=1000");
    ASSERT_TRUE(spec.has_value());
    EXPECT_EQ(spec->toString(), "mobilenet_v1?alpha=0.25&input=96x96x3");
    EXPECT_EQ(*parseNetworkSpec(spec->toString()), *spec);
    EXPECT_EQ(built("mobilenet_v1?alpha=0.25&input=96x96x3")->hash(), built("mobilenet_v1?input=96&alpha=0.25")->hash());
    EXPECT_EQ(built("mobilenet_v1?input=64x96")->tensor(built("mobilenet_v1?input=64x96")->inputs()[0]).shape, (Shape{1, 64, 96, 3}));
    EXPECT_EQ(built("mobilenet_v2")->origin().zooSpec, "mobilenet_v2");
}

TEST(Zoo, RefusesWhatCannotBe)
{
    const auto codeOf = [](const char* spec) { return buildNetwork(spec).error().code; };
    EXPECT_EQ(codeOf("no_such_network"), ErrorCode::networkUnknown);
    for (const char* spec : {"mobilenet_v1?alpha=-1", "mobilenet_v1?alpha=wide", "mobilenet_v1?input=3", "mobilenet_v1?input=96x", "mobilenet_v1?input=96.5",
                             "mobilenet_v1?colour=red", "mobilenet_v1?alpha", "ds_cnn?size=XL", "mobilenet_v1?input=1000000", "mobilenet_v1?classes=1.5"})
        EXPECT_EQ(codeOf(spec), ErrorCode::networkParameter) << spec;
    EXPECT_EQ(buildNetwork("ds_cnn?size=XL").error().arguments, (std::vector<std::string>{"size", "XL", "S, M, L"}));
}

TEST(Zoo, SmallerNetworksShrinkStepByStep)
{
    const auto smaller = smallerNetworks(*parseNetworkSpec("mobilenet_v1?alpha=0.5&input=128"));
    ASSERT_FALSE(smaller.empty());
    EXPECT_EQ(smaller[0].toString(), "mobilenet_v1?alpha=0.25&input=128x128x3");
    const std::int64_t now = totalMacs(*built("mobilenet_v1?alpha=0.5&input=128")).count();
    for (const NetworkSpec& spec : smaller)
        EXPECT_LT(totalMacs(*built(spec.toString())).count(), now) << spec.toString();
    EXPECT_TRUE(smallerNetworks(*parseNetworkSpec("mlperf_ad")).empty());
}

TEST(Zoo, NetworksAreQuantisedAndFused)
{
    const auto graph = built("mobilenet_v2");
    for (const Operator& op : graph->operators()) {
        EXPECT_NE(op.kind, OperatorKind::relu6);
        EXPECT_EQ(graph->output(op).type, DataType::int8());
    }
    EXPECT_EQ(biasOf(*graph, graph->operators()[0])->type, DataType::int32());
}

} // namespace
} // namespace tenbin
