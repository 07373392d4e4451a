// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/zip_archive.h"
#include "engine/inference/data_set.h"

struct gzFile_s;

namespace tenbin {

/// What the readers of data sets share: each knows one kind of file.

using FileBytes = std::vector<std::uint8_t>;

/// dataFormat with file and, where known, offset.
tl::unexpected<Error> damagedData(const std::filesystem::path& file, std::string what,
                                  std::optional<std::uint64_t> offset = {});

/// No array and no file is larger, whatever its header claims.
constexpr std::uint64_t kMostDataBytes = std::uint64_t{4} << 30;

/// Whether a sample of this shape can be meant for a network with this input (empty: any network): at most four
/// times as many values, and never more than 64 Mi. Asked before anything of that size is held.
/// Errors: dataShape, dataFormat (empty or too large).
Result<void> checkSample(const Shape& sample, const Shape& input, const std::filesystem::path& file);

/// A file from its beginning to its end; gzip is unpacked. What is held grows with what is there, not with what
/// somebody claims. Errors of all: dataFormat (corrupt or implausible archive, too few bytes).
class DataStream {
public:
    /// Errors: fileNotFound (also for what is no regular file), fileUnreadable.
    static Result<DataStream> open(const std::filesystem::path& file);

    Result<FileBytes> read(std::uint64_t count);    ///< exactly so many bytes
    Result<FileBytes> readRest(std::uint64_t most); ///< all that follow
    Result<void> expectEnd();

private:
    static void close(gzFile_s* file);
    DataStream(gzFile_s* file, std::filesystem::path path) : m_file(file, &close), m_path(std::move(path)) {}
    Result<std::size_t> readSome(FileBytes& bytes, std::size_t most);

    std::unique_ptr<gzFile_s, decltype(&close)> m_file;
    std::filesystem::path m_path;
    std::optional<std::uint64_t> m_size; ///< bytes, where the file is not packed
    std::uint64_t m_most = 0, m_at = 0;  ///< bytes, unpacked
};

/// Whole file up to `most` bytes; gzip is unpacked. Errors: those of DataStream.
Result<FileBytes> readDataFile(const std::filesystem::path& file, std::uint64_t most = kMostDataBytes);

/// Pictures in a folder a class: FOLDER/train/CLASS/*.png and FOLDER/test/CLASS/*.png, or FOLDER/CLASS/*.png, of
/// which every fifth (in the order of their names) is for testing. Classes are numbered in the order of
/// their names. PNG, JPEG, BMP, GIF, PGM and PPM; all of one size, colour as in the first one.
/// Errors: dataFormat, dataShape (file).
bool isImageFolder(const std::filesystem::path& folder);
Result<DataSet> readImageFolder(const std::filesystem::path& folder, Split split, const Shape& input);

/// NumPy arrays of unsigned bytes, x_train, y_train, x_test, y_test, as .npy files of a folder or members of
/// an .npz archive (also the only one in a folder). Samples H x W or H x W x C, labels of any integer type.
/// Errors: dataFormat (file, offset), dataShape, labelsMissing.
bool isNumpy(const std::filesystem::path& path);
Result<DataSet> readNumpy(const std::filesystem::path& path, Split split, const Shape& input);

} // namespace tenbin
