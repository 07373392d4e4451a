// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tables/table.h"

#include <utility>

namespace tenbin {

void Table::addTexts(std::vector<std::string> texts)
{
    std::vector<TableCell> cells(columns.size());
    texts.resize(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i)
        cells[i].text = std::move(texts[i]);
    rows.push_back(std::move(cells));
}

void Table::addGroup(std::string title) { groups.push_back({rows.size(), std::move(title)}); }

TableColumn textColumn(std::string title) { return {.title = std::move(title)}; }

TableColumn numberColumn(std::string title) { return {.title = std::move(title), .number = true}; }

} // namespace tenbin
