// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/background_tasks.h"

#include <algorithm>

namespace tenbin {

void BackgroundTasks::set(BackgroundTask task)
{
    const auto known = std::find_if(m_tasks.begin(), m_tasks.end(), [&](const auto& t) { return t.id == task.id; });
    if (known == m_tasks.end())
        m_tasks.push_back(std::move(task));
    else
        *known = std::move(task);
    Q_EMIT changed();
}

void BackgroundTasks::clear(const QString& id)
{
    if (std::erase_if(m_tasks, [&](const auto& t) { return t.id == id; }) > 0)
        Q_EMIT changed();
}

} // namespace tenbin
