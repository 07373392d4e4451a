// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/requirement_desk.h"

#include <algorithm>

#include "engine/core/parallel.h"
#include "gui/app/change_value.h"
#include "gui/app/workspace.h"
#include "models/registry.h"

namespace tenbin {

RequirementDesk::RequirementDesk(Workspace& workspace, QObject* parent) : QObject(parent), m_workspace(workspace)
{
    connect(&workspace, &Workspace::estimatesChanged, this, &RequirementDesk::compute);
    // Choices hold targets as they were.
    connect(&workspace, &Workspace::targetsChanged, this, [this] { publish(nullptr); });
}

void RequirementDesk::ask(const Requirements& requirements)
{
    if (requirements == m_requirements)
        return;
    m_workspace.undoStack()->push(new ChangeValue<Requirements>(
        *this, [this](const Requirements& value) { take(value); }, m_requirements, requirements, tr("Requirements")));
}

void RequirementDesk::take(const Requirements& requirements)
{
    m_requirements = requirements;
    m_choices.reset(); // they answer another question
    m_ranks.clear();
    compute();
    notifyChanged();
    Q_EMIT requirementsChanged();
}

std::vector<Pairing> RequirementDesk::pairings() const
{
    std::vector<Pairing> result;
    const auto library = m_workspace.targetLibrary();
    for (const auto& [id, answer] : m_workspace.estimates()->answers) {
        const Target* target = library->find(id);
        if (target && answer->graph && answer->estimate && allowsGroup(m_requirements, target->group))
            result.push_back({answer->network, answer->graph, std::shared_ptr<const Target>(library, target),
                              answer->configuration});
    }
    return result;
}

void RequirementDesk::compute()
{
    std::vector<Pairing> asked = active() ? pairings() : std::vector<Pairing>();
    if (asked.empty()) {
        m_job.stop();
        publish(nullptr);
        return;
    }
    const int threads = std::max(1, threadCount(0) - 1); // one core is the window's
    m_job.start(
        [pairings = std::move(asked), requirements = m_requirements, answers = m_workspace.answers(),
         threads](std::stop_token stop) {
            return std::make_shared<const Choices>(
                choose(pairings, requirements,
                       {.answers = *answers, .costModel = findCostModel, .stop = stop, .threads = threads}));
        },
        [this](std::shared_ptr<const Choices> choices) { publish(std::move(choices)); });
}

void RequirementDesk::publish(std::shared_ptr<const Choices> choices)
{
    m_choices = std::move(choices);
    m_ranks.clear();
    if (m_choices)
        for (std::size_t i = 0; i < m_choices->ranked.size(); ++i)
            m_ranks.emplace(m_choices->ranked[i].asked.target->id, i);
    Q_EMIT choicesChanged();
}

bool RequirementDesk::asks(const Target& target) const
{
    return !active() || allowsGroup(m_requirements, target.group);
}

std::optional<std::size_t> RequirementDesk::rankOf(std::string_view target) const
{
    const auto rank = m_ranks.find(target);
    if (rank == m_ranks.end())
        return std::nullopt;
    return rank->second;
}

std::optional<Choice> RequirementDesk::choiceOf(const Target& target, const Answer& answer) const
{
    if (!active() || !answer.estimate || !answer.graph || !asks(target))
        return std::nullopt;
    if (const auto rank = rankOf(target.id)) {
        const Choice& known = m_choices->ranked[*rank];
        const bool same = known.asked.source == answer.network && known.asked.configuration == answer.configuration;
        if (same && known.asked.network->hash() == answer.graph->hash())
            return known;
    }
    const auto library = m_workspace.targetLibrary();
    Choice choice;
    choice.asked = {answer.network, answer.graph, std::shared_ptr<const Target>(library, &target),
                    answer.configuration};
    choice.configuration = answer.configuration;
    choice.estimate = answer.estimate;
    choice.judgement =
        judge(*answer.estimate, target, m_requirements, publishedAccuracy(*answer.graph, answer.configuration));
    return choice;
}

QByteArray RequirementDesk::savePart() const { return QByteArray::fromStdString(toJson(m_requirements)); }

bool RequirementDesk::restorePart(const QByteArray& json)
{
    if (json.isEmpty()) {
        take({});
        return true;
    }
    const auto read = parseRequirements(json.toStdString());
    if (!read)
        return false;
    take(*read);
    return true;
}

} // namespace tenbin
