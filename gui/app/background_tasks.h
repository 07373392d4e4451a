// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include <QObject>
#include <QString>

namespace tenbin {

/// Long work as the status line shows it. Whoever works says so here under a name of
/// its own and takes it back when done; the status line knows nothing else.
struct BackgroundTask {
    QString id;                   ///< "explore"
    QString text;                 ///< "Exploring 6,336 designs"
    std::optional<double> share;  ///< done, 0 to 1; absent: cannot be told
    std::function<void()> cancel; ///< empty: cannot be cancelled
};

class BackgroundTasks final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void set(BackgroundTask task);
    void clear(const QString& id);
    /// In the order in which they began.
    const std::vector<BackgroundTask>& all() const { return m_tasks; }

Q_SIGNALS:
    void changed();

private:
    std::vector<BackgroundTask> m_tasks;
};

} // namespace tenbin
