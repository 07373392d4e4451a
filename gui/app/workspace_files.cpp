// SPDX-License-Identifier: GPL-3.0-or-later
// How model files come to the workspace's shelf, get sizes, and leave it.
#include <algorithm>
#include <utility>

#include "engine/formats/common/model_reference.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"

namespace tenbin {

namespace {

/// Entry `id` of a list on the shelf, or its end.
template <class Entries>
auto entryOf(Entries& entries, const NetworkId& id)
{
    return std::find_if(entries.begin(), entries.end(), [&](const auto& entry) { return entry.id == id; });
}

NetworkId idOf(const ImportedFile& file) { return fileNetworkId(QString::fromStdString(file.reference)); }

bool waitsForSizes(const ImportedFile& file)
{
    return !file.graph && file.graph.error().code == ErrorCode::inputSizeOpen;
}

/// Puts a file that could be read on the shelf, or takes what it has become on disk.
void put(WorkspaceState& state, ImportedFile file)
{
    const NetworkId id = idOf(file);
    const auto known = entryOf(state.opened, id);
    if (known == state.opened.end())
        state.opened.push_back({id, std::move(*file.graph), std::move(file.inputs)});
    else if (known->graph->hash() != (*file.graph)->hash())
        known->graph = std::move(*file.graph);
}

void putWaiting(WorkspaceState& state, ImportedFile file, const OpenDestination& destination)
{
    WaitingNetwork waiting{idOf(file), std::move(file.inputs), std::move(file.graph.error()), destination};
    const auto known = entryOf(state.waiting, waiting.id);
    if (known == state.waiting.end())
        state.waiting.push_back(std::move(waiting));
    else
        *known = std::move(waiting);
}

void place(WorkspaceState& state, const NetworkId& id, const OpenDestination& destination)
{
    if (destination.kind == OpenDestination::Kind::card) {
        state.ownNetworks.insert_or_assign(destination.target, id);
    } else if (destination.kind == OpenDestination::Kind::board) {
        state.network = id;
        state.ownNetworks.clear();
    }
}

/// Wherever one network lies on the board there lies the other.
void exchange(WorkspaceState& state, const NetworkId& before, const NetworkId& after)
{
    if (state.network == before)
        state.network = after;
    for (auto& [target, network] : state.ownNetworks)
        if (network == before)
            network = after;
}

} // namespace

void Workspace::openFiles(const QStringList& paths, const OpenDestination& destination)
{
    std::vector<std::string> references;
    for (const QString& path : paths)
        if (isProjectPath(path))
            Q_EMIT projectRequested(path);
        else
            references.push_back(networkReference(fileNetworkId(path)).toStdString());
    if (references.empty())
        return;
    m_service.import(std::move(references), [this, destination](std::vector<ImportedFile> imported) {
        addOpened(std::move(imported), destination);
        notifyBusy();
    });
    notifyBusy();
}

void Workspace::addOpened(std::vector<ImportedFile> files, const OpenDestination& destination)
{
    WorkspaceState after = m_state;
    std::vector<NetworkId> ids, waiting;
    for (ImportedFile& file : files) {
        if (waitsForSizes(file)) {
            waiting.push_back(idOf(file));
            putWaiting(after, std::move(file), destination);
        } else if (file.graph) {
            ids.push_back(idOf(file));
            put(after, std::move(file));
        } else {
            report(file.graph.error());
        }
    }
    if (!ids.empty())
        place(after, ids.front(), destination);
    ids.insert(ids.end(), waiting.begin(), waiting.end());
    if (ids.empty())
        return;
    QString done = tr("Open %n files", nullptr, static_cast<int>(ids.size()));
    if (ids.size() == 1)
        done = tr("Open %1").arg(networkTitle(ids.front()));
    change(std::move(after), done);
    for (const NetworkId& id : ids)
        Q_EMIT fileOpened(networkReference(id), id);
    if (!waiting.empty())
        Q_EMIT sizesWanted(waiting.front());
}

void Workspace::giveSizes(const NetworkId& id, const ImportOptions& sizes)
{
    const std::string reference = networkPath(id).toStdString() + toQuery(sizes);
    if (reference == networkReference(id).toStdString())
        return;
    m_service.import({reference}, [this, id](std::vector<ImportedFile> imported) {
        if (!imported.empty())
            takeSized(id, std::move(imported.front()));
        notifyBusy();
    });
    notifyBusy();
}

void Workspace::takeSized(const NetworkId& before, ImportedFile file)
{
    if (!file.graph) {
        report(file.graph.error());
        return;
    }
    const NetworkId id = idOf(file);
    WorkspaceState after = m_state;
    const auto waiting = entryOf(after.waiting, before);
    const auto opened = entryOf(after.opened, before);
    if (waiting != after.waiting.end()) {
        place(after, id, waiting->destination);
        after.waiting.erase(waiting);
        put(after, std::move(file));
    } else if (opened != after.opened.end()) {
        exchange(after, before, id);
        const bool known = entryOf(after.opened, id) != after.opened.end();
        if (known)
            after.opened.erase(opened);
        else
            *opened = {id, std::move(*file.graph), std::move(file.inputs)};
    } else {
        return; // it left the shelf while it was read
    }
    change(std::move(after), tr("Give sizes to %1").arg(networkTitle(before)));
    Q_EMIT fileOpened(networkReference(id), id);
}

void Workspace::removeOpened(const NetworkId& id)
{
    WorkspaceState after = m_state;
    const auto named = [&](const auto& entry) { return entry.id == id; };
    if (std::erase_if(after.opened, named) + std::erase_if(after.waiting, named) == 0)
        return;
    std::erase_if(after.ownNetworks, [&](const auto& entry) { return entry.second == id; });
    if (after.network == id)
        after.network.clear();
    change(std::move(after), tr("Remove %1").arg(networkTitle(id)));
}

void Workspace::restore(WorkspaceState state, const QStringList& files, std::function<void()> done)
{
    std::vector<std::string> references;
    for (const QString& file : files)
        references.push_back(file.toStdString());
    std::function<void(std::vector<ImportedFile>)> finish =
        [this, state = std::move(state), done = std::move(done)](std::vector<ImportedFile> imported) mutable {
            --m_restoring;
            for (ImportedFile& file : imported)
                if (waitsForSizes(file))
                    putWaiting(state, std::move(file), {});
                else if (file.graph)
                    put(state, std::move(file));
                else
                    report(file.graph.error());
            apply(state);
            if (done)
                done();
            notifyBusy();
        };
    ++m_restoring;
    if (references.empty()) {
        finish({});
        return;
    }
    m_service.import(std::move(references), std::move(finish));
    notifyBusy();
}

} // namespace tenbin
