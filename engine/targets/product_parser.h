// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <toml++/toml.h>

#include "engine/core/error.h"
#include "engine/targets/product.h"

namespace tenbin {

/// Table [product] of a preset (presets/schema.md). Reads what it can into `product` and notes all errors, each with
/// `file`, line and key: presetType, presetRange, presetUnsourced, presetUnknownKey, presetMissingKey.
void readProduct(const toml::node& node, const std::string& file, Product& product, std::vector<Error>& errors);

} // namespace tenbin
