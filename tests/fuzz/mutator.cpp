// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/mutator.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <limits>

namespace tenbin {

namespace {

constexpr std::size_t kLongestPiece = 64;
constexpr std::size_t kLongestInput = std::size_t{1} << 20;

/// Numbers at which readers go wrong.
constexpr std::array<std::int64_t, 14> kEdges{0,
                                              1,
                                              -1,
                                              127,
                                              128,
                                              255,
                                              32767,
                                              65535,
                                              65536,
                                              std::numeric_limits<std::int32_t>::max(),
                                              std::numeric_limits<std::int32_t>::min(),
                                              std::int64_t{1} << 36,
                                              std::numeric_limits<std::int64_t>::max(),
                                              std::numeric_limits<std::int64_t>::min()};

} // namespace

Mutator::Mutator(std::vector<std::string> seeds, std::uint64_t seed) : m_seeds(std::move(seeds)), m_random(seed)
{
    if (m_seeds.empty())
        m_seeds.emplace_back("seed");
}

std::size_t Mutator::below(std::size_t end) { return end == 0 ? 0 : m_random() % end; }

std::string Mutator::next()
{
    std::string bytes = m_seeds[below(m_seeds.size())];
    do
        change(bytes);
    while (below(2) == 0);
    if (below(16) == 0)
        bytes.resize(below(bytes.size() + 1));
    return bytes;
}

void Mutator::change(std::string& bytes)
{
    if (bytes.empty()) {
        bytes.push_back(static_cast<char>(m_random()));
        return;
    }
    using Change = void (Mutator::*)(std::string&);
    static constexpr std::array<Change, 8> changes{&Mutator::flipBit,     &Mutator::setByte,   &Mutator::setNumber,
                                                   &Mutator::setNumber,   &Mutator::setDigits, &Mutator::leaveOut,
                                                   &Mutator::doublePiece, &Mutator::splice};
    (this->*changes[below(changes.size())])(bytes);
}

void Mutator::flipBit(std::string& bytes)
{
    char& byte = bytes[below(bytes.size())];
    byte = static_cast<char>(byte ^ (1 << below(8)));
}

void Mutator::setByte(std::string& bytes) { bytes[below(bytes.size())] = static_cast<char>(m_random()); }

void Mutator::setNumber(std::string& bytes)
{
    const std::int64_t number = kEdges[below(kEdges.size())];
    const std::size_t width = std::min(std::size_t{1} << below(4), bytes.size());
    std::memcpy(bytes.data() + below(bytes.size() - width + 1), &number, width);
}

/// In text files a number is its digits.
void Mutator::setDigits(std::string& bytes)
{
    const auto isDigit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    const auto from = bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size()));
    const auto first = std::find_if(from, bytes.end(), isDigit);
    if (first == bytes.end())
        return;
    const auto last = std::find_if_not(first, bytes.end(), isDigit);
    bytes.replace(first, last, std::to_string(kEdges[below(kEdges.size())]));
}

void Mutator::leaveOut(std::string& bytes)
{
    const std::size_t from = below(bytes.size());
    bytes.erase(from, 1 + below(kLongestPiece));
}

void Mutator::doublePiece(std::string& bytes)
{
    if (bytes.size() > kLongestInput)
        return;
    const std::string piece = bytes.substr(below(bytes.size()), 1 + below(kLongestPiece));
    bytes.insert(below(bytes.size() + 1), piece);
}

void Mutator::splice(std::string& bytes)
{
    const std::string& other = m_seeds[below(m_seeds.size())];
    if (other.empty())
        return;
    const std::string piece = other.substr(below(other.size()), 1 + below(kLongestPiece));
    bytes.replace(below(bytes.size()), std::min(piece.size(), bytes.size()), piece);
}

} // namespace tenbin
