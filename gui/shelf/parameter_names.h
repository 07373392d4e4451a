// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

namespace tenbin {

/// Label of a parameter of a built-in network ("alpha" -> "Width α"); an unknown key is shown as it is.
QString parameterLabel(std::string_view key);

} // namespace tenbin
