// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "gui/items/card.h"

namespace tenbin {

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
    };

    explicit BoardModel(Workspace& workspace, QObject* parent = nullptr);

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
    CardPointer makePreview(const Target& target) const;
    void fillCards();
    void fillPreviews();
    bool showsTheTargets() const;

    Workspace& m_workspace;
    std::vector<CardPointer> m_cards;
    std::vector<CardPointer> m_previews;
};

} // namespace tenbin
