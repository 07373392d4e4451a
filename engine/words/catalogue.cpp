// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/catalogue.h"

#include <algorithm>
#include <iterator>

namespace tenbin {

namespace {

struct Entry {
    std::string_view english, japanese;
};

/// Sorted by the English text. The empty entry keeps the table legal for an untranslated tree.
constexpr Entry kJapanese[] = {
    {"", ""},
#include "words_ja.inc"
};

std::string inJapanese(std::string_view english)
{
    const Entry* found =
        std::lower_bound(std::begin(kJapanese), std::end(kJapanese), english,
                         [](const Entry& entry, std::string_view text) { return entry.english < text; });
    if (found == std::end(kJapanese) || found->english != english)
        return std::string(english);
    return std::string(found->japanese);
}

} // namespace

Wording wordingIn(std::string_view language)
{
    Wording wording;
    if (language == "ja")
        wording.translate = inJapanese;
    return wording;
}

} // namespace tenbin
