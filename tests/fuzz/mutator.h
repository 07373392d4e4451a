// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace tenbin {

/// Small damage to bytes, as files on disks and writers with faults do it: bits, bytes, numbers at the edges of their
/// type, pieces left out, doubled, moved or taken from another file.
class Mutator {
public:
    Mutator(std::vector<std::string> seeds, std::uint64_t seed);

    /// The next input: a seed with one change, often more.
    std::string next();

private:
    std::size_t below(std::size_t end);
    void change(std::string& bytes);
    void flipBit(std::string& bytes);
    void setByte(std::string& bytes);
    void setNumber(std::string& bytes);
    void setDigits(std::string& bytes);
    void leaveOut(std::string& bytes);
    void doublePiece(std::string& bytes);
    void splice(std::string& bytes);

    std::vector<std::string> m_seeds;
    std::mt19937_64 m_random;
};

} // namespace tenbin
