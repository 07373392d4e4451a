// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

// A fuzz target is one source file that defines these two. libFuzzer drives them in a long run (run.sh), the smoke
// driver in the suite.

/// Inputs that the reader accepts, made by the project's own writers.
std::vector<std::string> fuzzSeeds();
/// Any bytes: the reader must return.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace tenbin {

/// Counts the inputs that the reader took: a target whose seeds are refused tests nothing.
inline std::size_t acceptedInputs = 0;

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// Puts bytes into a file of this process, for readers that take a path. The folder is removed when the process ends.
std::filesystem::path fuzzFile(const std::string& name, std::string_view bytes);

} // namespace tenbin
