// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/zip_archive.h"

#include <gtest/gtest.h>

#include "tests/support/zip_writer.h"

namespace tenbin {
namespace {

std::span<const std::uint8_t> bytesOf(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

TEST(ZipArchive, MembersComeOutAsTheyWentIn)
{
    const std::string large(300'000, 'a');
    for (const bool deflate : {true, false}) {
        const std::string archive = fixtures::zipArchive({{"one", "first"}, {"two", large}}, deflate);
        const auto member = findZipMember(bytesOf(archive), "two");
        ASSERT_TRUE(member);
        EXPECT_EQ(member->stored, !deflate);
        const auto all = member->all();
        ASSERT_TRUE(all);
        EXPECT_EQ(std::string(all->begin(), all->end()), large);
        EXPECT_EQ(member->first(7)->size(), 7u);
        EXPECT_EQ(findZipMember(bytesOf(archive), "three").error().code, ErrorCode::fileNotFound);
    }
}

TEST(ZipArchive, DamageIsRefused)
{
    const std::string archive = fixtures::zipArchive({{"one", "first member"}}, false);
    for (std::size_t length = 0; length < archive.size(); ++length)
        EXPECT_FALSE(findZipMember(bytesOf(archive.substr(0, length)), "one")) << length;
    std::string changed = archive;
    changed[archive.find("first")] = 'F';
    const auto member = findZipMember(bytesOf(changed), "one");
    ASSERT_TRUE(member);
    EXPECT_EQ(member->all().error().code, ErrorCode::dataFormat); // another checksum
}

} // namespace
} // namespace tenbin
