// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/answers/answer_book.h"
#include "engine/targets/target_file.h"

namespace tenbin::cli {

/// A file path, or "zoo:mobilenet_v1?alpha=0.25".
Result<std::shared_ptr<const Graph>> loadModel(const std::string& model);

/// Nothing that is asked in one run is loaded or computed twice.
AnswerBook answerBook();

/// All presets; complaints about bad ones go to stderr.
TargetLibrary loadLibrary(const std::filesystem::path& executable);

/// "tenbin-cli: message (place)" on stderr.
void complain(const Error& error);

} // namespace tenbin::cli
