// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace tenbin {

class Workspace;

/// A choice among networks, by title; what stands for each is its id, or whatever the form asks with.
class NetworkBox final : public QComboBox {
    Q_OBJECT
public:
    using QComboBox::QComboBox;

    /// Adds a network unless it is there.
    void offer(const QString& title, const QString& id);
    /// All that can be estimated: what is on the shelf, then the built-in families, by the ids of the workspace.
    void offerAll(const Workspace& workspace);
    /// Selects a network; the first one where `id` is not offered.
    void choose(const QString& id);
    QString chosen() const { return currentData().toString(); }
};

} // namespace tenbin
