// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

namespace tenbin {

/// Threads that `threads` asks for: itself, or one a core for 0.
int threadCount(int threads);

/// A team of threads that stays together, for work that comes in many small pieces. The only place that knows
/// TBB; builds for ThreadSanitizer use std::jthread, which it can see through.
class ThreadTeam {
public:
    /// Up to `threads` threads (0: one a core), the caller's own among them.
    explicit ThreadTeam(int threads);
    ~ThreadTeam();
    ThreadTeam(const ThreadTeam&) = delete;
    ThreadTeam& operator=(const ThreadTeam&) = delete;

    /// Runs body(0) … body(count - 1) and waits for all.
    void forEach(std::size_t count, const std::function<void(std::size_t)>& body);

private:
    struct Members;
    std::unique_ptr<Members> m_members;
};

/// forEach of a team that is needed once.
void parallelFor(std::size_t count, int threads, const std::function<void(std::size_t)>& body);

/// work(0) … work(count - 1) in parallel, then consume(0) … consume(count - 1) one at a time and in order, as
/// results come in; at most `window` numbers are between the two. Stops early once consume or work returns false: what
/// comes after the first false is not consumed.
void orderedPipeline(std::size_t count, int threads, std::size_t window, const std::function<bool(std::size_t)>& work,
                     const std::function<bool(std::size_t)>& consume);

} // namespace tenbin
