// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "engine/core/once_cache.h"
#include "engine/networks/network_source.h"

namespace tenbin {

/// Networks by their source (networkOf() says which there are), each loaded once, also where several threads ask at
/// once. A file is read again when it has changed on the disk, unless the user has it open. Thread-safe.
class NetworkBook {
public:
    using Network = Result<std::shared_ptr<const Graph>>;
    using Opened = std::map<std::string, std::shared_ptr<const Graph>, std::less<>>;

    explicit NetworkBook(NetworkLoader load = networkOf);

    /// Files that the user has open, by their sources: they stand for these networks whatever the disk holds.
    void setOpened(Opened opened);
    /// Null where the user has no such file open.
    std::shared_ptr<const Graph> opened(const std::string& source) const;

    /// Errors: those of the loader, which are kept like networks.
    Network get(const std::string& source);
    /// The network if it is known already. Does not wait.
    std::optional<Network> find(const std::string& source);

private:
    /// What a network depends on; of a file that is not there time and size are 0.
    struct Key {
        std::string source;
        std::int64_t changed = 0; ///< in ticks of the file system's clock
        std::uint64_t bytes = 0;

        auto operator<=>(const Key&) const = default;
    };
    static Key keyOf(const std::string& source);

    NetworkLoader m_load;
    mutable std::mutex m_mutex; ///< guards the next
    Opened m_opened;
    OnceCache<Key, Network> m_networks;
};

} // namespace tenbin
