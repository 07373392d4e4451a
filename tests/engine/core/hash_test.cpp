// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/hash.h"

#include <set>
#include <vector>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

std::uint64_t hashOf(std::string_view text) { return hashBytes(std::as_bytes(std::span(text.data(), text.size()))); }

// Published values of XXH64 with seed 0.
TEST(HashBytes, IsXxh64)
{
    EXPECT_EQ(toHex(hashOf("")), "ef46db3751d8e999");
    EXPECT_EQ(toHex(hashOf("a")), "d24ec4f1a98c6e5b");
    EXPECT_EQ(toHex(hashOf("abc")), "44bc2cf5ad770999");
    EXPECT_EQ(toHex(hashOf("Nobody inspects the spammish repetition")), "fbcea83c8a378bf1");
}

TEST(HashBytes, SeesEveryBitOfEveryByteAtEveryLength)
{
    for (std::size_t length = 1; length < 100; ++length) {
        std::vector<std::byte> bytes(length);
        std::set<std::uint64_t> seen{hashBytes(bytes)};
        for (std::size_t i = 0; i < length; ++i)
            for (int bit = 0; bit < 8; ++bit) {
                const std::byte flip{static_cast<unsigned char>(1U << bit)};
                bytes[i] ^= flip;
                EXPECT_TRUE(seen.insert(hashBytes(bytes)).second) << length << " " << i << " " << bit;
                bytes[i] ^= flip;
            }
    }
}

} // namespace
} // namespace tenbin
