// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// Reads a network from a file. The format is told by the content, never by the name.
/// `options` gives the sizes that the file leaves open.
///
/// Errors, with file and place: fileNotFound, fileUnreadable, fileEmpty,
/// formatUnknown, formatNotSupported, and those of the model kind (modelTruncated …).
Result<std::shared_ptr<const Graph>> importNetwork(const std::filesystem::path& path,
                                                   const ImportOptions& options = {});

/// The same for bytes in memory; `label` stands for the file in messages.
/// `storage` keeps the bytes alive: constants point into them.
Result<std::shared_ptr<const Graph>> importNetwork(std::span<const std::byte> bytes, const std::string& label,
                                                   std::shared_ptr<const void> storage,
                                                   const ImportOptions& options = {});

/// Name filters for open dialogs: {"tflite", "onnx", "h5", "hdf5", "keras"}.
std::vector<std::string> importableExtensions();

} // namespace tenbin
