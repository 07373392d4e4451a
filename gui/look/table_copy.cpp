// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/table_copy.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QTreeView>

#include "engine/tables/csv.h"

namespace tenbin {

namespace {

QHeaderView* headerOf(const QAbstractItemView& view)
{
    if (const auto* table = qobject_cast<const QTableView*>(&view))
        return table->horizontalHeader();
    if (const auto* tree = qobject_cast<const QTreeView*>(&view))
        return tree->header();
    return nullptr;
}

std::string oneLine(const QVariant& copied, const QVariant& shown)
{
    QString text = shown.toString();
    if (copied.isValid())
        text = copied.toString();
    for (const QLatin1Char space : {QLatin1Char('\n'), QLatin1Char('\t'), QLatin1Char('\r')})
        text.replace(space, QLatin1Char(' '));
    return text.trimmed().toStdString();
}

std::vector<int> shownColumns(const QHeaderView& header)
{
    std::vector<int> columns;
    for (int visual = 0; visual < header.count(); ++visual)
        if (const int logical = header.logicalIndex(visual); !header.isSectionHidden(logical))
            columns.push_back(logical);
    return columns;
}

void collectRows(const QAbstractItemModel& model, const QModelIndex& parent, std::vector<QModelIndex>& rows)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        rows.push_back(index);
        collectRows(model, index, rows);
    }
}

std::vector<QModelIndex> rowsToCopy(const QAbstractItemView& view)
{
    std::vector<QModelIndex> rows;
    std::vector<QModelIndex> chosen;
    collectRows(*view.model(), view.rootIndex(), rows);
    QModelIndexList selected;
    if (view.selectionModel())
        selected = view.selectionModel()->selectedIndexes();
    if (selected.size() <= 1)
        return rows;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(chosen), [&](const QModelIndex& row) {
        return std::any_of(selected.begin(), selected.end(),
                           [&](const QModelIndex& s) { return s.row() == row.row() && s.parent() == row.parent(); });
    });
    return chosen;
}

} // namespace

QString tableAsTsv(const QAbstractItemView& view)
{
    const QHeaderView* header = headerOf(view);
    if (!header || !view.model())
        return {};
    const QAbstractItemModel& model = *view.model();
    const std::vector<int> columns = shownColumns(*header);
    RecordWriter records(kTsv);
    for (const int column : columns)
        records.text(
            oneLine(model.headerData(column, Qt::Horizontal, kCopyRole), model.headerData(column, Qt::Horizontal)));
    records.endRecord();
    for (const QModelIndex& row : rowsToCopy(view)) {
        for (const int column : columns) {
            const QModelIndex index = row.siblingAtColumn(column);
            records.text(oneLine(index.data(kCopyRole), index.data()));
        }
        records.endRecord();
    }
    return QString::fromStdString(records.take());
}

bool TableCopy::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show)
        if (auto* view = qobject_cast<QAbstractItemView*>(watched))
            view->setTabKeyNavigation(false);
    if (event->type() != QEvent::KeyPress || !static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
        return false;
    const auto* view = qobject_cast<QAbstractItemView*>(watched);
    if (!view)
        return false;
    const QString text = tableAsTsv(*view);
    if (text.isEmpty())
        return false;
    QApplication::clipboard()->setText(text);
    return true;
}

} // namespace tenbin
