// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/toml_text.h"

#include <cstdint>

#include <fmt/format.h>

namespace tenbin {

namespace {

constexpr int kMostNesting = 64;

/// Length of the UTF-8 sequence that begins with `first`; 0 if none does.
std::size_t sequenceLength(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first < 0xE0)
        return 2;
    if (first >= 0xE0 && first < 0xF0)
        return 3;
    if (first >= 0xF0 && first < 0xF5)
        return 4;
    return 0;
}

/// The code point at the beginning of `text`, or nothing if it is no well-formed UTF-8 (RFC 3629).
std::optional<std::uint32_t> codePoint(std::string_view text, std::size_t length)
{
    if (length == 0 || length > text.size())
        return std::nullopt;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (length == 1)
        return byte(0);
    std::uint32_t point = byte(0) & (0x7Fu >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0u) != 0x80u)
            return std::nullopt;
        point = (point << 6) | (byte(i) & 0x3Fu);
    }
    constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = point >= 0xD800 && point < 0xE000;
    if (point < kSmallest[length] || point > 0x10FFFF || surrogate)
        return std::nullopt;
    return point;
}

/// Walks over a text and knows whether it is inside a string or a comment.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_text(text) {}

    std::optional<TomlFault> scan()
    {
        while (m_at < m_text.size() && !m_fault) {
            const std::size_t length = sequenceLength(static_cast<unsigned char>(m_text[m_at]));
            const auto point = codePoint(m_text.substr(m_at), length);
            if (!point)
                return fault("the text is not UTF-8");
            take(*point, length);
        }
        return m_fault;
    }

private:
    enum class Inside : std::uint8_t { text, comment, basic, literal, longBasic, longLiteral };

    TomlFault fault(std::string reason) const
    {
        return {m_line, m_column, fmt::format("{} (column {})", reason, m_column)};
    }
    void advance(std::size_t bytes)
    {
        m_at += bytes;
        ++m_column;
    }
    void take(std::uint32_t point, std::size_t length)
    {
        if (m_inside == Inside::text)
            takeOutside(point);
        else
            takeInside(point);
        if (m_fault)
            return;
        if (point == '\n')
            endLine();
        else
            advance(length);
    }
    void endLine()
    {
        ++m_at;
        ++m_line;
        m_column = 1;
        m_dots = 0;
        // Strings of one line end with it: what is missing there the parser says.
        if (m_inside != Inside::longBasic && m_inside != Inside::longLiteral)
            m_inside = Inside::text;
    }

    void takeOutside(std::uint32_t point)
    {
        const bool byteOrderMark = point == 0xFEFF && m_at == 0;
        if (point >= 0x80 && !byteOrderMark) {
            m_fault = fault(fmt::format("character U+{:04X} outside of a string", point));
            return;
        }
        if (point == '#')
            m_inside = Inside::comment;
        else if (point == '"' || point == '\'')
            open(static_cast<char>(point));
        else if (point == '[' || point == '{')
            nest();
        else if (point == ']' || point == '}')
            m_depth = m_depth > 0 ? m_depth - 1 : 0;
        else
            countDots(point);
    }
    void nest()
    {
        m_dots = 0;
        if (++m_depth > kMostNesting)
            m_fault = fault(fmt::format("nested deeper than {}", kMostNesting));
    }
    /// A dotted key is a table in a table for each dot.
    void countDots(std::uint32_t point)
    {
        if (point == '=' || point == ',')
            m_dots = 0;
        if (point == '.' && ++m_dots > kMostNesting)
            m_fault = fault(fmt::format("a key of more than {} parts", kMostNesting));
    }

    bool tripled(char quote) const { return m_text.substr(m_at, 3) == std::string(3, quote); }
    void open(char quote)
    {
        const bool basic = quote == '"';
        if (tripled(quote)) {
            advance(1);
            advance(1);
            m_inside = basic ? Inside::longBasic : Inside::longLiteral;
            return;
        }
        m_inside = basic ? Inside::basic : Inside::literal;
    }

    void takeInside(std::uint32_t point)
    {
        const bool escapes = m_inside == Inside::basic || m_inside == Inside::longBasic;
        if (escapes && point == '\\' && m_at + 1 < m_text.size() && m_text[m_at + 1] >= 0 && m_text[m_at + 1] != '\n') {
            advance(1);
            return;
        }
        if ((m_inside == Inside::basic && point == '"') || (m_inside == Inside::literal && point == '\''))
            m_inside = Inside::text;
        else if (m_inside == Inside::longBasic && point == '"' && tripled('"'))
            closeLong('"');
        else if (m_inside == Inside::longLiteral && point == '\'' && tripled('\''))
            closeLong('\'');
    }
    /// Up to two quotes may stand before the three that end the string.
    void closeLong(char quote)
    {
        while (m_at + 3 < m_text.size() && m_text[m_at + 3] == quote)
            advance(1);
        advance(1);
        advance(1);
        m_inside = Inside::text;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1, m_column = 1, m_depth = 0, m_dots = 0;
    Inside m_inside = Inside::text;
    std::optional<TomlFault> m_fault;
};

} // namespace

std::optional<TomlFault> tomlFault(std::string_view text) { return Scanner(text).scan(); }

Result<toml::table> parseToml(std::string_view text, const std::string& label, ErrorCode code)
{
    if (auto fault = tomlFault(text))
        return fail(code, {std::move(fault->reason)}, {.file = label, .line = fault->line});
    try {
        return toml::parse(text, label);
    } catch (const toml::parse_error& error) {
        return fail(code, {std::string(error.description())},
                    {.file = label, .line = static_cast<int>(error.source().begin.line)});
    }
}

} // namespace tenbin
