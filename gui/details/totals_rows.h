// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/details/layer_table_model.h"

class QTableView;

namespace tenbin {

/// Lines of sums below a table, in the table's columns wherever those are moved,
/// sized or scrolled to. The label of a line stands in its first cells.
class TotalsRows : public QWidget {
    Q_OBJECT
public:
    explicit TotalsRows(QTableView* table, QWidget* parent = nullptr);

    struct Line {
        QString label;
        LayerTableModel::Cells cells;
    };
    void show(std::vector<Line> lines);
    const std::vector<Line>& lines() const { return m_lines; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;

    QTableView* m_table;
    std::vector<Line> m_lines;
};

} // namespace tenbin
