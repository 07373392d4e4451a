// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/draft/einsum.h"

#include <algorithm>

#include "engine/core/bounded.h"

namespace tenbin {

namespace {

constexpr std::string_view kEllipsis = "...";
/// Letters for what an ellipsis stands for, the last dimension first.
constexpr std::string_view kEllipsisLetters = "9876543210";

std::string withoutSpaces(std::string_view equation)
{
    std::string text;
    std::copy_if(equation.begin(), equation.end(), std::back_inserter(text), [](char c) { return c != ' '; });
    return text;
}

std::vector<std::string> splitTerms(std::string_view left)
{
    std::vector<std::string> terms(1);
    for (const char c : left) {
        if (c == ',')
            terms.emplace_back();
        else
            terms.back() += c;
    }
    return terms;
}

/// Puts `count` letters in the place of an ellipsis.
bool expandEllipsis(std::string& term, std::size_t count)
{
    const std::size_t place = term.find(kEllipsis);
    if (place == std::string::npos)
        return true;
    if (count > kEllipsisLetters.size())
        return false;
    std::string letters(kEllipsisLetters.substr(0, count));
    std::reverse(letters.begin(), letters.end());
    term.replace(place, kEllipsis.size(), letters);
    return true;
}

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Takes the lengths of one operand's letters; false where they contradict others.
bool takeLengths(const std::string& term, const Shape& shape, std::map<char, std::int64_t>& lengths)
{
    if (term.size() != shape.size() || !std::all_of(term.begin(), term.end(), isLetter))
        return false;
    for (std::size_t i = 0; i < term.size(); ++i) {
        const auto [known, isNew] = lengths.emplace(term[i], shape[i]);
        if (isNew || shape[i] == 1)
            continue;
        if (known->second != 1 && known->second != shape[i])
            return false;
        known->second = shape[i];
    }
    return true;
}

/// Without "->": what an ellipsis stands for, then the letters that are there once, by the alphabet.
std::string impliedResult(const std::vector<std::string>& terms)
{
    std::map<char, int> uses;
    for (const std::string& term : terms)
        for (const char c : term)
            ++uses[c];
    std::string result;
    for (const auto& [letter, count] : uses) // digits come before letters
        if (count == 1 || kEllipsisLetters.find(letter) != std::string_view::npos)
            result += letter;
    return result;
}

} // namespace

Shape Einsum::shapeOf(std::string_view letters) const
{
    Shape shape;
    for (const char letter : letters)
        shape.push_back(lengths.at(letter));
    return shape;
}

std::int64_t Einsum::macs() const
{
    const bool summed =
        std::any_of(lengths.begin(), lengths.end(), [this](const auto& entry) { return sums(entry.first); });
    if (operands.size() < 2 || !summed)
        return 0;
    std::int64_t count = 1;
    for (const auto& [letter, length] : lengths)
        count = boundedProduct({count, length});
    return count;
}

std::optional<Einsum> readEinsum(std::string_view equation, const std::vector<Shape>& operands)
{
    const std::string text = withoutSpaces(equation);
    const std::size_t arrow = text.find("->");
    Einsum sum{.operands = splitTerms(text.substr(0, arrow)), .result = {}, .lengths = {}};
    if (sum.operands.size() != operands.size())
        return std::nullopt;
    std::size_t widest = 0;
    for (std::size_t i = 0; i < operands.size(); ++i) {
        std::string& term = sum.operands[i];
        const bool open = term.find(kEllipsis) != std::string::npos;
        const std::size_t named = open ? term.size() - kEllipsis.size() : term.size();
        if (operands[i].size() < named || !expandEllipsis(term, operands[i].size() - named)
            || !takeLengths(term, operands[i], sum.lengths))
            return std::nullopt;
        widest = std::max(widest, operands[i].size() - named);
    }
    sum.result = arrow == std::string::npos ? impliedResult(sum.operands) : text.substr(arrow + 2);
    if (!expandEllipsis(sum.result, widest))
        return std::nullopt;
    for (const char letter : sum.result)
        if (!sum.lengths.contains(letter) || std::count(sum.result.begin(), sum.result.end(), letter) != 1)
            return std::nullopt;
    return sum;
}

} // namespace tenbin
