// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace tenbin {

/// Tells the event loop that the system asks the program to end (SIGTERM, SIGHUP, SIGINT), as it does at log-out: that
/// is no crash. One for the whole program.
class Termination final : public QObject {
    Q_OBJECT
public:
    explicit Termination(QObject* parent = nullptr);
    ~Termination() override;

Q_SIGNALS:
    void asked();

private:
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace tenbin
