// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/core/shortened.h"
#include "engine/words/words.h"

namespace tenbin {
namespace {

TEST(Shortened, KeepsBothEndsAndCountsLettersNotBytes)
{
    EXPECT_EQ(shortened("conv1", 5), "conv1");
    EXPECT_EQ(shortened("convolution", 7), "con…ion");
    EXPECT_EQ(shortened("畳み込み演算", 6), "畳み込み演算");
    EXPECT_EQ(shortened("畳み込み演算層", 5), "畳み…算層");
    EXPECT_EQ(shortened(""), "");
}

TEST(Shortened, NamesInSentencesAreBounded)
{
    const std::string name(1'000'000, 'n');
    EXPECT_LT(sentence(Reason{ReasonCode::operatorUnsupported, false, {name, std::int64_t{3}}}).size(), 400u);
    EXPECT_LT(sentence(Error{ErrorCode::cyclicGraph, {name}, {}}).size(), 2000u);
    EXPECT_LT(sentence(ImportRemark{ImportNote::operatorUnknown, name}).size(), 400u);
    EXPECT_LT(place({.file = {}, .element = name}).size(), 2000u);
    Wording german{.translate = {}, .format = [](const Argument& a) { return "<" + std::get<std::string>(a) + ">"; }};
    EXPECT_LT(sentence(Reason{ReasonCode::operatorUnsupported, false, {name}}, german).size(), 400u);
}

} // namespace
} // namespace tenbin
