// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include "engine/words/codes.h"
#include "engine/words/frame_rate.h"
#include "engine/words/words.h"

namespace tenbin {
namespace {

const std::string kThin = "\u2009";

TEST(HumanNumbers, HaveThreeDigitsAndAPrefix)
{
    EXPECT_EQ(humanBytes(Bytes(1404928)), "1.34" + kThin + "MiB");
    EXPECT_EQ(humanBytes(Bytes(1023)), "1023" + kThin + "B");
    EXPECT_EQ(humanBytes(Bytes(1024)), "1.00" + kThin + "KiB");
    EXPECT_EQ(humanSeconds(Seconds(4.64e-3)), "4.64" + kThin + "ms");
    EXPECT_EQ(humanSeconds(Seconds(0.9996)), "1.00" + kThin + "s");
    EXPECT_EQ(humanSeconds(Seconds(0.0)), "0" + kThin + "s");
    EXPECT_EQ(humanJoules(Joules(16.7e-6)), "16.7" + kThin + "\u00b5J");
    EXPECT_EQ(humanCount(300775272), "301" + kThin + "M");
    EXPECT_EQ(humanFps(215.3), "215" + kThin + "fps");
    EXPECT_EQ(humanFps(13517.0), "13.5" + kThin + "k" + kThin + "fps");
    EXPECT_EQ(humanFps(0.21), "4.76" + kThin + "s/frame") << "never 0.00 fps";
    EXPECT_EQ(humanFps(0.001424), "702" + kThin + "s/frame");
    EXPECT_EQ(humanFps(0.0), "0" + kThin + "fps");
    EXPECT_EQ(humanFrameRate(49.0, true), "≤ 49.0" + kThin + "fps");
    EXPECT_EQ(humanFrameRate(0.21, true), "≥ 4.76" + kThin + "s/frame");
}

TEST(Words, FillPlaceholdersAndSurviveMissingArguments)
{
    const Reason reason{ReasonCode::memoryExceeded,
                        true,
                        {std::string("SRAM"), Bytes(40 * 1024), Bytes(296 * 1024), Bytes(256 * 1024)},
                        {}};
    EXPECT_EQ(sentence(reason),
              "SRAM: 40.0" + kThin + "KiB too little (needs 296" + kThin + "KiB, has 256" + kThin + "KiB).");
    EXPECT_EQ(sentence(Error{ErrorCode::fileUnreadable, {}, {}}), " cannot be read: .");
}

TEST(Words, GoThroughTheTranslation)
{
    const Wording shouting{.translate = [](std::string_view) { return std::string("%1!"); }, .format = {}};
    EXPECT_EQ(sentence(Error{ErrorCode::fileEmpty, {"a.tflite"}, {}}, shouting), "a.tflite!");
}

TEST(Words, EveryCodeHasASentenceAndAName)
{
    for (int i = 0; i <= static_cast<int>(ErrorCode::studyChanged); ++i) {
        EXPECT_FALSE(sentence(Error{static_cast<ErrorCode>(i), {}, {}}).empty()) << i;
        EXPECT_FALSE(codeName(static_cast<ErrorCode>(i)).empty()) << i;
    }
    for (int i = 0; i <= static_cast<int>(ReasonCode::memoryUncertain); ++i) {
        EXPECT_FALSE(sentence(Reason{static_cast<ReasonCode>(i), false, {}, {}}).empty()) << i;
        EXPECT_FALSE(codeName(static_cast<ReasonCode>(i)).empty()) << i;
    }
    EXPECT_EQ(codeName(ReasonCode::operatorOnCpu), "operator_on_cpu");
}

TEST(Words, PlaceNamesFileLineByteAndElement)
{
    EXPECT_EQ(place({.file = "m.tflite", .offset = 1024, .line = {}, .element = "operator 12"}),
              "m.tflite, byte 1024, operator 12");
    EXPECT_EQ(place({.file = "p.toml", .offset = {}, .line = 7, .element = ""}), "p.toml, line 7");
}

TEST(Words, ADimensionBelowItsLimitBreaksAMinimum)
{
    Reason reason{ReasonCode::dimensionLimit,
                  false,
                  {std::string("input"), std::string("input height"), std::int64_t(32), std::int64_t(64)},
                  {}};
    EXPECT_EQ(sentence(reason), "input: input height is 32, the minimum is 64.");
    reason.arguments[2] = std::int64_t(640);
    EXPECT_EQ(sentence(reason), "input: input height is 640, the limit is 64.");
}

} // namespace
} // namespace tenbin
