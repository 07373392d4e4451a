// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "engine/graph/operator_traits.h"

namespace tenbin {

/// Words for operators that share a colour.
QString categoryText(OperatorCategory category);

} // namespace tenbin
