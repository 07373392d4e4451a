// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/targets/product.h"

namespace tenbin {

/// Table [product] of a preset, with an empty line before it; empty where nothing is known of the product.
/// Reading it again (readProduct) gives an equal one.
std::string writeProduct(const Product& product);

} // namespace tenbin
