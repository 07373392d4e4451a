// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/inspection/frame_timing.h"

#include <algorithm>
#include <array>

#include "engine/core/file.h"
#include "engine/targets/toml_text.h"

namespace tenbin {

namespace {

struct Field {
    const char* key;
    Sourced<double> Camera::*member;
};
constexpr Field kFields[] = {
    {"width_px", &Camera::width},
    {"height_px", &Camera::height},
    {"bits_per_pixel", &Camera::bitsPerPixel},
    {"readout_s", &Camera::readoutSeconds},
    {"link_bits_per_s", &Camera::linkBitsPerSecond},
    {"frame_rate_hz", &Camera::framesPerSecond},
};

Result<Sourced<double>> numberAt(const toml::table& table, const char* key, const std::string& file)
{
    const toml::table* number = table[key].as_table();
    const int line = static_cast<int>(table.source().begin.line);
    if (!number || !(*number)["value"].value<double>())
        return fail(ErrorCode::presetMissingKey, {key}, {.file = file, .line = line});
    const auto kind = sourceKindFromString((*number)["kind"].value_or(std::string()));
    const std::string source = (*number)["source"].value_or(std::string());
    if (!kind || source.empty())
        return fail(ErrorCode::presetUnsourced, {key}, {.file = file, .line = line});
    return Sourced<double>{*(*number)["value"].value<double>(), *kind, source, std::nullopt};
}

std::array<Seconds, kFrameStages> stagesOf(const Estimate& estimate, const Camera& camera, const FrameOutput& output)
{
    const double bits = camera.width.value * camera.height.value * camera.bitsPerPixel.value;
    std::array<Seconds, kFrameStages> stages{};
    stages[static_cast<std::size_t>(FrameStage::readout)] = Seconds(camera.readoutSeconds.value);
    if (camera.linkBitsPerSecond.value > 0.0)
        stages[static_cast<std::size_t>(FrameStage::link)] = Seconds(bits / camera.linkBitsPerSecond.value);
    stages[static_cast<std::size_t>(FrameStage::inference)] = estimate.latency->value;
    if (output.bitsPerSecond > 0.0)
        stages[static_cast<std::size_t>(FrameStage::output)] = Seconds(output.bits / output.bitsPerSecond);
    return stages;
}

} // namespace

Result<std::vector<Camera>> readCameras(const std::filesystem::path& file)
{
    auto text = readWhole(file);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto parsed = parseToml(*text, file.string());
    if (!parsed)
        return tl::make_unexpected(parsed.error());
    const toml::table& root = *parsed;
    std::vector<Camera> cameras;
    const toml::array* list = root["camera"].as_array();
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const toml::table* table = (*list)[i].as_table();
        if (!table)
            continue;
        Camera camera;
        camera.id = (*table)["id"].value_or(std::string());
        camera.name = (*table)["name"].value_or(camera.id);
        for (const Field& field : kFields) {
            auto number = numberAt(*table, field.key, file.string());
            if (!number)
                return tl::make_unexpected(number.error());
            camera.*field.member = *number;
        }
        cameras.push_back(std::move(camera));
    }
    return cameras;
}

std::optional<Camera> ownCamera(const Settings& settings)
{
    const Sourced<double>* readout = settings.sourced("sensor.readout_s");
    const Sourced<double>* rate = settings.sourced("frame_rate_hz");
    if (!readout || !rate)
        return std::nullopt;
    Camera camera;
    camera.id = settings.target().id;
    camera.name = settings.target().name;
    camera.readoutSeconds = *readout;
    camera.framesPerSecond = *rate;
    return camera;
}

FrameOutput resultOutput(const Settings& settings, const Graph& graph)
{
    FrameOutput output;
    output.bitsPerSecond = settings.numberOr("output.bits_per_s", 0.0);
    for (const TensorId id : graph.outputs())
        output.bits += 8.0 * graph.tensor(id).sizeBytes().toDouble();
    return output;
}

FrameTiming frameTiming(const Estimate& estimate, const Camera& camera, const FrameOutput& output, int frames)
{
    FrameTiming timing;
    if (!estimate.latency)
        return timing;
    const auto stages = stagesOf(estimate, camera, output);
    const auto longest = std::max_element(stages.begin(), stages.end());
    const Seconds sensor(camera.framesPerSecond.value > 0.0 ? 1.0 / camera.framesPerSecond.value : 0.0);
    timing.limit = static_cast<FrameStage>(longest - stages.begin());
    timing.waitsForSensor = sensor > *longest;
    timing.period = std::max(sensor, *longest);
    timing.framesPerSecond = timing.period.count() > 0.0 ? 1.0 / timing.period.count() : 0.0;

    std::array<Seconds, kFrameStages> busyUntil{};
    for (int frame = 0; frame < frames; ++frame) {
        Seconds now(static_cast<double>(frame) * timing.period.count());
        for (int stage = 0; stage < kFrameStages; ++stage) {
            const Seconds length = stages[static_cast<std::size_t>(stage)];
            if (length.count() <= 0.0)
                continue;
            now = std::max(now, busyUntil[static_cast<std::size_t>(stage)]);
            timing.bars.push_back({frame, static_cast<FrameStage>(stage), now, length});
            now += length;
            busyUntil[static_cast<std::size_t>(stage)] = now;
        }
    }
    for (const Seconds& stage : stages)
        timing.photonToResult += stage;
    return timing;
}

} // namespace tenbin
