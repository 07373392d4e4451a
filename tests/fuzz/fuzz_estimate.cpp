// SPDX-License-Identifier: GPL-3.0-or-later
// Estimates of damaged networks that the reader accepts, on one target of each architecture.
#include <map>

#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

namespace {

/// The first target of each architecture.
const std::vector<Target>& targets()
{
    static const std::vector<Target> chosen = [] {
        std::map<std::string, Target> byArchitecture;
        for (Target& target : loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema).targets)
            byArchitecture.try_emplace(target.architecture, std::move(target));
        std::vector<Target> list;
        for (auto& [architecture, target] : byArchitecture)
            list.push_back(std::move(target));
        return list;
    }();
    return chosen;
}

} // namespace

std::vector<std::string> fuzzSeeds()
{
    std::vector<std::string> seeds;
    for (const char* spec : {"mlperf_kws", "resnet8", "layer_conv?input=8x8x8"}) {
        const auto graph = buildNetwork(spec);
        if (!graph)
            continue;
        if (const auto bytes = writeTflite(**graph))
            seeds.emplace_back(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    }
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto owned = std::make_shared<std::vector<std::byte>>(bytes, bytes + size);
    const auto graph = importNetwork(*owned, "fuzz", owned);
    if (!graph)
        return 0;
    ++acceptedInputs;
    for (const Target& target : targets())
        (void)estimate(**graph, target, Configuration{});
    return 0;
}
