// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/shortened.h"

namespace tenbin {

namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

/// Bytes of the first `letters` letters.
std::size_t prefixOf(std::string_view text, std::size_t letters)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at)
        if (!continues(text[at]) && letters-- == 0)
            break;
    return at;
}

/// Where the last `letters` letters begin.
std::size_t suffixOf(std::string_view text, std::size_t letters)
{
    std::size_t at = text.size();
    while (at > 0 && letters > 0)
        if (!continues(text[--at]))
            --letters;
    return at;
}

} // namespace

std::string shortened(std::string_view name, std::size_t most)
{
    if (name.size() <= most || prefixOf(name, most) == name.size())
        return std::string(name);
    const std::size_t before = most / 2;
    const std::size_t after = most - before - 1;
    std::string result(name.substr(0, prefixOf(name, before)));
    result += "…";
    return result.append(name.substr(suffixOf(name, after)));
}

} // namespace tenbin
