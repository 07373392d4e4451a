// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// An array of numbers in an HDF5 file.
struct Hdf5Dataset {
    Shape shape;
    std::optional<DataType> type;    ///< nothing where the elements are no little-endian numbers
    std::optional<std::size_t> at;   ///< bytes from the start of the file, where the values lie there as they are
    std::vector<std::byte> unpacked; ///< values that the file holds in chunks
};

/// What Tenbin wants to know of an HDF5 file: texts and arrays by their paths.
struct Hdf5Content {
    /// Attributes by "group@name", those of the root by "@name": one text, or a list of them.
    std::map<std::string, std::vector<std::string>> texts;
    std::map<std::string, Hdf5Dataset> datasets; ///< by "group/group/name"

    /// The first text of an attribute, or null.
    const std::string* text(const std::string& key) const;
};

/// Reads a file that lies in memory. Optimizers' states are passed over, and so is what lies outside the file
/// (external links, external and virtual storage). Values are not copied unless they are packed, and then
/// they are at most `mostUnpacked` bytes. The library reads in a process of its own, so that no file can end this one.
/// Errors (without file): modelCorrupt, modelTooLarge.
Result<Hdf5Content> readHdf5(std::span<const std::byte> file);

} // namespace tenbin
