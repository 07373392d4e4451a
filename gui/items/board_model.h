// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "gui/items/card.h"

namespace tenbin {

class RequirementDesk;
class Workspace;

/// One row a target, in the order of the presets: what its card shows now, and
/// what it would show with the network that is being dragged.
class BoardModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        CardRole = Qt::UserRole, ///< CardPointer
        PreviewRole,             ///< CardPointer; null if nothing is dragged
        TargetRole,              ///< QString
        GroupRole,               ///< QString
        VerdictRole,             ///< int of VerdictKind
        FramesRole,              ///< double, per second; invalid: unknown
        LatencyRole,             ///< double, seconds
        EnergyRole,              ///< double, joules
        PriceRole,               ///< double, US dollars; invalid: nobody published one
        SideRole,                ///< double, mm: the longer side of the package
        RankRole,                ///< int, place among those that are asked to keep requirements; invalid: none
    };

    explicit BoardModel(Workspace& workspace, QObject* parent = nullptr);

    /// From now on cards say whether they keep what is asked there.
    void obey(RequirementDesk& desk);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    const Card& card(int row) const { return *m_cards[static_cast<std::size_t>(row)]; }
    /// -1: no such target.
    int rowOf(std::string_view target) const;

public Q_SLOTS:
    /// Texts change with the language too.
    void refresh();
    void refreshPreview();

private:
    CardPointer cardOf(const Target& target, const NetworkId& network, const NetworkId& boardNetwork,
                       const Answer* answer) const;
    CardPointer makePreview(const Target& target) const;
    QVariant rankOf(const Card& card) const;
    void fillCards();
    void fillPreviews();
    bool showsTheTargets() const;

    Workspace& m_workspace;
    RequirementDesk* m_desk = nullptr;
    std::vector<CardPointer> m_cards;
    std::vector<CardPointer> m_previews;
};

} // namespace tenbin
