// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/workspace.h"

#include <algorithm>
#include <utility>

#include "engine/targets/firmware.h"
#include "engine/targets/placement.h"
#include "gui/app/change_value.h"
#include "gui/app/network_names.h"
#include "gui/app/option_names.h"
#include "gui/look/lookup.h"
#include "gui/look/text.h"

namespace tenbin {

const Answer* EstimateSet::find(std::string_view target) const { return valueOr(answers, target, nullptr).get(); }

Workspace::Workspace(TargetLibrary targets, QObject* parent)
    : QObject(parent), m_targets(std::make_shared<const TargetLibrary>(std::move(targets))),
      m_estimates(std::make_shared<const EstimateSet>()), m_service(m_targets, newAnswerBook())
{
    for (const Error& error : m_targets->errors)
        keepMessage(error);
}

Workspace::~Workspace() = default;

NetworkId Workspace::networkOn(std::string_view target) const { return m_state.networkOn(target); }

Configuration Workspace::configuration(std::string_view target) const
{
    return valueOr(m_state.configurations, target, {});
}

std::shared_ptr<const Graph> Workspace::graph(const NetworkId& id) const
{
    NetworkBook& networks = answers()->networks();
    if (!isZooNetwork(id))
        return networks.opened(id);
    const auto known = networks.find(id);
    if (!known)
        return nullptr;
    return known->value_or(nullptr);
}

bool Workspace::busy() const { return m_service.estimating() || m_service.importing(); }

void Workspace::setSelectedTarget(const TargetId& id)
{
    if (id == m_selectedTarget)
        return;
    m_selectedTarget = id;
    Q_EMIT selectionChanged();
    setSelectedLayer({});
}

void Workspace::setSelectedLayer(OperatorId layer)
{
    if (layer == m_selectedLayer)
        return;
    m_selectedLayer = layer;
    Q_EMIT layerChanged();
}

void Workspace::placeOnAll(const NetworkId& id)
{
    WorkspaceState after = m_state;
    after.network = id;
    after.ownNetworks.clear();
    change(std::move(after), tr("Put %1 on all targets").arg(networkTitle(id)));
}

namespace {

void putOn(WorkspaceState& state, const TargetId& target, const NetworkId& id)
{
    if (id == state.network)
        state.ownNetworks.erase(target);
    else
        state.ownNetworks.insert_or_assign(target, id);
}

} // namespace

void Workspace::placeOn(const TargetId& target, const NetworkId& id)
{
    const Target* found = this->target(target);
    if (!found)
        return;
    WorkspaceState after = m_state;
    putOn(after, target, id);
    change(std::move(after), tr("Put %1 on %2").arg(networkTitle(id), QString::fromStdString(found->name)));
    setSelectedTarget(target);
}

void Workspace::placeDesign(const TargetId& target, const NetworkId& network, const Configuration& configuration)
{
    const Target* found = this->target(target);
    if (!found)
        return;
    Configuration chosen;
    for (const auto& [key, value] : configuration.values) {
        if (auto with = withOption(*found, chosen, key, value))
            chosen = std::move(*with);
        else
            report(with.error());
    }
    WorkspaceState after = m_state;
    putOn(after, target, network);
    after.configurations[target] = std::move(chosen);
    push(std::move(after), tr("Show on the board")); // layers that the design places are of its own network
    setSelectedTarget(target);
}

void Workspace::setOption(const TargetId& target, std::string_view key, const OptionValue& value)
{
    const Target* found = this->target(target);
    if (!found)
        return;
    auto configuration = withOption(*found, this->configuration(target), key, value);
    if (!configuration) {
        report(configuration.error());
        return;
    }
    WorkspaceState after = m_state;
    after.configurations[target] = std::move(*configuration);
    change(std::move(after), tr("Change %1 of %2").arg(optionText(found, key), QString::fromStdString(found->name)),
           QString::fromStdString(target + "/" + std::string(key)));
}

void Workspace::setFirmwareOfAll(const TargetId& like)
{
    const Configuration model = configuration(like);
    WorkspaceState after = m_state;
    for (const Target& target : m_targets->targets) {
        for (const OptionSpec& option : firmwareOptions(target)) {
            auto& values = after.configurations[target.id].values;
            if (const auto value = model.values.find(option.key); value != model.values.end())
                values.insert_or_assign(option.key, value->second);
            else
                values.erase(option.key);
        }
    }
    std::erase_if(after.configurations, [](const auto& entry) { return entry.second.empty(); });
    change(std::move(after), tr("Same firmware on all cards"));
}

void Workspace::resetOption(const TargetId& target, std::string_view key)
{
    WorkspaceState after = m_state;
    auto& values = after.configurations[target].values;
    const auto found = values.find(key);
    if (found == values.end())
        return;
    values.erase(found);
    change(std::move(after), tr("Reset %1").arg(optionText(this->target(target), key)));
}

void Workspace::resetConfiguration(const TargetId& target)
{
    WorkspaceState after = m_state;
    if (const Target* found = this->target(target); found && after.configurations.erase(target) > 0)
        change(std::move(after), tr("Reset %1").arg(QString::fromStdString(found->name)));
}

void Workspace::applyRemedy(const TargetId& target, const Remedy& remedy)
{
    const Target* found = this->target(target);
    if (!found)
        return;
    if (!remedy.network.empty()) {
        placeOn(target, zooNetworkId(remedy.network));
        return;
    }
    Configuration configuration = this->configuration(target);
    for (const auto& [key, value] : remedy.changes) {
        auto changed = withOption(*found, configuration, key, value);
        if (!changed) {
            report(changed.error());
            return;
        }
        configuration = std::move(*changed);
    }
    WorkspaceState after = m_state;
    after.configurations[target] = std::move(configuration);
    change(std::move(after), sentenceText(remedy));
}

void Workspace::startPreview(const NetworkId& id)
{
    if (id == m_previewed)
        return;
    m_previewed = id;
    m_preview.reset();
    m_service.estimatePreview(placementsOf(id), [this](std::shared_ptr<const EstimateSet> set) {
        m_preview = std::move(set);
        Q_EMIT previewChanged();
    });
    Q_EMIT previewChanged();
}

void Workspace::stopPreview()
{
    if (m_previewed.empty())
        return;
    m_service.stopPreview();
    m_previewed.clear();
    m_preview.reset();
    Q_EMIT previewChanged();
}

/// The same complaint stands once, however often it comes: an included preset file
/// fails with every preset that includes it.
void Workspace::keepMessage(const Error& error)
{
    std::erase_if(m_messages, [&](const Message& known) { return known.error == error; });
    m_messages.push_back({m_nextMessage++, error});
}

void Workspace::report(const Error& error)
{
    keepMessage(error);
    Q_EMIT messagesChanged();
}

void Workspace::dismissMessage(int id)
{
    if (std::erase_if(m_messages, [id](const Message& m) { return m.id == id; }) > 0)
        Q_EMIT messagesChanged();
}

void Workspace::dismissAllMessages()
{
    m_messages.clear();
    Q_EMIT messagesChanged();
}

namespace {

/// Layers that were placed by hand are layers of the network that lay there.
void forgetPlacements(const WorkspaceState& before, WorkspaceState& after)
{
    for (auto& [target, configuration] : after.configurations)
        if (before.networkOn(target) != after.networkOn(target))
            configuration = withoutPlacements(std::move(configuration));
}

} // namespace

void Workspace::change(WorkspaceState after, const QString& text, const QString& mergeKey)
{
    forgetPlacements(m_state, after);
    push(std::move(after), text, mergeKey);
}

void Workspace::push(WorkspaceState after, const QString& text, const QString& mergeKey)
{
    std::erase_if(after.configurations, [](const auto& entry) { return entry.second.empty(); });
    if (after == m_state || m_restoring > 0)
        return;
    const auto take = [this](const WorkspaceState& state) { apply(state); };
    m_undo.push(new ChangeValue<WorkspaceState>(*this, take, m_state, std::move(after), text, mergeKey));
}

void Workspace::apply(const WorkspaceState& state)
{
    const bool openedDiffer = state.opened != m_state.opened || state.waiting != m_state.waiting;
    m_state = state;
    if (openedDiffer) {
        NetworkBook::Opened networks;
        for (const OpenedNetwork& opened : m_state.opened)
            networks.emplace(opened.id, opened.graph);
        answers()->networks().setOpened(std::move(networks));
        Q_EMIT openedChanged();
    }
    Q_EMIT stateChanged();
    requestEstimates();
}

void Workspace::requestEstimates()
{
    Placements wanted = placements();
    // What was answered before is shown in the same event: a drop, an undo.
    auto known = std::make_shared<EstimateSet>();
    for (const Placed& placed : wanted)
        if (auto answer = m_service.knownAnswer(placed))
            known->answers.insert_or_assign(placed.target, std::move(answer));
    const bool complete = known->answers.size() == wanted.size();
    if (complete)
        publish(std::move(known));
    // Also when complete: the newer request must replace one under way.
    m_service.estimateBoard(std::move(wanted), [this, complete](std::shared_ptr<const EstimateSet> set) {
        if (!complete)
            publish(std::move(set));
        notifyBusy();
    });
    notifyBusy();
}

void Workspace::publish(std::shared_ptr<const EstimateSet> estimates)
{
    m_estimates = std::move(estimates);
    Q_EMIT estimatesChanged();
}

Placements Workspace::placements() const
{
    Placements result;
    for (const Target& target : m_targets->targets)
        if (const NetworkId network = networkOn(target.id); !network.empty())
            result.push_back({target.id, network, configuration(target.id)});
    return result;
}

Placements Workspace::placementsOf(const NetworkId& id) const
{
    Placements result;
    for (const Target& target : m_targets->targets)
        result.push_back({target.id, id, configuration(target.id)});
    return result;
}

void Workspace::notifyBusy()
{
    if (std::exchange(m_wasBusy, busy()) != m_wasBusy)
        Q_EMIT busyChanged(m_wasBusy);
}

} // namespace tenbin
