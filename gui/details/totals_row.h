// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/details/layer_table_model.h"

class QTableView;

namespace tenbin {

/// A line of sums below a table, in the table's columns wherever those are moved,
/// sized or scrolled to. The label stands in the first cells.
class TotalsRow : public QWidget {
    Q_OBJECT
public:
    explicit TotalsRow(QTableView* table, QWidget* parent = nullptr);

    void show(const QString& label, LayerTableModel::Cells cells, const QString& toolTip = {});
    const QString& label() const { return m_label; }
    const LayerTableModel::Cells& cells() const { return m_cells; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QTableView* m_table;
    QString m_label;
    LayerTableModel::Cells m_cells;
};

} // namespace tenbin
