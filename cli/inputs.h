// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/answers/answer_book.h"
#include "engine/targets/target_file.h"
#include "engine/validation/measurement.h"

namespace tenbin::cli {

/// A file path, or "zoo:mobilenet_v1?alpha=0.25".
Result<std::shared_ptr<const Graph>> loadModel(const std::string& model);

/// Nothing that is asked in one run is loaded or computed twice.
AnswerBook answerBook();

/// All presets; complaints about bad ones go to stderr.
TargetLibrary loadLibrary(const std::filesystem::path& executable);

/// "tenbin-cli: message (place)" on stderr.
void complain(const Error& error);
/// Complains; the exit code for it.
int failed(const Error& error);

/// All rows of some tables of measurements. Errors: those of readMeasurements().
Result<std::vector<Measurement>> readTables(const std::vector<std::filesystem::path>& files);

/// How MODEL may be written.
inline constexpr const char* kModelHelp =
    "A .tflite, .onnx, .h5 or .keras file (open sizes behind it: FILE?input=1x224x224x3&batch=1), or "
    "zoo:NAME?key=value&key=value";

} // namespace tenbin::cli
