// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/words/placeholders.h"

namespace tenbin {

std::string fillPlaceholders(std::string_view text, const std::vector<std::string>& arguments)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isNumbered = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        if (!isNumbered) {
            result += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[++i] - '1');
        if (index < arguments.size())
            result += arguments[index];
    }
    return result;
}

} // namespace tenbin
