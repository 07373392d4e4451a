// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include <QListWidget>

namespace tenbin {

struct TargetLibrary;

/// The targets of the library, group by group, each with a box to check.
class TargetList final : public QListWidget {
    Q_OBJECT
public:
    explicit TargetList(QWidget* parent = nullptr);

    /// Targets may come and go while the window is open; those that were checked stay so. Emits no signal.
    void setTargets(const TargetLibrary& library);
    /// Ids, in the order of the list.
    std::vector<std::string> checked() const;
    /// Checks the targets whose id is wanted and no other.
    void check(const std::function<bool(const std::string& id)>& wanted);
};

} // namespace tenbin
