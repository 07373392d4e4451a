// SPDX-License-Identifier: GPL-3.0-or-later
// How the workspace takes other targets while the window is open.
#include <algorithm>
#include <utility>

#include "engine/targets/settings.h"
#include "gui/app/workspace.h"

namespace tenbin {

namespace {

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
    m_service.setTargets(m_targets);
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
