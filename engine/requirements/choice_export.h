// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "engine/requirements/choice.h"
#include "engine/tables/table.h"

namespace tenbin {

/// A row a choice, in rank order: for people, spreadsheets and documents. At most `most` rows.
Table choiceTable(const Choices& choices, std::size_t most, const Wording& wording = {});

/// A JSON array in rank order, one object a choice, as docs/choose-json.md describes it. At most `most` entries.
/// Units are in the keys or beside the numbers; what is unknown is null; numbers use '.' in every locale.
std::string toJson(const Choices& choices, std::size_t most);

} // namespace tenbin
