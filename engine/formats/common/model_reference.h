// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"

namespace tenbin {

/// A model file and the sizes that the user gives for what it leaves open.
struct ModelReference {
    std::filesystem::path path;
    ImportOptions options;
};

/// Takes "model.onnx?input=1x3x224x224&batch=1&trips=10" apart. A file may be given as "file:PATH".
///
/// `input` stands for the only input; others are named by their own name, a symbolic dimension by its name; in
/// names "%26" is an ampersand and "%25" a percent sign.
/// A question mark that belongs to the name of a file that exists stays in the name.
/// Errors: inputSizeInvalid (key, value, what is allowed).
Result<ModelReference> parseModelReference(const std::string& text);

/// "1x3x224x224" as numbers, 16 at most, each at least 1; nothing where the text is something else.
std::optional<std::vector<std::int64_t>> parseSizes(std::string_view text);

/// "?input=1x3x224x224&batch=1" in a fixed order; empty where nothing is given.
std::string toQuery(const ImportOptions& options);

} // namespace tenbin
