// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include <QString>

#include "engine/targets/target_file.h"

namespace tenbin {

/// Label of an option as its target calls it, "Sensor mode"; as all do where the target is null or has no such option.
/// A number of the preset has its key, spelled for people.
QString optionText(const Target* target, std::string_view key);
/// As the first of the targets calls it that has such an option: for what is about several.
QString optionText(const TargetLibrary& targets, std::string_view key);

} // namespace tenbin
