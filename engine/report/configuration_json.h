// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "engine/targets/configuration.h"
#include "engine/targets/target.h"

namespace tenbin {

nlohmann::ordered_json toJsonValue(const OptionValue& value);

/// Every option of the target with the value in force, so that the object alone reproduces the estimate.
nlohmann::ordered_json configurationJson(const Configuration& configuration, const Target& target);

} // namespace tenbin
