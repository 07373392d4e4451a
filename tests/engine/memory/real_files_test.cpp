// SPDX-License-Identifier: GPL-3.0-or-later
// The planner on public model files, where they are at hand.
#include <filesystem>

#include <gtest/gtest.h>

#include "engine/formats/importer.h"
#include "engine/memory/arena_planner.h"
#include "engine/memory/liveness.h"

namespace tenbin {
namespace {

struct ModelFile {
    const char* path;
    std::int64_t livePeak;   ///< bytes, counted from the file
    std::int64_t greedyPeak; ///< bytes; person_detect's is the head that TFLM reports for its arena
};

std::vector<ModelFile> presentFiles()
{
    std::vector<ModelFile> files{
        {"tflm/person_detect.tflite", 55296, 55296},
        {"mlperf-tiny/kws_ref_model.tflite", 16000, 16000},
        {"mlperf-tiny/vww_96_int8.tflite", 55296, 64512},
        {"mlperf-tiny/pretrainedResnet_quant.tflite", 49152, 49152},
        {"mlperf-tiny/ad01_int8.tflite", 768, 768},
        {"mlperf-tiny/str_ww_ref_model.tflite", 6656, 6656},
        {"mlperf-tiny/pretrainedResnet_large_int8.tflite", 122880, 122880},
    };
    std::erase_if(files, [](const ModelFile& file) {
        std::error_code ignored;
        return !std::filesystem::exists(std::filesystem::path(TENBIN_SHARED_DIR) / "models" / file.path, ignored);
    });
    return files;
}

class RealFile : public testing::TestWithParam<ModelFile> {};

TEST_P(RealFile, PeaksAreThoseCounted)
{
    const auto graph = importNetwork(std::filesystem::path(TENBIN_SHARED_DIR) / "models" / GetParam().path);
    ASSERT_TRUE(graph.has_value());
    const auto requests = liveRanges(**graph);
    EXPECT_EQ(peakLiveBytes(requests).bytes.count(), GetParam().livePeak);
    EXPECT_EQ(planGreedyBySize(requests).peak(0).count(), GetParam().greedyPeak);
    EXPECT_EQ(planHillClimb(requests).peak(0).count(), GetParam().livePeak) << "a better order reaches the bound";
}

INSTANTIATE_TEST_SUITE_P(Models, RealFile, testing::ValuesIn(presentFiles()));
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(RealFile);

} // namespace
} // namespace tenbin
