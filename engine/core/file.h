// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "engine/core/result.h"

namespace tenbin {

/// The one way in which Tenbin reads a file as a whole and replaces one.

/// More than any text that Tenbin reads (presets, questions, tables, comparisons) has reason to hold.
constexpr std::uint64_t kMostTextBytes = std::uint64_t{16} << 20;

/// Whole contents of a regular file; a symbolic link to one will do. Devices, pipes and folders are not opened, and
/// no more than `most` bytes are ever held. Errors, with path and reason: fileNotFound, fileUnreadable.
Result<std::string> readWhole(const std::filesystem::path& file, std::uint64_t most = kMostTextBytes);

/// Puts `bytes` in the place of `file`, or makes it, in one step; see FileReplacement. Errors: fileUnwritable.
Result<void> writeWhole(const std::filesystem::path& file, std::string_view bytes);

/// A file that takes the place of another once it is whole and on the disk. Until commit() the old file is untouched,
/// whatever happens; after a kill or a power cut there is the old file or the new one. The new one keeps the old one's
/// permissions and, where allowed, owner; a symbolic link stays one and its target is replaced. What is no regular file
/// (a device, a pipe) is written to directly, as nothing could take its place.
class FileReplacement {
public:
    /// Makes an empty file with a short name beside `target`. Errors: fileUnwritable (path, reason).
    static Result<FileReplacement> begin(const std::filesystem::path& target);

    ~FileReplacement(); ///< removes what was not committed, and SQLite's journals of it
    FileReplacement(FileReplacement&& other) noexcept;
    FileReplacement& operator=(FileReplacement&&) = delete;

    /// The file to be filled, for whoever writes by name. The target itself where that is no regular file.
    const std::filesystem::path& beside() const { return m_beside; }
    /// The file that will be replaced: `target`, or what the link leads to.
    const std::filesystem::path& target() const { return m_target; }

    /// Appends. Errors: fileUnwritable (path of the target, reason: "No space left on device").
    Result<void> write(std::string_view bytes);
    /// Brings the file to the disk and then in the target's place. Errors: fileUnwritable; the target is then as it was.
    Result<void> commit();

private:
    FileReplacement(std::filesystem::path target, std::filesystem::path beside, int descriptor)
        : m_target(std::move(target)), m_beside(std::move(beside)), m_descriptor(descriptor)
    {
    }
    bool direct() const { return m_target == m_beside; }

    std::filesystem::path m_target, m_beside;
    int m_descriptor = -1;
};

/// fileUnwritable with path and the system's reason for `error`, an errno.
tl::unexpected<Error> unwritableFile(const std::filesystem::path& file, int error);

} // namespace tenbin
