// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/inference/data_set.h"

namespace tenbin {

/// What the readers of data sets share: each knows one kind of file.

using FileBytes = std::vector<std::uint8_t>;

/// dataFormat with file and, where known, offset.
tl::unexpected<Error> damagedData(const std::filesystem::path& file, std::string what,
                                  std::optional<std::uint64_t> offset = {});

/// Whole file; gzip is unpacked. Errors: fileNotFound, fileUnreadable, dataFormat (corrupt archive).
Result<FileBytes> readDataFile(const std::filesystem::path& file);

/// Pictures in a folder a class: FOLDER/train/CLASS/*.png and FOLDER/test/CLASS/*.png, or FOLDER/CLASS/*.png, of
/// which every fifth (in the order of their names) is for testing. Classes are numbered in the order of
/// their names. PNG, JPEG, BMP, GIF, PGM and PPM; all of one size, colour as in the first one.
/// Errors: dataFormat, dataShape (file).
bool isImageFolder(const std::filesystem::path& folder);
Result<DataSet> readImageFolder(const std::filesystem::path& folder, Split split);

/// NumPy arrays of unsigned bytes, x_train, y_train, x_test, y_test, as .npy files of a folder or members of
/// an .npz archive (also the only one in a folder). Samples H x W or H x W x C, labels of any integer type.
/// Errors: dataFormat (file, offset), dataShape, labelsMissing.
bool isNumpy(const std::filesystem::path& path);
Result<DataSet> readNumpy(const std::filesystem::path& path, Split split);

} // namespace tenbin
