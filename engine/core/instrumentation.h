// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a sanitizer watches this program: GCC and Clang say it in different ways.
#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TENBIN_ADDRESSES_ARE_WATCHED
#elif __has_feature(thread_sanitizer)
#define TENBIN_THREADS_ARE_WATCHED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define TENBIN_ADDRESSES_ARE_WATCHED
#elif defined(__SANITIZE_THREAD__)
#define TENBIN_THREADS_ARE_WATCHED
#endif

namespace tenbin {

#if defined(TENBIN_ADDRESSES_ARE_WATCHED) || defined(TENBIN_THREADS_ARE_WATCHED)
inline constexpr bool kInstrumented = true;
#else
inline constexpr bool kInstrumented = false;
#endif

} // namespace tenbin
