// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#include "gui/app/job_thread.h"

namespace tenbin {

/// Work beside the GUI thread where the newest request wins: starting again
/// stops the work before it, whose result never arrives. The destructor stops
/// and joins, so nothing outlives its owner.
template <class Output>
class Job {
public:
    using Work = std::function<Output(std::stop_token)>;
    using Done = std::function<void(Output)>;

    Job() = default;
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    ~Job() { stop(); }

    /// Runs `work` on the job's thread, then `done` on the caller's.
    void start(Work work, Done done)
    {
        stop();
        m_stop = std::stop_source();
        m_running = true;
        const auto output = std::make_shared<std::optional<Output>>();
        m_thread.run([work = std::move(work), token = m_stop.get_token(), output] { *output = guarded(work, token); },
                     [this, done = std::move(done), token = m_stop.get_token(), output] {
                         if (!token.stop_requested()) // else there may be no job any more
                             finish(done, *output);
                     });
    }

    /// Asks the work to stop; its result will not arrive.
    void stop()
    {
        m_stop.request_stop();
        m_running = false;
    }
    bool running() const { return m_running; }

private:
    /// An exception (out of memory, a library's) must not cross the thread.
    static std::optional<Output> guarded(const Work& work, const std::stop_token& token)
    {
        if (token.stop_requested())
            return std::nullopt;
        try {
            return work(token);
        } catch (...) {
            return std::nullopt;
        }
    }

    void finish(const Done& done, std::optional<Output>& output)
    {
        m_running = false;
        if (output)
            done(std::move(*output));
    }

    std::stop_source m_stop;
    bool m_running = false;
    JobThread m_thread; ///< last: joined first
};

} // namespace tenbin
