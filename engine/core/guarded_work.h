// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace tenbin {

/// What work in a process of its own may take. Under a sanitizer it may take ten times the processor's time, and memory
/// has no limit of its own.
struct GuardLimits {
    std::chrono::milliseconds cpuTime{500};          ///< of the processor, whatever else the machine does
    std::chrono::seconds silence{60};                ///< of the clock, for a child that waits for ever
    std::uint64_t memory = std::uint64_t{256} << 20; ///< bytes beyond those of this process
    std::uint64_t result = std::uint64_t{64} << 20;  ///< bytes
};

/// Runs `work` in a child process and returns what it gives. For libraries of others that a damaged file can make
/// crash, loop or take all memory: then there is no result, and this process lives on. The child sees this process's
/// memory as it is now, and nothing that it writes there is seen here.
/// Work must take no lock that another thread may hold. What comes back may be anything if the library went wild
/// without crashing: the caller checks it.
std::optional<std::string> guardedWork(const std::function<std::string()>& work, const GuardLimits& limits);

} // namespace tenbin
