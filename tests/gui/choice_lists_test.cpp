// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of targets and of networks that forms share.
#include <algorithm>

#include <QtTest/QSignalSpy>
#include <gmock/gmock.h>

#include "gui/app/workspace.h"
#include "gui/items/network_box.h"
#include "gui/items/target_list.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

using ::testing::ElementsAre;

TEST(TargetListTest, WhatIsCheckedStaysCheckedWhileTargetsComeAndGo)
{
    TargetLibrary library = shippedTargets();
    TargetList list;
    list.setTargets(library);
    EXPECT_EQ(list.count(), static_cast<int>(library.targets.size()));
    EXPECT_TRUE(list.checked().empty());
    list.check([](const std::string& id) { return id == "imx500" || id == "max78000"; });
    EXPECT_THAT(list.checked(), ElementsAre("imx500", "max78000"));

    std::erase_if(library.targets, [](const Target& target) { return target.id == "imx500"; });
    const QSignalSpy changes(&list, &QListWidget::itemChanged);
    list.setTargets(library);
    EXPECT_THAT(list.checked(), ElementsAre("max78000"));
    EXPECT_TRUE(changes.isEmpty()) << "nobody has changed the question";
    list.check([](const std::string&) { return false; });
    EXPECT_TRUE(list.checked().empty());
}

TEST(NetworkBoxTest, ANetworkIsOfferedOnce)
{
    const Workspace workspace(shippedTargets());
    NetworkBox box;
    box.offer(QStringLiteral("mine"), QStringLiteral("file:/mine.tflite"));
    box.offerAll(workspace);
    const int all = box.count();
    box.offerAll(workspace);
    EXPECT_EQ(box.count(), all);
    box.choose(QStringLiteral("zoo:resnet8"));
    EXPECT_EQ(box.chosen(), QStringLiteral("zoo:resnet8"));
    box.choose(QStringLiteral("zoo:none"));
    EXPECT_EQ(box.chosen(), QStringLiteral("file:/mine.tflite")) << "the first";
}

} // namespace
} // namespace tenbin
