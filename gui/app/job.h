// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <utility>

#include <QFutureWatcher>
#include <QThreadPool>
#include <QtConcurrentRun>

namespace tenbin {

/// Work beside the GUI thread where the newest request wins: starting again
/// stops the work before it, whose result never arrives. The destructor stops
/// and joins, so nothing outlives its owner.
template <class Output>
class Job {
public:
    using Work = std::function<Output(std::stop_token)>;
    using Done = std::function<void(Output)>;

    Job() { m_pool.setMaxThreadCount(1); }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    ~Job()
    {
        stop();
        m_pool.waitForDone();
    }

    /// Runs `work` on the job's thread, then `done` on the caller's.
    void start(Work work, Done done)
    {
        stop();
        m_stop = std::stop_source();
        m_running = true;
        QObject::disconnect(m_connection);
        m_connection = QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &m_watcher,
                                        [this, done = std::move(done)] { finish(done); });
        m_watcher.setFuture(QtConcurrent::run(
            &m_pool, [work = std::move(work), token = m_stop.get_token()] { return guarded(work, token); }));
    }

    /// Asks the work to stop; its result will not arrive.
    void stop()
    {
        m_stop.request_stop();
        m_running = false;
    }
    bool running() const { return m_running; }

private:
    /// An exception (out of memory, a library's) must not cross the pool's thread.
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

    void finish(const Done& done)
    {
        if (!m_running || m_watcher.isCanceled())
            return;
        m_running = false;
        const Done call = done; // `done` may start the job again, which replaces the connection that holds it
        if (std::optional<Output> output = m_watcher.result())
            call(std::move(*output));
    }

    QThreadPool m_pool;
    QFutureWatcher<std::optional<Output>> m_watcher;
    QMetaObject::Connection m_connection;
    std::stop_source m_stop;
    bool m_running = false;
};

} // namespace tenbin
