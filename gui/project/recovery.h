// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QDateTime>
#include <QStringList>

namespace tenbin {

/// Changes that an earlier session left on the disk and that nobody has open.
struct Recoverable {
    QString path;
    bool untitled = false; ///< a recovery file, else a project with a draft
    QDateTime written;

    bool operator==(const Recoverable&) const = default;
};

/// Newest first. Looks into the recovery files and the projects that were open lately; recovery files that hold
/// nothing are removed. Reads files: not for the GUI thread.
std::vector<Recoverable> findRecoverable(const QString& recoveryFolder, const QStringList& projects);

/// Removes a recovery file, or the draft of a project. False if it is open in another window.
bool discardRecoverable(const Recoverable& recoverable);

} // namespace tenbin
