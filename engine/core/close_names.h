// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenbin {

/// Names of `known` that `wanted` may stand for, the closest first, at most three: those that hold it, and those that
/// differ by a few letters. Upper case, "-" and " " count as lower case and "_".
std::vector<std::string> closeNames(std::string_view wanted, const std::vector<std::string>& known);

/// The only one of `known` that is `wanted` but for upper case, "-" and " ", or else the only one that holds it as
/// whole words ("himax" of "himax_we2"); empty where there is none, or where there are several.
std::string onlyName(std::string_view wanted, const std::vector<std::string>& known);

} // namespace tenbin
