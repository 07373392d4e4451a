// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/board_model.h"

#include <algorithm>

#include "gui/app/requirement_desk.h"
#include "gui/app/workspace.h"
#include "gui/items/requirement_card.h"
#include "gui/look/lookup.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

} // namespace

BoardModel::BoardModel(Workspace& workspace, QObject* parent) : QAbstractListModel(parent), m_workspace(workspace)
{
    fillCards();
    fillPreviews();
    connect(&m_workspace, &Workspace::targetsChanged, this, &BoardModel::refresh);
    connect(&m_workspace, &Workspace::stateChanged, this, &BoardModel::refresh);
    connect(&m_workspace, &Workspace::estimatesChanged, this, &BoardModel::refresh);
    connect(&m_workspace, &Workspace::previewChanged, this, &BoardModel::refreshPreview);
}

void BoardModel::obey(RequirementDesk& desk)
{
    m_desk = &desk;
    connect(&desk, &RequirementDesk::requirementsChanged, this, &BoardModel::refresh);
    connect(&desk, &RequirementDesk::choicesChanged, this, &BoardModel::refresh);
    refresh();
}

int BoardModel::rowCount(const QModelIndex& parent) const { return countAtTop(parent, m_cards.size()); }

QVariant BoardModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CardPointer& card = m_cards[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return card->name;
    case Qt::AccessibleTextRole:
        return card->spoken();
    case CardRole:
        return QVariant::fromValue(card);
    case PreviewRole:
        return QVariant::fromValue(m_previews[static_cast<std::size_t>(index.row())]);
    case TargetRole:
        return QString::fromStdString(card->target);
    case GroupRole:
        return card->group;
    case VerdictRole:
        return static_cast<int>(card->verdict);
    case FramesRole:
        return rawOrInvalid(card->framesPerSecond);
    case LatencyRole:
        return rawOrInvalid(card->latencySeconds);
    case EnergyRole:
        return rawOrInvalid(card->energyJoules);
    case PriceRole:
        return rawOrInvalid(card->priceUsd);
    case SideRole:
        return rawOrInvalid(card->longerSideMm);
    case RankRole:
        return rankOf(*card);
    default:
        return {};
    }
}

QVariant BoardModel::rankOf(const Card& card) const
{
    if (!m_desk)
        return {};
    if (const auto rank = m_desk->rankOf(card.target))
        return static_cast<int>(*rank);
    return {};
}

int BoardModel::rowOf(std::string_view target) const
{
    return indexOfFirst(m_cards, [&](const auto& card) { return card->target == target; });
}

bool BoardModel::showsTheTargets() const
{
    const auto& targets = m_workspace.targets().targets;
    return std::equal(targets.begin(), targets.end(), m_cards.begin(), m_cards.end(),
                      [](const Target& target, const CardPointer& card) { return target.id == card->target; });
}

void BoardModel::refresh()
{
    if (showsTheTargets()) {
        fillCards();
        refreshPreview();
        return;
    }
    beginResetModel();
    fillCards();
    fillPreviews();
    endResetModel();
}

void BoardModel::fillCards()
{
    const auto& targets = m_workspace.targets().targets;
    m_cards.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const TargetId& id = targets[i].id;
        const NetworkId network = m_workspace.networkOn(id);
        const Answer* answer = m_workspace.answer(id);
        // An answer to an older question about another network must not be taken for this one's.
        if (answer && answer->network != network)
            answer = nullptr;
        m_cards[i] = cardOf(targets[i], network, m_workspace.state().network, answer);
    }
}

void BoardModel::fillPreviews()
{
    const auto& targets = m_workspace.targets().targets;
    m_previews.resize(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i)
        m_previews[i] = makePreview(targets[i]);
}

void BoardModel::refreshPreview()
{
    if (!showsTheTargets())
        return; // refresh() is about to come
    fillPreviews();
    if (!m_cards.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

CardPointer BoardModel::cardOf(const Target& target, const NetworkId& network, const NetworkId& boardNetwork,
                               const Answer* answer) const
{
    Card card = makeCard(target, m_workspace.configuration(target.id), network, boardNetwork, answer);
    if (m_desk)
        card.asked = m_desk->asks(target);
    if (m_desk && answer && card.state == Card::State::answered)
        if (const auto choice = m_desk->choiceOf(target, *answer))
            obeyRequirements(card, *choice);
    return std::make_shared<const Card>(std::move(card));
}

CardPointer BoardModel::makePreview(const Target& target) const
{
    const NetworkId& network = m_workspace.previewedNetwork();
    if (network.empty())
        return nullptr;
    const Answer* answer = nullptr;
    const auto set = m_workspace.preview();
    if (set)
        answer = set->find(target.id);
    return cardOf(target, network, network, answer);
}

} // namespace tenbin
