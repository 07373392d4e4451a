// SPDX-License-Identifier: GPL-3.0-or-later
// Reports while their targets change.
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include "gui/app/background_tasks.h"
#include "gui/app/workspace.h"
#include "gui/report/report_export.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class ReportTargets : public testing::Test {
protected:
    /// The first lines of a report about one network on the array.
    QStringList answer()
    {
        QStringList lines;
        bool heard = false;
        const auto connection =
            QObject::connect(&m_reports, &ReportExport::previewed, &m_reports, [&](const ReportPreview& preview) {
                EXPECT_FALSE(preview.error);
                lines = preview.answer;
                heard = true;
            });
        ComparisonColumn column;
        column.network = kSmall;
        column.target = "cartesian_mac_array";
        m_reports.preview(InspectionRequest{column}, QStringLiteral("en"));
        EXPECT_TRUE(QTest::qWaitFor([&] { return heard; }, 60'000));
        QObject::disconnect(connection);
        return lines;
    }

    Workspace m_workspace{shippedTargets()};
    BackgroundTasks m_tasks;
    ReportExport m_reports{m_workspace, m_tasks};
};

TEST_F(ReportTargets, AfterAPresetEditNoOldNumberIsReported)
{
    const QStringList before = answer();
    EXPECT_FALSE(before.isEmpty());
    const auto edit = [this](double pixels) {
        m_workspace.setTargets(withParameter(m_workspace.targets(), "cartesian_mac_array", "array.pixels", pixels));
    };
    edit(8.0);
    const QStringList after = answer();
    EXPECT_NE(after, before);
    edit(32.0);
    EXPECT_EQ(answer(), before);
}

} // namespace
} // namespace tenbin
