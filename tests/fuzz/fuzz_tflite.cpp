// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "engine/graph/analysis.h"
#include "engine/zoo/zoo.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

std::vector<std::string> fuzzSeeds()
{
    std::vector<std::string> seeds;
    for (const char* spec :
         {"mlperf_kws", "resnet8", "mobilenet_v1?alpha=0.25&input=96x96x3", "mobilenet_v2?alpha=0.35"}) {
        const auto graph = buildNetwork(spec);
        if (!graph)
            continue;
        if (const auto bytes = writeTflite(**graph))
            seeds.emplace_back(reinterpret_cast<const char*>(bytes->data()), bytes->size());
    }
    return seeds;
}

/// What is accepted must be countable and writable.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto* bytes = reinterpret_cast<const std::byte*>(data);
    const auto owned = std::make_shared<std::vector<std::byte>>(bytes, bytes + size);
    const auto graph = importNetwork(*owned, "fuzz", owned);
    if (!graph)
        return 0;
    ++acceptedInputs;
    (void)totalMacs(**graph);
    (void)writeTflite(**graph);
    return 0;
}
