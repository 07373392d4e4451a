// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/support.h"

#include "engine/formats/keras/handlers.h"
#include "engine/tables/markdown.h"

namespace tenbin {

std::string kerasLayerTable()
{
    // The words are our own, and Markdown where they name code.
    Table table{.columns = {{.title = "class", .markup = true}, {.title = "becomes", .markup = true}}};
    for (const auto& [name, becomes] : kerasClasses())
        table.addTexts({std::string(name), std::string(becomes)});
    return toMarkdown(table);
}

} // namespace tenbin
