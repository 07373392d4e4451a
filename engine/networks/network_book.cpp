// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/networks/network_book.h"

#include <filesystem>

#include "engine/formats/common/model_reference.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostNetworks = 512; // the smaller ones of a family included: most weigh some 100 KB
constexpr std::string_view kFilePrefix = "file:";

std::string withoutPrefix(const std::string& source)
{
    if (source.starts_with(kFilePrefix))
        return source.substr(kFilePrefix.size());
    return source;
}

} // namespace

NetworkBook::NetworkBook(NetworkLoader load) : m_load(std::move(load)), m_networks(kMostNetworks) {}

void NetworkBook::setOpened(Opened opened)
{
    Opened named;
    for (auto& [source, graph] : opened)
        named.emplace(withoutPrefix(source), std::move(graph));
    const std::scoped_lock lock(m_mutex);
    m_opened = std::move(named);
}

std::shared_ptr<const Graph> NetworkBook::opened(const std::string& source) const
{
    const std::scoped_lock lock(m_mutex);
    const auto found = m_opened.find(withoutPrefix(source));
    if (found == m_opened.end())
        return nullptr;
    return found->second;
}

NetworkBook::Key NetworkBook::keyOf(const std::string& source)
{
    Key key{withoutPrefix(source)};
    if (isZooSource(source))
        return key;
    const auto reference = parseModelReference(source);
    std::error_code missing;
    if (!reference || !std::filesystem::is_regular_file(reference->path, missing))
        return key;
    key.changed = std::filesystem::last_write_time(reference->path, missing).time_since_epoch().count();
    key.bytes = std::filesystem::file_size(reference->path, missing);
    return key;
}

NetworkBook::Network NetworkBook::get(const std::string& source)
{
    if (auto graph = opened(source))
        return graph;
    return m_networks.get(keyOf(source), [&] { return m_load(source); });
}

std::optional<NetworkBook::Network> NetworkBook::find(const std::string& source)
{
    if (auto graph = opened(source))
        return graph;
    return m_networks.find(keyOf(source));
}

} // namespace tenbin
