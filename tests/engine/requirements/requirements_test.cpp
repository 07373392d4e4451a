// SPDX-License-Identifier: GPL-3.0-or-later
// Requirements as people type them and as projects keep them.
#include "engine/requirements/requirements.h"

#include <clocale>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

using Figure = RequiredFigure;

TEST(RequiredFigures, AreReadWithTheirUnits)
{
    EXPECT_DOUBLE_EQ(parseRequired(Figure::framesPerSecond, "10").value(), 10.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::framesPerSecond, "10 fps").value(), 10.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::framesPerSecond, "6/min").value(), 0.1);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::latency, "20ms").value(), 0.020);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::latency, "1.5 s").value(), 1.5);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::energy, " 10 mJ ").value(), 0.010);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::power, "500 \u00b5W").value(), 500e-6);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::batteryLife, "30 d").value(), 30.0 * 86400.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::batteryLife, "5 min").value(), 300.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::ram, "512KiB").value(), 512.0 * 1024.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::price, "$2.50").value(), 2.5);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::price, "3 USD").value(), 3.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::packageSide, "7 mm").value(), 7.0);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::accuracy, "70 %").value(), 0.7);
    EXPECT_DOUBLE_EQ(parseRequired(Figure::accuracy, "0.7").value(), 0.7);
    EXPECT_DOUBLE_EQ(parseEnergy("3 Wh").value(), 10800.0);
    EXPECT_DOUBLE_EQ(parseRate("1/h").value(), 1.0 / 3600.0);
}

TEST(RequiredFigures, AreNothingWithoutThemOrNotAboveZero)
{
    for (const char* text : {"", " ", "20", "mJ", "10 mW", "-1 mJ", "0 mJ", "nan J", "inf J", "1e400 J", "10 mJ x"})
        EXPECT_FALSE(parseRequired(Figure::energy, text)) << text;
    EXPECT_FALSE(parseRequired(Figure::latency, "20")) << "nobody means 20 s";
    EXPECT_FALSE(parseRequired(Figure::ram, "512"));
    EXPECT_FALSE(parseRequired(Figure::price, "three"));
    EXPECT_FALSE(parseRequired(Figure::accuracy, "70"));
    EXPECT_FALSE(parsePower("-1 mW"));
    EXPECT_TRUE(parsePower("0 W"));
}

TEST(RequiredFigures, HaveNamesThatAreReadBack)
{
    for (const Figure figure : kRequiredFigures) {
        EXPECT_EQ(requiredFigureFromString(toString(figure)), figure);
        EXPECT_FALSE(figureLabel(figure).empty());
        EXPECT_FALSE(allowedValues(figure).empty());
        EXPECT_TRUE(parseRequired(figure, exampleOf(figure))) << exampleOf(figure);
        EXPECT_FALSE(figureText(figure, 12.0).empty());
    }
    EXPECT_FALSE(requiredFigureFromString("speed"));
}

TEST(RequiredFigures, AreSaidAsPeopleWriteThem)
{
    EXPECT_EQ(requirementText(Figure::framesPerSecond, 10.0), "\u2265 10\u2009fps");
    EXPECT_EQ(requirementText(Figure::energy, 0.010), "\u2264 10.0\u2009mJ");
    EXPECT_EQ(requirementText(Figure::power, 5e-3), "\u2264 5\u2009mW");
    EXPECT_EQ(requirementText(Figure::batteryLife, 30.0 * 86400.0), "Battery life \u2265 30\u2009d");
    EXPECT_EQ(requirementText(Figure::price, 2.1), "\u2264 2.1\u2009USD");
    EXPECT_EQ(figureText(Figure::framesPerSecond, 1234.5), "1235\u2009fps");
}

Requirements full()
{
    Requirements all;
    for (const Figure figure : kRequiredFigures)
        all.figures[figure] = 0.1 + static_cast<double>(static_cast<int>(figure)) / 3.0;
    all.duty = {.inferencesPerSecond = 1.0 / 3.0, .battery = Joules(10800.0), .sleep = Watts(1e-6)};
    all.interfaces = {Interface::mipiCsi, Interface::usb};
    all.groups = {"microcontroller", "mcu_npu"};
    all.preferred = Preferred::price;
    return all;
}

TEST(RequirementsFile, ReadsWhatItWrote)
{
    const std::string json = toJson(full());
    const auto read = parseRequirements(json);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(*read, full());
    EXPECT_EQ(toJson(*read), json);
    EXPECT_EQ(parseRequirements(toJson(Requirements{})).value(), Requirements{});
}

TEST(RequirementsFile, RefusesWhatItDoesNotKnow)
{
    const auto code = [](const char* json) { return parseRequirements(json).error().code; };
    EXPECT_EQ(code("["), ErrorCode::questionSyntax);
    EXPECT_EQ(code("[]"), ErrorCode::questionSyntax);
    EXPECT_EQ(code(R"({"colour": 1})"), ErrorCode::questionKey);
    EXPECT_EQ(code(R"({"figures": {"speed": 1}})"), ErrorCode::questionKey);
    EXPECT_EQ(code(R"({"figures": {"fps": "fast"}})"), ErrorCode::questionValue);
    EXPECT_EQ(code(R"({"figures": {"fps": -1}})"), ErrorCode::questionValue);
    EXPECT_EQ(code(R"({"figures": 7})"), ErrorCode::questionValue);
    EXPECT_EQ(code(R"({"duty": {"battery_j": true}})"), ErrorCode::questionValue);
    EXPECT_EQ(code(R"({"interfaces": ["telepathy"]})"), ErrorCode::questionValue);
    EXPECT_EQ(code(R"({"groups": "all"})"), ErrorCode::questionValue);
    EXPECT_EQ(code(R"({"preferred": "beauty"})"), ErrorCode::questionValue);
}

TEST(Requirements, WhatNobodyCanKeepIsSaid)
{
    Requirements life;
    life.figures[Figure::batteryLife] = 86400.0;
    EXPECT_EQ(check(life).error().arguments.front(), "battery");
    life.duty.battery = Joules(1.0);
    EXPECT_TRUE(check(life));
    life.duty.sleep = Watts(1.0);
    EXPECT_EQ(check(life).error().arguments.front(), "battery_life") << "sleep alone empties it in a second";

    Requirements power;
    power.figures[Figure::power] = 1e-3;
    power.duty.sleep = Watts(2e-3);
    EXPECT_EQ(check(power).error().arguments.front(), "power");

    Requirements idle;
    idle.duty.inferencesPerSecond = 1.0;
    EXPECT_EQ(check(idle).error().arguments.front(), "duty cycle") << "says nothing without power or battery life";
}

} // namespace
} // namespace tenbin
