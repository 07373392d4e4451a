// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// The network of a file; without a path the reference network that is part of the program.
Result<std::shared_ptr<const Graph>> loadNetworkOrReference(const std::string& path);

} // namespace tenbin
