// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/tables/table.h"

namespace tenbin {

/// A table in letters of one width: columns as wide as their widest cell, numbers to the right, a title over each
/// group. What a file put into a cell is visible and bounded.
std::string toText(const Table& table);

} // namespace tenbin
