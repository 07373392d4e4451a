// SPDX-License-Identifier: GPL-3.0-or-later
// The perspective that shows the error: dots, rows, own measurements.
#include <map>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QtTest/QTest>

#include "engine/validation/measurement_writer.h"
#include "engine/validation/statistics.h"
#include "gui/app/validation_service.h"
#include "gui/app/workspace.h"
#include "gui/items/board_model.h"
#include "gui/items/validation_model.h"
#include "gui/validate/error_boxes.h"
#include "gui/validate/error_plot.h"
#include "gui/validate/measurement_dialog.h"
#include "gui/validate/validate_page.h"
#include "gui/window/main_window.h"
#include "tests/gui/window_fixture.h"

namespace tenbin {
namespace {

class Validate : public WindowFixture {
protected:
    void SetUp() override
    {
        WindowFixture::SetUp();
        m_service =
            std::make_unique<ValidationService>(*m_workspace, m_folder.filePath(QStringLiteral("own")).toStdString());
        m_page = std::make_unique<ValidatePage>(*m_workspace, *m_service);
        m_page->resize(1200, 800);
        m_page->show();
        waitForReport();
    }
    void waitForReport()
    {
        QSignalSpy spy(m_service.get(), &ValidationService::reportChanged);
        if (m_service->running()) {
            ASSERT_TRUE(spy.wait(60000));
        }
        ASSERT_TRUE(m_service->report());
    }
    int count(const std::string& metric) const
    {
        return static_cast<int>(std::count_if(m_service->report()->scored.begin(), m_service->report()->scored.end(),
                                              [&](const ScoredRow& row) { return row.metric == metric; }));
    }
    QTableView& table() { return *m_page->findChild<QTableView*>(); }
    int firstRow(const std::string& target) const
    {
        const auto& rows = m_service->report()->scored;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (rows[i].target == target && rows[i].metric == "latency_ms")
                return static_cast<int>(i);
        return -1;
    }

    std::unique_ptr<ValidationService> m_service;
    std::unique_ptr<ValidatePage> m_page;
};

TEST_F(Validate, ShowsEveryScoredRowOfTheFigureWorstFirst)
{
    EXPECT_GT(count("latency_ms"), 200);
    EXPECT_EQ(table().model()->rowCount(), count("latency_ms"));
    const auto errorAt = [&](int row) { return table().model()->index(row, 5).data(Qt::UserRole).toDouble(); };
    EXPECT_GE(errorAt(0), errorAt(1));
    EXPECT_GE(errorAt(1), errorAt(table().model()->rowCount() - 1));
    auto* search = m_page->findChild<QLineEdit*>(QStringLiteral("validateSearch"));
    search->setText(QStringLiteral("stm32n6"));
    EXPECT_GT(table().model()->rowCount(), 5);
    EXPECT_LT(table().model()->rowCount(), 40);
    search->setText(QStringLiteral("nothing is called this"));
    EXPECT_EQ(table().model()->rowCount(), 0);
}

TEST_F(Validate, NamesAreThoseOfTheBoard)
{
    const QAbstractItemModel& model = *table().model();
    bool builtIn = false;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString network = model.index(row, ValidationModel::Network).data().toString();
        const QString target = model.index(row, ValidationModel::TargetName).data().toString();
        EXPECT_FALSE(network.startsWith(QStringLiteral("zoo:"))) << network.toStdString();
        EXPECT_FALSE(m_workspace->target(target.toStdString())) << "an id: " << target.toStdString();
        builtIn = builtIn || network.startsWith(QStringLiteral("MobileNet"));
    }
    EXPECT_TRUE(builtIn);
    // The user's own rows are of the family of their architecture: a name, and a colour that moves no other.
    for (const Target& target : m_workspace->targets().targets)
        EXPECT_NE(familyText(target.architecture).toStdString(), target.architecture);
    EXPECT_LT(familyPlace("neural_art"), familyPlace("cartesian_mac_array"));
}

TEST_F(Validate, FamiliesInOnePlotHaveColoursOfTheirOwn)
{
    std::map<std::string, std::map<int, std::string>> shown; // by figure: whose a colour is
    for (const ScoredRow& row : m_service->report()->scored) {
        const auto [entry, first] = shown[row.metric].emplace(familyColor(row.family), row.family);
        EXPECT_EQ(entry->second, row.family) << "one colour for two in " << row.metric;
    }
    EXPECT_GT(shown["latency_ms"].size(), 5u);
}

TEST_F(Validate, AfterAPresetEditNoOldScoreIsShown)
{
    const auto stands = [this] {
        return m_service->report()->scored[std::size_t(firstRow("stm32n6"))].value.predicted;
    };
    const double before = stands();
    const TargetLibrary shipped = m_workspace->targets();
    TargetLibrary renamed = shipped;
    renamed.targets.front().name = "another name";
    m_workspace->setTargets(renamed);
    EXPECT_TRUE(m_service->report()) << "a name changes no score";
    const double clock = m_workspace->target("stm32n6")->parameters.at("clock_hz").value;
    m_workspace->setTargets(withParameter(shipped, "stm32n6", "clock_hz", clock / 2));
    EXPECT_FALSE(m_service->report());
    EXPECT_EQ(table().model()->rowCount(), 0);
    waitForReport();
    EXPECT_NE(stands(), before);
    EXPECT_EQ(table().model()->rowCount(), count("latency_ms")) << "the figure that was chosen still is";
}

TEST_F(Validate, ADotIsWhereItsNumbersAreAndChoosesItsRow)
{
    const int row = firstRow("stm32n6");
    ASSERT_GE(row, 0);
    m_page->grab();
    const ScoredRow& scored = m_service->report()->scored[static_cast<std::size_t>(row)];
    const QPointF at = m_page->plot().positionOf(row);
    const int larger = firstRow("esp32");
    ASSERT_GE(larger, 0);
    EXPECT_EQ(m_page->plot().positionOf(larger).x() > at.x(),
              m_service->report()->scored[static_cast<std::size_t>(larger)].value.measured > scored.value.measured);
    QTest::mouseClick(m_page->plot().viewport(), Qt::LeftButton, {}, at.toPoint());
    const int chosen = m_page->plot().current();
    ASSERT_GE(chosen, 0);
    const QPointF reached = m_page->plot().positionOf(chosen) - at;
    EXPECT_LT(std::hypot(reached.x(), reached.y()), 9.0) << "dots may lie on one another";
}

TEST_F(Validate, ABoxAFamilyHasItsQuartiles)
{
    auto* boxes = m_page->findChild<ErrorBoxes*>();
    ASSERT_TRUE(boxes);
    const Table table = boxes->table();
    std::map<std::string, std::vector<double>> drawn;
    std::map<std::string, std::vector<double>> ratios;
    for (const auto& row : table.rows)
        drawn[row[0].text].push_back(row[2].value.value_or(0.0));
    for (const ScoredRow& row : m_service->report()->scored)
        if (row.metric == "latency_ms")
            ratios[familyText(row.family).toStdString()].push_back(row.value.predicted / row.value.measured);
    ASSERT_GT(ratios.size(), 3u);
    for (const auto& [family, sample] : ratios) {
        ASSERT_EQ(drawn[family].size(), 5u) << family;
        EXPECT_NEAR(drawn[family][0], *quantile(sample, 0.05), 1e-12) << family;
        EXPECT_NEAR(drawn[family][2], *quantile(sample, 0.5), 1e-12) << family;
        EXPECT_NEAR(drawn[family][4], *quantile(sample, 0.95), 1e-12) << family;
    }
}

TEST_F(Validate, ARowCanBeShownOnTheBoardAsItWasMeasured)
{
    QSignalSpy spy(m_page.get(), &ValidatePage::boardRequested);
    const int row = firstRow("stm32h747");
    ASSERT_GE(row, 0);
    m_page->choose(row);
    for (QPushButton* button : m_page->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Show on the board"))
            button->click();
    ASSERT_TRUE(QTest::qWaitFor([&] { return spy.size() == 1; }, 20'000)); // queued: it may replace the button
    const ScoredRow& measured = m_service->report()->scored[static_cast<std::size_t>(row)];
    EXPECT_EQ(m_workspace->selectedTarget(), "stm32h747");
    EXPECT_EQ(m_workspace->networkOn("stm32h747"), measured.network);
    EXPECT_EQ(m_workspace->configuration("stm32h747"), measured.configuration);
}

TEST_F(Validate, OwnMeasurementsAreScoredAndMayRecalibrateTheirBoard)
{
    const int before = count("latency_ms");
    Measurement own;
    own.model = "zoo:resnet8";
    own.target = "stm32h743";
    own.metric = "latency_ms";
    own.unit = "ms";
    own.kind = "measured";
    own.source = "my bench";
    own.value = 100.0;
    ASSERT_TRUE(m_service->add(own).has_value());
    waitForReport();
    EXPECT_EQ(count("latency_ms"), before + 1);
    const auto& rows = m_service->report()->scored;
    const auto mine = std::find_if(rows.begin(), rows.end(), [](const ScoredRow& row) { return row.own; });
    ASSERT_NE(mine, rows.end());
    m_page->choose(static_cast<int>(mine - rows.begin()));
    for (QPushButton* button : m_page->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Recalibrate this board"))
            button->click();
    const auto calibrated = [this] {
        return m_workspace->configuration("stm32h743").values.contains(kLatencyCalibration);
    };
    ASSERT_TRUE(QTest::qWaitFor(calibrated)); // queued: what it does may replace the button
    const Configuration configuration = m_workspace->configuration("stm32h743");
    EXPECT_NEAR(std::get<double>(configuration.values.find(kLatencyCalibration)->second), 100.0 / mine->value.predicted,
                1e-9);
}

TEST_F(Validate, ABrokenTableSaysWhatIsWrongAndChangesNothing)
{
    const int before = count("latency_ms");
    const QString path = writeBytes("model,target\nx,y\n", QStringLiteral("broken.csv"));
    const auto refused = m_service->importTable(path.toStdString());
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::tableColumn);
    EXPECT_EQ(count("latency_ms"), before);
}

using Window = WindowFixture;

TEST_F(Window, DetailsLeadToTheMeasurementsBehindThem)
{
    m_workspace->placeOnAll(kSmall);
    settle();
    m_workspace->setSelectedTarget("stm32h743");
    QToolButton* button = nullptr;
    const auto offered = [&] {
        button = m_window->findChild<QToolButton*>(QStringLiteral("showMeasurements"));
        return button != nullptr;
    };
    ASSERT_TRUE(QTest::qWaitFor(offered));
    button->click();
    const auto* page = m_window->findChild<ValidatePage*>();
    ASSERT_TRUE(page);
    // Queued: what it does may replace the button.
    ASSERT_TRUE(QTest::qWaitFor([&] { return page->isVisibleTo(m_window.get()); }));
    EXPECT_EQ(page->findChild<QLineEdit*>(QStringLiteral("validateSearch"))->text(), QStringLiteral("stm32h743"));
}

void typeOver(QDoubleSpinBox& box, const QString& text)
{
    box.setFocus();
    box.selectAll();
    QTest::keyClicks(&box, text);
}

TEST(MeasurementDialogTest, AMeasuredFigureIsWhatWasTyped)
{
    const Workspace workspace(shippedTargets());
    for (const char* locale : {"C", "de_DE", "ja_JP"})
        for (const char* typed : {"5.2", "5,2", "0.0625", "1234.5"}) {
            MeasurementDialog dialog(workspace);
            auto* value = dialog.findChild<QDoubleSpinBox*>(QStringLiteral("measuredValue"));
            ASSERT_NE(value, nullptr);
            value->setLocale(QLocale(QLatin1String(locale)));
            dialog.show();
            typeOver(*value, QLatin1String(typed));
            EXPECT_DOUBLE_EQ(dialog.measurement().value, QString(QLatin1String(typed)).replace(u',', u'.').toDouble())
                << locale << ' ' << typed;
            EXPECT_TRUE(value->text().startsWith(QLatin1String(typed))) << value->text().toStdString();
            auto* metric = dialog.findChild<QComboBox*>(QStringLiteral("measuredFigure"));
            ASSERT_NE(metric, nullptr);
            const double before = value->value();
            metric->setCurrentIndex(1);
            EXPECT_DOUBLE_EQ(value->value(), before) << "another unit leaves the number";
            EXPECT_EQ(value->suffix(), QStringLiteral("\u2009µJ"));
            typeOver(*value, QStringLiteral("x-"));
            EXPECT_FALSE(value->text().contains(u'x'));
        }
}

TEST_F(Validate, FamiliesAreCountedOfTheChosenFigure)
{
    const auto* family = m_page->findChild<QComboBox*>(QStringLiteral("validateFamily"));
    int all = 0;
    for (int i = 1; i < family->count(); ++i)
        all += family->itemText(i).section(u'(', -1).chopped(1).toInt();
    EXPECT_EQ(all, count("latency_ms"));
}

TEST_F(Validate, TheErrorIsSeenInASmallWindow)
{
    m_page->resize(1280, 700);
    QTableView& rows = table();
    const int error = ValidationModel::Deviation;
    const auto right = [&] { return rows.columnViewportPosition(error) + rows.columnWidth(error); };
    EXPECT_TRUE(QTest::qWaitFor([&] { return right() <= rows.viewport()->width(); }))
        << right() << " of " << rows.viewport()->width();
    EXPECT_FALSE(rows.horizontalHeader()->highlightSections()) << "bold headings would not fit";
}

} // namespace
} // namespace tenbin
