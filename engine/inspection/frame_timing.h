// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/sourced.h"
#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "engine/targets/settings.h"

namespace tenbin {

/// What stands before a target: a sensor and how its pictures come over.
struct Camera {
    std::string id, name;
    Sourced<double> width, height; ///< pixel
    Sourced<double> bitsPerPixel;
    Sourced<double> readoutSeconds;    ///< exposure of the last row to the last pixel out, image processing included
    Sourced<double> linkBitsPerSecond; ///< of the interface to the target; 0: the sensor is the target
    Sourced<double> framesPerSecond;   ///< highest
};

/// Reads presets/cameras.toml. Errors: fileNotFound, presetSyntax, presetMissingKey, presetUnsourced.
Result<std::vector<Camera>> readCameras(const std::filesystem::path& file);

enum class FrameStage : std::uint8_t { readout, link, inference, output };
inline constexpr int kFrameStages = 4;

/// One stage of one frame.
struct FrameBar {
    int frame = 0;
    FrameStage stage{};
    Seconds start, length;
};

/// Several frames through the stages. A stage takes one frame at a time; stages of
/// different frames overlap.
struct FrameTiming {
    std::vector<FrameBar> bars;
    Seconds period; ///< between two results
    double framesPerSecond = 0.0;
    Seconds photonToResult; ///< from the start of the readout to the end of the output
    FrameStage limit{};     ///< the stage that sets the period; meaningless if `waitsForSensor`
    bool waitsForSensor = false;
};

/// What the output stage sends: the picture with the result, or the result alone.
struct FrameOutput {
    double bits = 0.0;
    double bitsPerSecond = 0.0;
};

/// The result alone over the interface whose rate the settings know ("output.bits_per_s"):
/// the bits of the network's outputs. Nothing where no rate was published: a picture that
/// leaves beside the result does so while it is read out.
FrameOutput resultOutput(const Settings& settings, const Graph& graph);

/// Frames of `camera` through inference and output. Empty bars where the latency is unknown.
FrameTiming frameTiming(const Estimate& estimate, const Camera& camera, const FrameOutput& output, int frames);

/// The camera that a sensor with inference is: "sensor.readout_s" and "frame_rate_hz" of the settings; empty for other targets.
std::optional<Camera> ownCamera(const Settings& settings);

} // namespace tenbin
