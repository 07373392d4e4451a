// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/palette/command_list_model.h"

#include <algorithm>

#include <QRegularExpression>

#include "gui/look/lookup.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostShown = 200;
constexpr int kDisabledPenalty = 30, kDepthPenalty = 3;

} // namespace

void CommandListModel::setCommands(std::vector<PaletteCommand> commands)
{
    m_commands = std::move(commands);
    search({});
}

void CommandListModel::search(const QString& typed)
{
    beginResetModel();
    m_found.clear();
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const PaletteCommand& command = m_commands[i];
        auto match = fuzzyMatch(typed, command.text);
        if (!match) { // "theme dark": the group's letters count, but less
            match = fuzzyMatch(typed, command.group + QLatin1Char(' ') + command.text);
            if (match) {
                match->score /= 2;
                match->hits.clear();
            }
        }
        if (match) {
            if (!command.enabled)
                match->score -= kDisabledPenalty;
            match->score -= kDepthPenalty * int(command.group.count(QChar(0x203a))); // ›: what lies deep in menus
            m_found.push_back({i, std::move(*match)});
        }
    }
    std::stable_sort(m_found.begin(), m_found.end(),
                     [](const Found& a, const Found& b) { return a.match.score > b.match.score; });
    if (m_found.size() > kMostShown)
        m_found.resize(kMostShown);
    endResetModel();
}

int CommandListModel::rowCount(const QModelIndex& parent) const { return countAtTop(parent, m_found.size()); }

QVariant CommandListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteCommand& command = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return command.text;
    case GroupRole:
        return command.group;
    case ShortcutRole:
        return command.shortcut;
    case Qt::AccessibleTextRole:
        return QStringList{command.text, command.group, command.shortcut}
            .filter(QRegularExpression(QStringLiteral(".")))
            .join(QStringLiteral(", "));
    case HitsRole: {
        QVariantList hits;
        for (const qsizetype hit : m_found[std::size_t(index.row())].match.hits)
            hits << hit;
        return hits;
    }
    default:
        return {};
    }
}

Qt::ItemFlags CommandListModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    flags.setFlag(Qt::ItemIsEnabled, at(index.row()).enabled);
    return flags;
}

} // namespace tenbin
