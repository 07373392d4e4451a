// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <iterator>

#include "engine/targets/preset_outline.h"
#include "engine/targets/target_file.h"
#include "models/registry.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

std::vector<std::string> fuzzSeeds()
{
    std::vector<std::string> seeds;
    for (const char* id : {"cartesian_mac_array", "arduino_due", "class_tiny"}) {
        std::ifstream file(std::string(TENBIN_SOURCE_DIR "/presets/targets/") + id + ".toml");
        seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    // The label lies in the presets' folder: includes are those of a real preset.
    if (parseTarget(textOf(data, size), TENBIN_SOURCE_DIR "/presets/targets/fuzz.toml", findSchema))
        ++acceptedInputs;
    return 0;
}
