// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "gui/palette/command_palette.h"
#include "gui/palette/fuzzy.h"

namespace tenbin {

/// The palette's commands that match what was typed, best first.
class CommandListModel final : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { GroupRole = Qt::UserRole, ShortcutRole, HitsRole };

    using QAbstractListModel::QAbstractListModel;

    void setCommands(std::vector<PaletteCommand> commands);
    void search(const QString& typed);
    const PaletteCommand& at(int row) const { return m_commands[m_found[std::size_t(row)].command]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    struct Found {
        std::size_t command;
        FuzzyMatch match;
    };
    std::vector<PaletteCommand> m_commands;
    std::vector<Found> m_found;
};

} // namespace tenbin
