// SPDX-License-Identifier: GPL-3.0-or-later
// Estimates against all published runs and compiler outputs, where they are at hand.
#include <algorithm>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/formats/importer.h"
#include "engine/targets/target_file.h"
#include "models/registry.h"
#include "tests/models/ethos_u_networks.h"
#include "tests/models/measurement_table.h"

namespace tenbin {
namespace {

using Errors = std::map<std::string, std::vector<double>>;

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[values.size() / 2];
}

const Target* targetOf(const MeasurementRow& row)
{
    static const TargetLibrary library = loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema);
    std::string id = row.at("target");
    if (!id.starts_with("Ethos-U"))
        return nullptr;
    std::transform(id.begin(), id.end(), id.begin(), [](char c) {
        return c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return library.find(id);
}

double valueOf(const MeasurementRow& row) { return std::strtod(row.at("value").c_str(), nullptr); }

bool contains(const MeasurementRow& row, const char* column, const char* text)
{
    return row.at(column).find(text) != std::string::npos;
}

Configuration configurationOf(const MeasurementRow& row, const Target& target)
{
    Configuration configuration;
    const auto set = [&](const char* key, const char* value) {
        if (auto next = withOption(target, configuration, key, value))
            configuration = *next;
    };
    for (const auto& [text, mode] :
         {std::pair{"Shared", "shared_sram"}, {"Sram_Only", "sram_only"}, {"Dedicated", "dedicated_sram"}})
        if (row.at("memory_config").starts_with(text))
            set("memory_mode", mode);
    if (contains(row, "toolchain", "3.10"))
        set("toolchain", "vela_3_10");
    for (const auto& [text, system] :
         {std::pair{"Deep_Embedded", "deep"}, {"U65_Embedded", "embedded"}, {"Flash_High", "flash_high"}})
        if (contains(row, "target_config", text))
            set("system", system);
    return configuration;
}

std::string generationOf(const MeasurementRow& row) { return row.at("target").substr(6, 3); }

/// Runs of networks on the fixed virtual platform with Arm's own timing adapters.
Errors fvpErrors()
{
    Errors errors;
    for (const MeasurementRow& row : readMeasurements("ethos-u.csv")) {
        const Target* target = targetOf(row);
        const auto graph = ethosUNetwork(row.at("model"));
        if (!target || !graph || row.at("kind") != "simulated" || !contains(row, "target_config", "adapter ta_config"))
            continue;
        Configuration configuration = configurationOf(row, *target);
        if (contains(row, "model", "wav2letter"))
            configuration.values["sparsity"] = 0.8; // flash reads of Arm's log: 6.7 MB for 23.6 M weights
        const auto e = estimate(*graph, *target, configuration);
        const auto settings = Settings::resolve(*target, configuration);
        const double cycles = e->latency->value.count() * settings->number("clock_hz");
        errors[generationOf(row)].push_back(std::abs(cycles / valueOf(row) - 1.0));
    }
    return errors;
}

std::filesystem::path fileOf(const std::string& model)
{
    static const std::map<std::string, std::string> files{
        {"ad01_int8", "mlperf-tiny/ad01_int8.tflite"},
        {"kws_ref_model", "mlperf-tiny/kws_ref_model.tflite"},
        {"pretrainedResnet_quant", "mlperf-tiny/pretrainedResnet_quant.tflite"},
        {"vww_96_int8", "mlperf-tiny/vww_96_int8.tflite"},
        {"pretrainedResnet_large_int8", "mlperf-tiny/pretrainedResnet_large_int8.tflite"},
        {"person_detect", "tflm/person_detect.tflite"},
        {"mobilenet_v2_1.0_224_quant", "vision/mobilenet_v2_1.0_224_quant.tflite"},
        {"mcunetv2_large", "tinyengine/mcunetv2_large.tflite"},
        {"pytorch_mobilenet_v2_int8_224", "vision/mobilenet_v2_224_int8.tflite"},
        {"vww", "tinyengine/vww.tflite"},
        {"detection", "tinyengine/detection.tflite"},
        {"rnnoise_INT8", "audio/rnnoise_INT8.tflite"}};
    const auto found = files.find(model);
    return found == files.end() ? std::filesystem::path{}
                                : std::filesystem::path(TENBIN_SHARED_DIR) / "models" / found->second;
}

/// SRAM and encoded weights as Vela reports them.
Errors compilerErrors()
{
    Errors errors;
    std::map<std::string, std::shared_ptr<const Graph>> graphs;
    for (const MeasurementRow& row : readMeasurements("ethos-u.csv")) {
        const Target* target = targetOf(row);
        const bool sram = row.at("metric") == "peak_ram_kib", weights = row.at("metric") == "weights_kib";
        const auto file = fileOf(row.at("model"));
        if (!target || file.empty() || !(sram || weights) || !contains(row, "memory_config", "Shared"))
            continue;
        auto& graph = graphs[row.at("model")];
        if (!graph)
            if (auto imported = importNetwork(file))
                graph = *imported;
        if (!graph)
            continue;
        const auto e = estimate(*graph, *target, configurationOf(row, *target));
        const Bytes bytes = sram ? *e->memories[0].used : e->weightBytes;
        errors[row.at("metric")].push_back(std::abs(bytes.toDouble() / 1024.0 / valueOf(row) - 1.0));
    }
    return errors;
}

TEST(EthosUMeasurements, MediansOfTheVirtualPlatform)
{
    const std::map<std::string, double> limits{{"U55", 0.06}, {"U65", 0.12}, {"U85", 0.15}};
    for (const auto& [generation, errors] : fvpErrors())
        EXPECT_LE(median(errors), limits.at(generation)) << generation << ", " << errors.size() << " runs";
}

TEST(EthosUMeasurements, MediansOfTheCompiler)
{
    for (const auto& [metric, errors] : compilerErrors())
        EXPECT_LE(median(errors), 0.10) << metric << ", " << errors.size() << " rows";
}

} // namespace
} // namespace tenbin
