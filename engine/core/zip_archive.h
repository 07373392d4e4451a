// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"

namespace tenbin {

/// What `packed` bytes of an archive may become: data are packed to a half or a tenth, bombs to a thousandth.
std::uint64_t mostUnpacked(std::uint64_t packed);

/// A member of a ZIP archive as the archive's directory describes it. What the directory claims is possible for what
/// is there.
struct ZipMember {
    std::string name;
    std::span<const std::uint8_t> packed; ///< in the archive
    std::uint64_t size = 0;               ///< bytes, unpacked
    std::uint64_t checksum = 0;
    std::uint64_t offset = 0; ///< of `packed`, bytes from the start of the archive
    bool stored = false;      ///< as it is, not deflated

    /// Up to `count` first bytes, not checked. Memory grows with what comes out. Errors: dataFormat (with offset).
    Result<std::vector<std::uint8_t>> first(std::size_t count) const;
    /// All bytes. Errors: dataFormat, also where the checksum is another (with offset).
    Result<std::vector<std::uint8_t>> all() const;
};

/// The member of that name. Errors: dataFormat (no archive, damaged, an impossible size; with offset),
/// fileNotFound (name).
Result<ZipMember> findZipMember(std::span<const std::uint8_t> archive, const std::string& name);

} // namespace tenbin
