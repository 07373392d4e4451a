// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>

#include "engine/formats/importer.h"
#include "engine/formats/tflite_writer.h"
#include "engine/graph/analysis.h"

/// Any bytes: the reader must return; what it accepts must be countable and writable.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto owned = std::make_shared<std::vector<std::byte>>(reinterpret_cast<const std::byte*>(data),
                                                                reinterpret_cast<const std::byte*>(data) + size);
    const auto graph = tenbin::importNetwork(*owned, "fuzz", owned);
    if (!graph)
        return 0;
    (void)tenbin::totalMacs(**graph);
    (void)tenbin::writeTflite(**graph);
    return 0;
}
