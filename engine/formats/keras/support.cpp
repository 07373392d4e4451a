// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/support.h"

#include <fmt/format.h>

#include "engine/formats/keras/handlers.h"

namespace tenbin {

std::string kerasLayerTable()
{
    std::string table = "| class | becomes |\n|---|---|\n";
    for (const auto& [name, becomes] : kerasClasses())
        table += fmt::format("| {} | {} |\n", name, becomes);
    return table;
}

} // namespace tenbin
