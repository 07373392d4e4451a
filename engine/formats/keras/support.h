// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace tenbin {

/// The Keras layers and operations that are read, as a table in Markdown for docs/FORMATS.md; asked of the reader's
/// own tables.
std::string kerasLayerTable();

} // namespace tenbin
