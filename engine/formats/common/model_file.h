// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace tenbin {

/// The bytes of one model file and what keeps them alive.
struct ModelFile {
    std::span<const std::byte> bytes;
    std::string label;                   ///< path as the user gave it, for messages
    std::shared_ptr<const void> storage; ///< owner of `bytes`
    std::filesystem::path folder;        ///< where values beside the file may lie; empty: nowhere
};

/// The name of a network is that of its file: what people see in their folder, and no two "main".
inline std::string networkName(const std::string& label) { return std::filesystem::path(label).filename().string(); }

} // namespace tenbin
