// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/run_control.h"

namespace tenbin {

void RunControl::pause()
{
    const std::scoped_lock lock(m_mutex);
    if (m_paused || m_stopped)
        return;
    m_paused = true;
    m_pausedAt = Clock::now();
    m_free = false;
}

void RunControl::resume()
{
    const std::scoped_lock lock(m_mutex);
    endPause();
    m_free = !m_stopped;
    m_changed.notify_all();
}

void RunControl::stop()
{
    const std::scoped_lock lock(m_mutex);
    endPause();
    m_stopped = true;
    m_free = false;
    m_changed.notify_all();
}

void RunControl::endPause()
{
    if (!m_paused)
        return;
    m_paused = false;
    m_start += Clock::now() - m_pausedAt;
}

bool RunControl::stopped() const
{
    const std::scoped_lock lock(m_mutex);
    return m_stopped;
}

bool RunControl::goOn() const
{
    if (m_free)
        return true;
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_paused || m_stopped; });
    return !m_stopped;
}

std::chrono::duration<double> RunControl::workTime() const
{
    const std::scoped_lock lock(m_mutex);
    const Clock::time_point now = m_paused ? m_pausedAt : Clock::now();
    return now - m_start;
}

} // namespace tenbin
