// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/app/workspace.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace tenbin {

class LayerFilter;
class LayerTableModel;
struct LayerRow;
class TotalsRow;

/// The layers of the selected card: sortable, filterable, copyable, saved as CSV.
/// The current row is the workspace's selected layer, whoever selects it.
class LayersPanel : public QWidget {
    Q_OBJECT
public:
    explicit LayersPanel(Workspace* workspace, QWidget* parent = nullptr);

    const LayerTableModel& model() const { return *m_model; }
    QTableView* table() const { return m_table; }
    const TotalsRow& totals() const { return *m_totals; }

    enum class Rows { selected, shown };
    /// Rows (all shown ones if none is selected) with the header: raw values,
    /// tab-separated, in the order of the table.
    QString copyText(Rows which) const;

    /// Widths, order and visibility of the columns, for the settings.
    QByteArray columns() const;
    void setColumns(const QByteArray& columns);

public Q_SLOTS:
    void copy() const;
    void saveAsCsv();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildTable();
    void buildBar();
    void retranslate();
    void colourSelection();
    void refresh();
    int widthOf(int column) const;
    void refreshKinds();
    void refreshTotals();
    void showSelectedLayer();
    void resetColumns();
    void showHeaderMenu(const QPoint& position);
    void showTableMenu(const QPoint& position);
    void addPlacement(QMenu& menu, const LayerRow& row);

    Workspace* m_workspace;
    LayerTableModel* m_model;
    LayerFilter* m_proxy;
    QStackedWidget* m_pages;
    QTableView* m_table;
    TotalsRow* m_totals;
    QWidget* m_bar;
    QLabel *m_empty, *m_title;
    QLineEdit* m_filter;
    QComboBox* m_kind;
    QToolButton *m_copyButton, *m_saveButton;
    std::shared_ptr<const Estimate> m_shown; ///< whose rows are in the model
};

} // namespace tenbin
