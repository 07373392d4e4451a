// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <vector>

#include <QAbstractItemModel>

#include "engine/zoo/zoo.h"
#include "gui/app/job.h"
#include "gui/app/workspace_state.h"
#include "gui/items/network_summary.h"

namespace tenbin {

class Workspace;

/// Two sections: the files that are open, and the built-in families, each with
/// the parameters that are picked for it. Costs of built-in networks are counted
/// beside the GUI thread and arrive when they are known.
class ShelfModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        NetworkRole = Qt::UserRole, ///< QString, network id; empty for sections and what cannot be placed yet
        EntryRole,                  ///< QString, network id, also of a file that waits for sizes
        WaitingRole,                ///< bool, of such a file
        SummaryRole,                ///< QString, "96×96×3 · 7.49 M MAC …"
        TypeRole,                   ///< QString, "int8"
        SearchRole,                 ///< QString
        FamilyRole,                 ///< QString, id of a built-in family; empty for files
    };
    enum Section { yourModels, builtIn };

    explicit ShelfModel(Workspace& workspace, QObject* parent = nullptr);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& = {}) const override { return 1; }
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }

    QModelIndex indexOf(const NetworkId& id) const;
    /// What is picked for a family.
    const NetworkSpec& spec(const std::string& family) const { return m_specs.at(family); }
    /// Picks a value; the error says what is allowed.
    Result<NetworkId> pick(const std::string& family, const std::string& key, const std::string& value);
    /// Takes over the parameters of a built-in network, e.g. the one on the board.
    void adopt(const NetworkId& id);

private:
    void refreshOpened();
    void summariseMissing();
    NetworkId networkAt(const QModelIndex& index) const;
    QVariant sectionData(int section, int role) const;
    QVariant waitingData(const WaitingNetwork& waiting, int role) const;
    QVariant networkData(const QModelIndex& index, const NetworkId& id, int role) const;
    QString tipText(const NetworkId& id, const QString& costs, const NetworkFamily* family) const;
    /// The file at a row that waits for sizes; null: another row.
    const WaitingNetwork* waitingAt(const QModelIndex& index) const;

    Workspace& m_workspace;
    std::vector<NetworkId> m_opened; ///< those that wait for sizes last
    std::vector<WaitingNetwork> m_waiting;
    std::map<std::string, NetworkSpec, std::less<>> m_specs; // by family
    std::map<NetworkId, NetworkSummary, std::less<>> m_summaries;
    Job<std::vector<std::pair<NetworkId, NetworkSummary>>> m_job;
};

} // namespace tenbin
