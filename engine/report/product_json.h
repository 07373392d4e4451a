// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/targets/product.h"

namespace tenbin {

/// Facts of a product with units in the keys, each with kind, source and note; null where nobody says. docs/FACTS.md.
nlohmann::ordered_json productJson(const Product& product);

} // namespace tenbin
