// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/formats/keras/hdf5_file.h"

namespace tenbin {

/// What the process that reads an HDF5 file sends: the content or the error.
std::string packHdf5(const Result<Hdf5Content>& content);

/// Takes a message apart. Nothing in it is believed: offsets lie inside a file of `fileSize` bytes and lengths suit
/// shapes, else the message is as damaged as the file. Errors: modelCorrupt, and those that were sent.
Result<Hdf5Content> unpackHdf5(const std::string& message, std::size_t fileSize);

} // namespace tenbin
