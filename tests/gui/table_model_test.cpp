// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/table_model.h"

#include <optional>

#include <QAbstractItemModelTester>
#include <gtest/gtest.h>

namespace tenbin {
namespace {

struct Run {
    QString name;
    std::optional<double> seconds;
};

class RunModel final : public TableModel<Run> {
public:
    RunModel() : TableModel(columns(), nullptr) {}
    void show(std::vector<Run> runs) { setRows(std::move(runs)); }
    void change(std::vector<Run> runs) { setValues(std::move(runs)); }

protected:
    QString note(const Run& run) const override { return run.seconds > 1.0 ? QStringLiteral("slow") : QString(); }
    QVariant extra(const Run& run, int column, int role) const override
    {
        return role == SortRole + 1 ? QVariant(run.name + QString::number(column)) : QVariant();
    }

private:
    static Columns columns()
    {
        return {{.title = [] { return QStringLiteral("Name"); }, .text = [](const Run& run) { return run.name; }},
                {.title = [] { return QStringLiteral("Time"); },
                 .text = [](const Run& run) { return run.seconds ? QStringLiteral("some") : QStringLiteral("—"); },
                 .raw = [](const Run& run) { return run.seconds ? QVariant(*run.seconds) : QVariant(); },
                 .missing = [](const Run&) { return QStringLiteral("nobody looked"); },
                 .headingToolTip = [] { return QStringLiteral("of one run"); },
                 .unit = "s",
                 .number = true}};
    }
};

TEST(TableModel, AnswersFromItsColumns)
{
    RunModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.show({{QStringLiteral("a"), 0.5}, {QStringLiteral("b"), 2.0}, {QStringLiteral("c"), std::nullopt}});
    ASSERT_EQ(model.rowCount(), 3);
    ASSERT_EQ(model.columnCount(), 2);
    const auto at = [&](int row, int column, int role) { return model.index(row, column).data(role); };
    EXPECT_EQ(at(1, 1, Qt::DisplayRole).toString(), QStringLiteral("some"));
    EXPECT_EQ(at(1, 1, RunModel::SortRole).toDouble(), 2.0);
    EXPECT_EQ(at(1, 0, RunModel::SortRole).toString(), QStringLiteral("b")) << "the text where there is no raw value";
    EXPECT_EQ(at(0, 1, Qt::ToolTipRole).toString(), QStringLiteral("some"));
    EXPECT_EQ(at(1, 1, Qt::ToolTipRole).toString(), QStringLiteral("some\nslow"));
    EXPECT_EQ(at(2, 1, Qt::ToolTipRole).toString(), QStringLiteral("nobody looked"));
    EXPECT_FALSE(at(2, 1, RunModel::SortRole).isValid());
    EXPECT_EQ(at(0, 1, Qt::TextAlignmentRole).toInt(), int(Qt::AlignRight | Qt::AlignVCenter));
    EXPECT_EQ(at(0, 1, RunModel::SortRole + 1).toString(), QStringLiteral("a1"));
}

TEST(TableModel, CopiesNumbersUnderAHeadingWithTheUnit)
{
    RunModel model;
    model.show({{QStringLiteral("a"), 0.5}});
    EXPECT_EQ(model.index(0, 1).data(kCopyRole).toDouble(), 0.5);
    EXPECT_FALSE(model.index(0, 0).data(kCopyRole).isValid());
    EXPECT_EQ(model.headerData(1, Qt::Horizontal, kCopyRole).toString(), QStringLiteral("Time [s]"));
    EXPECT_FALSE(model.headerData(0, Qt::Horizontal, kCopyRole).isValid());
    EXPECT_EQ(model.headerData(1, Qt::Horizontal, Qt::ToolTipRole).toString(), QStringLiteral("of one run"));
    EXPECT_FALSE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).isValid());
    EXPECT_FALSE(model.headerData(0, Qt::Vertical, Qt::DisplayRole).isValid());
}

TEST(TableModel, OtherValuesResetNothing)
{
    RunModel model;
    model.show({{QStringLiteral("a"), 0.5}});
    int resets = 0;
    int changes = 0;
    QObject::connect(&model, &QAbstractItemModel::modelReset, &model, [&] { ++resets; });
    QObject::connect(&model, &QAbstractItemModel::dataChanged, &model, [&] { ++changes; });
    model.change({{QStringLiteral("a"), 0.75}});
    model.retranslate();
    EXPECT_EQ(resets, 0);
    EXPECT_EQ(changes, 2);
    EXPECT_EQ(model.row(0).seconds, 0.75);
}

} // namespace
} // namespace tenbin
