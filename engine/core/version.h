// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tenbin {

/// Named in studies, reports and by --version: figures of two versions may differ.
/// The number is the project's in CMakeLists.txt (a test compares them).
inline constexpr const char* kEngineVersion = "tenbin 0.2.0";

} // namespace tenbin
