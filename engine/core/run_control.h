// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace tenbin {

/// How a run is paused and stopped from another thread. Workers ask between pieces of at most a few milliseconds, so
/// both take effect at once; asking costs next to nothing. A run that was stopped stays so.
class RunControl {
public:
    void pause();
    void resume();
    void stop();
    bool stopped() const;
    /// Waits while paused. False: stop now.
    bool goOn() const;
    /// Since this control was made; stands still while paused, because a pause is no work.
    std::chrono::duration<double> workTime() const;

private:
    using Clock = std::chrono::steady_clock;

    void endPause();

    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
    std::atomic<bool> m_free = true; ///< neither paused nor stopped: no need to look closer
    bool m_paused = false, m_stopped = false;
    Clock::time_point m_start = Clock::now(); ///< later by every pause that is over
    Clock::time_point m_pausedAt;
};

} // namespace tenbin
