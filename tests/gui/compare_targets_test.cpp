// SPDX-License-Identifier: GPL-3.0-or-later
// Comparisons while their targets change.
#include <QtTest/QTest>

#include "engine/zoo/zoo.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_session.h"
#include "models/registry.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

ComparisonColumn design(const std::string& network, const std::string& target)
{
    ComparisonColumn column;
    column.network = network;
    column.target = target;
    return column;
}

class CompareTargets : public testing::Test {
protected:
    CompareSession& session() { return m_session; }
    void answer()
    {
        ASSERT_TRUE(QTest::qWaitFor([this] { return !session().running(); }, 60'000));
    }

    std::unique_ptr<Workspace> m_workspace = std::make_unique<Workspace>(shippedTargets());
    CompareSession m_session{*m_workspace};
};

TEST_F(CompareTargets, AfterAPresetEditNoOldNumberIsShown)
{
    session().add({design(kSmall, "cartesian_mac_array"), design(kSmall, "imx500")});
    answer();
    const auto latency = [this](std::size_t column) {
        const auto& answer = session().comparison().columns.at(column).estimate;
        return answer && answer->latency ? answer->latency->value.count() : 0.0;
    };
    const double before = latency(0), other = latency(1);
    ASSERT_GT(before, 0.0);
    const auto edited = [this](double pixels) {
        return withParameter(m_workspace->targets(), "cartesian_mac_array", "array.pixels", pixels);
    };
    m_workspace->setTargets(edited(8.0));
    EXPECT_FALSE(session().comparison().columns[0].estimate) << "what it said about the other target is gone at once";
    EXPECT_EQ(latency(1), other) << "the rest stays";
    answer();
    const auto graph = buildNetwork(std::string_view(kSmall)).value();
    const auto expected = estimate(*graph, *m_workspace->target("cartesian_mac_array"), {});
    EXPECT_EQ(latency(0), expected->latency->value.count());
    EXPECT_NE(latency(0), before);
    m_workspace->setTargets(edited(32.0));
    answer();
    EXPECT_EQ(latency(0), before);
}

TEST_F(CompareTargets, WhatTheBoardWasAnsweredIsThereAtOnce)
{
    m_workspace->placeOnAll(kSmall);
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_workspace->busy(); }, 60'000));
    session().add({design(kSmall, "cartesian_mac_array"), design(kSmall, "imx500")});
    EXPECT_FALSE(session().running());
    for (const ComparedColumn& column : session().comparison().columns)
        EXPECT_EQ(column.estimate, m_workspace->answer(column.asked.target)->estimate) << "one answer for both";
}

TEST_F(CompareTargets, TargetsMayChangeWhileTheyAreAsked)
{
    const TargetLibrary shipped = m_workspace->targets();
    std::vector<ComparisonColumn> columns;
    for (const char* target : {"imx500", "ethos_u55_256", "ethos_u85_512", "max78002", "ndp250", "stm32n6"})
        columns.push_back(design("zoo:mobilenet_v2?input=224x224x3", target));
    session().add(columns);
    for (int i = 0; i < 20; ++i) { // each exchange frees the library before it
        m_workspace->setTargets(withParameter(shipped, "cartesian_mac_array", "array.pixels", 8.0 + i));
        QTest::qWait(1);
    }
    answer();
    for (const ComparedColumn& column : session().comparison().columns)
        EXPECT_TRUE(column.estimate || column.error) << column.asked.target;
}

} // namespace
} // namespace tenbin
