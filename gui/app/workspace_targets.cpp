// SPDX-License-Identifier: GPL-3.0-or-later
// How the workspace takes other targets while the window is open.
#include <algorithm>
#include <utility>

#include "engine/targets/settings.h"
#include "gui/app/workspace.h"

namespace tenbin {

namespace {

bool equal(const Target& a, const Target& b)
{
    return a.name == b.name && a.vendor == b.vendor && a.architecture == b.architecture && a.group == b.group
           && a.traits == b.traits && a.parameters == b.parameters && a.memories == b.memories && a.options == b.options
           && a.references == b.references && a.file == b.file;
}

/// Ids of targets that came, went or changed.
std::vector<TargetId> changedTargets(const TargetLibrary& before, const TargetLibrary& after)
{
    std::vector<TargetId> changed;
    for (const Target& target : before.targets)
        if (const Target* now = after.find(target.id); !now || !equal(target, *now))
            changed.push_back(target.id);
    for (const Target& target : after.targets)
        if (!before.find(target.id))
            changed.push_back(target.id);
    return changed;
}

/// Views read an answer's memories by the target's list: an answer about other memories must not meet it.
bool sameShape(const Target& a, const Target& b)
{
    return a.architecture == b.architecture && a.memories == b.memories;
}

} // namespace

void Workspace::setTargets(TargetLibrary targets)
{
    const auto before = std::exchange(
        m_targets, std::make_shared<const TargetLibrary>(std::move(targets))); // lives until all have looked away
    const std::vector<TargetId> changed = changedTargets(*before, *m_targets);
    m_service.setTargets(m_targets, changed);
    stopPreview();
    forgetAnswers(*before);
    dropRefusedOptions();
    Q_EMIT targetsChanged();
    if (!m_selectedTarget.empty() && !target(m_selectedTarget))
        setSelectedTarget({});
    bool news = false;
    for (const Error& error : m_targets->errors)
        if (std::find(before->errors.begin(), before->errors.end(), error) == before->errors.end()) {
            keepMessage(error);
            news = true;
        }
    if (news)
        Q_EMIT messagesChanged();
    requestEstimates();
}

void Workspace::forgetAnswers(const TargetLibrary& before)
{
    auto kept = std::make_shared<EstimateSet>(*m_estimates);
    std::erase_if(kept->answers, [&](const auto& entry) {
        const Target* was = before.find(entry.first);
        const Target* is = target(entry.first);
        return !was || !is || !sameShape(*was, *is);
    });
    m_estimates = std::move(kept);
}

/// An option that is gone, or a value that is no longer allowed, goes back to the default.
void Workspace::dropRefusedOptions()
{
    for (auto& [id, configuration] : m_state.configurations)
        if (const Target* found = target(id))
            std::erase_if(configuration.values,
                          [&](const auto& value) { return !checkedOption(*found, value.first, value.second); });
    std::erase_if(m_state.configurations, [](const auto& entry) { return entry.second.empty(); });
}

} // namespace tenbin
