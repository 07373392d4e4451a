// SPDX-License-Identifier: GPL-3.0-or-later
// What limits of time and memory have to allow for where a sanitizer watches the program.
#pragma once

#include "engine/core/instrumentation.h"

namespace tenbin::test {

/// `kSlowdown`: how many times longer work may take than in a release build. Sanitizers look at every access, and
/// their builds are optimised less; a limit times this still tells work in proportion from work that explodes.
/// `kShadow`: how many times more memory what is touched may take (ThreadSanitizer keeps four cells for each).
/// `kKeptAsideKib`: what was freed and is kept, so that a later access is noticed (AddressSanitizer's quarantine).
#if defined(TENBIN_ADDRESSES_ARE_WATCHED)
inline constexpr double kSlowdown = 8.0;
inline constexpr long kShadow = 2, kKeptAsideKib = 256 * 1024;
#elif defined(TENBIN_THREADS_ARE_WATCHED)
inline constexpr double kSlowdown = 20.0;
inline constexpr long kShadow = 8, kKeptAsideKib = 0;
#else
inline constexpr double kSlowdown = 1.0;
inline constexpr long kShadow = 1, kKeptAsideKib = 0;
#endif

} // namespace tenbin::test
