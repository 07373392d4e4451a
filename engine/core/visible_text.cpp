// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/visible_text.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace tenbin {

namespace {

/// One letter of UTF-8, or one byte that belongs to none.
struct Letter {
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

std::size_t lengthAfter(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if ((lead & 0xf0) == 0xe0)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

Letter letterAt(std::string_view text, std::size_t at)
{
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    constexpr unsigned kLeadBits[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lengthAfter(lead);
    if (length == 0 || at + length > text.size())
        return {lead, 1, false};
    char32_t code = lead & kLeadBits[length];
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xc0) != 0x80)
            return {lead, 1, false};
        code = code << 6 | (next & 0x3f);
    }
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    if (code < kSmallest[length] || code > 0x10ffff || surrogate)
        return {lead, 1, false};
    return {code, length, true};
}

struct Range {
    char32_t first, last;
};

bool steers(char32_t code)
{
    constexpr Range kRanges[] = {
        {0x00, 0x1f},       // C0
        {0x7f, 0x9f},       // DEL, C1
        {0x061c, 0x061c},   // Arabic letter mark
        {0x200e, 0x200f},   // direction marks
        {0x2028, 0x202e},   // line and paragraph separators, embeddings and overrides
        {0x2066, 0x206f},   // isolates, deprecated format characters
        {0xfeff, 0xfeff},   // byte order mark
        {0xfff9, 0xfffb},   // interlinear annotations
        {0xe0000, 0xe007f}, // tags
    };
    return std::any_of(std::begin(kRanges), std::end(kRanges),
                       [code](const Range& range) { return code >= range.first && code <= range.last; });
}

std::string escaped(const Letter& letter, Escape escape)
{
    const auto code = static_cast<std::uint32_t>(letter.code);
    if (escape == Escape::json && !letter.valid)
        return "\\ufffd";
    if (escape == Escape::json && code >= 0x10000)
        return fmt::format("\\u{:04x}\\u{:04x}", 0xd800 + ((code - 0x10000) >> 10),
                           0xdc00 + ((code - 0x10000) & 0x3ff));
    if (escape == Escape::json)
        return fmt::format("\\u{:04x}", code);
    if (code < 0x100)
        return fmt::format("\\x{:02x}", code);
    return fmt::format("\\u{:04x}", code);
}

} // namespace

std::string visible(std::string_view text, Escape escape)
{
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letterAt(text, at);
        const bool endOfLine = letter.code == '\n' && escape != Escape::line;
        if (letter.valid && (endOfLine || !steers(letter.code)))
            result.append(text.substr(at, letter.bytes));
        else
            result += escaped(letter, escape);
        at += letter.bytes;
    }
    return result;
}

} // namespace tenbin
