// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/formats/graph_fixtures.h"

#include <filesystem>

#include "engine/graph/analysis.h"

namespace tenbin {
namespace {

using namespace fixtures;

/// Counts of a public model file. MACs of TensorFlow Lite files are those of the networks'
/// publishers; a zero stands for a figure that nobody states.
struct Expectation {
    const char* path;
    std::int64_t macs, constantBytes, operators;
};

constexpr Expectation kModels[] = {
    {"mlperf-tiny/kws_ref_model.tflite", 2'656'768, 24'376, 13},
    {"mlperf-tiny/kws_ref_model_float32.tflite", 2'656'768, 0, 13},
    {"mlperf-tiny/vww_96_int8.tflite", 7'489'664, 219'072, 31},
    {"mlperf-tiny/vww_96_float.tflite", 7'489'664, 0, 31},
    {"mlperf-tiny/pretrainedResnet_quant.tflite", 12'501'632, 78'752, 16},
    {"mlperf-tiny/pretrainedResnet.tflite", 12'501'632, 0, 16},
    {"mlperf-tiny/pretrainedResnet_large_int8.tflite", 76'473'920, 482'888, 16},
    {"mlperf-tiny/ad01_int8.tflite", 264'192, 270'880, 10},
    {"mlperf-tiny/ad01_fp32.tflite", 264'192, 0, 10},
    // Three biases of zeros (512 bytes each) lie in one buffer.
    {"mlperf-tiny/str_ww_ref_model.tflite", 826'368, 48'396, 11},
    {"tinyengine/vww.tflite", 11'578'816, 445'128, 63},
    {"tinyengine/mcunetv2_large.tflite", 216'815'264, 1'850'546, 163},
    {"tinyengine/detection.tflite", 18'296'320, 175'400, 79},
    {"tflm/person_detect.tflite", 7'157'888, 218'928, 31},
    {"tflm/micro_speech_quantized.tflite", 336'000, 0, 4},
    {"tflm/hello_world_int8.tflite", 288, 0, 3},
    {"tflm/hello_world_float.tflite", 288, 0, 3},
    {"tflm/keyword_scrambled.tflite", 21'056, 0, 15},
    {"tflm/keyword_scrambled_8bit.tflite", 21'056, 0, 15},
    {"tflm/trained_lstm_int8.tflite", 113'120, 0, 4},
    {"tflm/dtln_noise_suppression.tflite", 361'088, 0, 4},
    {"tinymaix/mbnet128_0.25_q.tflite", 13'570'048, 0, 38},
    {"tinymaix/vww96_q.tflite", 7'493'760, 0, 30},
    {"tinymaix/cifar10_q.tflite", 3'082'240, 0, 6},
    {"tinymaix/mnist_valid_q.tflite", 21'220, 0, 6},
    // The matrices alone; the vendor's compiler states 87,510, counting element-wise work too.
    {"audio/rnnoise_INT8.tflite", 86'952, 0, 68},
    {"vision/mobilenet_v2_224_int8.tflite", 300'774'272, 0, 68},
    {"vision/mobilenet_v2_1.0_224_quant.tflite", 300'775'552, 0, 65},
    {"vision/mobilenetv2_shapes_only.onnx", 300'774'272, 0, 65},
    {"vision/resnet18_shapes_only.onnx", 1'814'073'344, 0, 32},
    {"cifar-onnx/baseline.onnx", 4'433'920, 0, 8},
    {"cifar-onnx/improved.onnx", 4'433'920, 0, 8},
    {"cifar-onnx/baseline_5x5.onnx", 12'298'240, 0, 8},
    {"cifar-onnx/deeper.onnx", 7'963'904, 0, 11},
    {"cifar-onnx/mininet.onnx", 24'478'976, 0, 12},
    {"cifar-onnx/nascifarnet.onnx", 36'180'992, 0, 16},
    {"cifar-onnx/ressimplenet.onnx", 18'449'664, 0, 23},
};

std::vector<Expectation> presentModels()
{
    std::vector<Expectation> present;
    for (const Expectation& model : kModels)
        if (std::filesystem::exists(std::filesystem::path(TENBIN_SHARED_DIR) / "models" / model.path))
            present.push_back(model);
    return present;
}

class SharedModels : public testing::TestWithParam<Expectation> {
protected:
    Result<std::shared_ptr<const Graph>> import() const
    {
        return importNetwork(std::filesystem::path(TENBIN_SHARED_DIR) / "models" / GetParam().path);
    }
};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SharedModels);

TEST_P(SharedModels, HaveTheirCounts)
{
    const auto graph = import();
    ASSERT_TRUE(graph.has_value()) << graph.error().where.element;
    EXPECT_EQ(totalMacs(**graph).count(), GetParam().macs);
    if (GetParam().constantBytes > 0) {
        EXPECT_EQ(constantBytes(**graph).count(), GetParam().constantBytes);
    }
    EXPECT_EQ(static_cast<std::int64_t>((*graph)->operators().size()), GetParam().operators);
    for (const Operator& op : (*graph)->operators())
        EXPECT_NE(op.kind, OperatorKind::custom) << op.customName;
}

TEST_P(SharedModels, SurviveBeingWritten)
{
    const auto graph = import();
    ASSERT_TRUE(graph.has_value());
    expectRoundTrip(**graph);
}

TEST_P(SharedModels, AreIntegersWhereTheFileIsQuantized)
{
    const std::string path = GetParam().path;
    if (!path.starts_with("cifar-onnx"))
        return;
    const auto graph = import();
    ASSERT_TRUE(graph.has_value());
    for (const Tensor& tensor : (*graph)->tensors())
        EXPECT_TRUE(tensor.type == DataType::int8() || (tensor.constant && tensor.type == DataType::int32()))
            << tensor.name;
}

INSTANTIATE_TEST_SUITE_P(All, SharedModels, testing::ValuesIn(presentModels()), [](const auto& given) {
    std::string name = given.param.path;
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c)))
            c = '_';
    return name;
});

/// All-zero filters of the pruned visual-wake-words model, through the layers they silence.
TEST(SharedModelsFacts, DeadFiltersOfVisualWakeWords)
{
    const auto path = std::filesystem::path(TENBIN_SHARED_DIR) / "models/mlperf-tiny/vww_96_int8.tflite";
    if (!std::filesystem::exists(path))
        return;
    const auto graph = importNetwork(path);
    ASSERT_TRUE(graph.has_value());
    Macs alive;
    for (const Operator& op : (*graph)->operators())
        alive += macsWithoutDeadChannels(**graph, op);
    EXPECT_EQ(alive, Macs(3'742'091));
}

} // namespace
} // namespace tenbin
