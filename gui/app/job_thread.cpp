// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/job_thread.h"

#include <utility>

#include <QCoreApplication>
#include <QEvent>

namespace tenbin {

void JobThread::run(std::function<void()> work, std::function<void()> done)
{
    {
        const std::scoped_lock lock(m_mutex);
        m_waiting.push_back({std::move(work), std::move(done)});
        if (std::exchange(m_working, true))
            return;
    }
    m_thread = std::jthread([this] { workOff(); }); // joins the one before, which has nothing left to do
}

void JobThread::workOff()
{
    for (std::optional<Task> task = next(); task; task = next()) {
        task->work();
        task->work = nullptr;
        {
            const std::scoped_lock lock(m_mutex);
            m_done.push_back(std::move(task->done));
        }
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
    }
}

std::optional<JobThread::Task> JobThread::next()
{
    const std::scoped_lock lock(m_mutex);
    if (m_waiting.empty()) {
        m_working = false;
        return std::nullopt;
    }
    Task task = std::move(m_waiting.front());
    m_waiting.pop_front();
    return task;
}

bool JobThread::event(QEvent* event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    std::vector<std::function<void()>> done;
    {
        const std::scoped_lock lock(m_mutex);
        std::swap(done, m_done);
    }
    for (const auto& call : done) // of no member: one of them may destroy this object
        call();
    return true;
}

} // namespace tenbin
