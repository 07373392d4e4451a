// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <QObject>

namespace tenbin {

/// A thread of its own for tasks that follow each other, as long as there are any. What crosses between the threads
/// does so under a mutex of the standard library, which ThreadSanitizer understands; Qt carries the wake-up alone.
class JobThread final : public QObject {
public:
    JobThread() = default;
    /// Waits for every task that was handed over; what was to follow them is forgotten.
    ~JobThread() override = default;

    /// Runs `work`, which must not throw, after the tasks before it; then `done` on the thread that owns this object,
    /// from its event loop. `work` is destroyed before `done` is called; `done` may destroy this object.
    void run(std::function<void()> work, std::function<void()> done);

protected:
    bool event(QEvent* event) override;

private:
    struct Task {
        std::function<void()> work, done;
    };
    void workOff();
    std::optional<Task> next();

    std::mutex m_mutex; ///< guards the next three
    std::deque<Task> m_waiting;
    std::vector<std::function<void()>> m_done;
    bool m_working = false;
    std::jthread m_thread; ///< last: joined first
};

} // namespace tenbin
