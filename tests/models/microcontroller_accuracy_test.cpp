// SPDX-License-Identifier: GPL-3.0-or-later
// Published run times on microcontrollers. Rows name their source; MLPerf Tiny
// rows are 1000 / median throughput of the closed division.
#include <algorithm>
#include <cmath>
#include <filesystem>

#include <gtest/gtest.h>

#include "engine/formats/importer.h"
#include "engine/graph/analysis.h"
#include "engine/targets/target_file.h"
#include "engine/zoo/zoo.h"
#include "models/common/dead_channels.h"
#include "models/registry.h"

namespace tenbin {
namespace {

struct Row {
    const char* spec;
    const char* target;
    const char* toolchain;
    double milliseconds;
};

const std::vector<Row>& rows()
{
    static const std::vector<Row> list{
        // MLPerf Tiny v0.7 to v1.3
        {"mlperf_kws", "stm32l4r5", "xcubeai_7_3", 75.06},
        {"mlperf_ic", "stm32l4r5", "xcubeai_7_3", 226.9},
        {"mlperf_vww", "stm32l4r5", "xcubeai_7_3", 230.5},
        {"mlperf_ad", "stm32l4r5", "xcubeai_7_3", 7.579},
        {"mlperf_ic", "stm32l4r5", "xcubeai_10", 165.7},
        {"mlperf_ic", "stm32l4r5", "microtvm_cmsis_nn", 389.6},
        {"mlperf_kws", "stm32l4r5", "hale", 60.16},
        {"mlperf_kws", "stm32u575", "xcubeai_9", 29.06},
        {"mlperf_ic", "stm32u575", "xcubeai_10", 109.5},
        {"mlperf_ad", "stm32u385", "xcubeai_10", 5.41},
        {"mlperf_ic", "stm32h7a3", "xcubeai_9", 40.84},
        {"mlperf_kws", "stm32h7a3", "plumerai_2023", 13.86},
        {"mlperf_vww", "stm32h7a3", "hale", 43.76},
        {"mlperf_ic", "stm32f746", "plumerai_2023", 62.88},
        {"mlperf_vww", "renesas_ra6m4", "tflm_cmsis_nn", 162.4},
        {"mlperf_ic", "renesas_ra8d1", "tflm_cmsis_nn", 8.478},
        {"mlperf_vww", "nrf5340", "microtvm_cmsis_nn", 232.0},
        {"mlperf_ad", "renesas_rx65n", "tflm_cmsis_nn", 8.554},
        {"mlperf_ic", "psoc_62", "plumerai_2023", 189.0},
        {"mlperf_vww", "stm32g0b1", "hale", 1414.0},
        // ST model zoo README tables
        {"mobilenet_v1?alpha=0.25&classes=5", "stm32h747", "xcubeai_10", 163.78},
        {"mobilenet_v1?alpha=0.5&classes=5", "stm32h747", "xcubeai_8_1", 525.07},
        {"mobilenet_v2?alpha=0.35&classes=5", "stm32h747", "xcubeai_10", 290.75},
        {"mobilenet_v2", "stm32h747", "xcubeai_10", 1106.64},
        {"squeezenet_1_1?input=128&classes=5", "stm32h747", "stedgeai_3_0", 218.97},
        {"resnet8", "stm32h747", "stedgeai_3_0", 28.71},
        {"fd_mobilenet?classes=5", "stm32f769", "xcubeai_7_3", 112.4},
        // MicroNets table 4, MCUNet README
        {"micronet_kws?size=M", "stm32f446", "tflm_cmsis_nn", 426.0},
        {"micronet_kws?size=L", "stm32f746", "tflm_cmsis_nn", 610.0},
        {"person_detect", "stm32f746", "tflm_cmsis_nn", 108.0},
        {"mcunet_vww1", "stm32h743", "tflm_cmsis_nn", 97.0},
        {"mcunet_vww1", "stm32h743", "xcubeai_7_3", 57.0},
        {"mcunet_vww1", "stm32h743", "tinyengine", 51.0},
        // esp-nn README, pico-tflmicro benchmark results
        {"person_detect", "esp32_s3", "esp_nn", 47.0},
        {"person_detect", "esp32_p4", "esp_nn", 73.0 * 360.0 / 400.0}, // measured at 360 MHz
        {"person_detect", "esp32_c3", "esp_nn", 426.0},
        {"person_detect", "rp2040", "tflm_cmsis_nn", 823.658},
    };
    return list;
}

double relativeError(const Row& row)
{
    static const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    const Target* target = library.find(row.target);
    const auto graph = buildNetwork(row.spec);
    if (!target || !graph)
        return 1e9;
    const auto configuration = withOption(*target, {}, "toolchain", row.toolchain);
    if (!configuration)
        return 1e9;
    const auto result = estimate(**graph, *target, *configuration);
    return result && result->latency ? result->latency->value.count() * 1e3 / row.milliseconds - 1.0 : 1e9;
}

TEST(MicrocontrollerAccuracy, PublishedTimesAreMet)
{
    std::vector<double> errors;
    for (const Row& row : rows()) {
        const double error = relativeError(row);
        EXPECT_LT(std::abs(error), 0.35) << row.spec << " on " << row.target << " with " << row.toolchain;
        errors.push_back(std::abs(error));
    }
    std::sort(errors.begin(), errors.end());
    EXPECT_LT(errors[errors.size() / 2], 0.12);
}

/// Real model files, where they lie beside the repository.
std::vector<std::string> realFiles()
{
    std::error_code ignored;
    const std::string vww = TENBIN_SHARED_DIR "/models/mlperf-tiny/vww_96_int8.tflite";
    return std::filesystem::exists(vww, ignored) ? std::vector<std::string>{vww} : std::vector<std::string>{};
}
class DeadFilterFile : public ::testing::TestWithParam<std::string> {};
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DeadFilterFile);

TEST_P(DeadFilterFile, HalfOfTheWorkIsLeft)
{
    const auto graph = importNetwork(GetParam());
    ASSERT_TRUE(graph.has_value());
    const std::vector<double> live = liveMacFractions(**graph);
    double macsLeft = 0.0;
    for (std::size_t i = 0; i < live.size(); ++i)
        macsLeft += live[i] * macs(**graph, (*graph)->operators()[i]).toDouble();
    EXPECT_NEAR(macsLeft, 3742091.0, 1000.0); // counted from the file
}
INSTANTIATE_TEST_SUITE_P(Real, DeadFilterFile, ::testing::ValuesIn(realFiles()));

} // namespace
} // namespace tenbin
