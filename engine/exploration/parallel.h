// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace tenbin {

/// Runs body(0) … body(count - 1) on up to `threads` threads (0: one a core) and waits for all.
/// The only place that knows TBB; builds for ThreadSanitizer use std::jthread, which it can see through.
void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

/// Threads that `threads` asks for: itself, or one a core for 0.
int threadCount(int threads);

/// work(0) … work(count - 1) in parallel, then consume(0) … consume(count - 1) one at a time and in order, as
/// results come in; at most `window` results wait. Stops early once consume or work returns false: what
/// comes after the first false is not consumed.
void orderedPipeline(std::size_t count, int threads, std::size_t window, const std::function<bool(std::size_t)>& work,
                     const std::function<bool(std::size_t)>& consume);

} // namespace tenbin
