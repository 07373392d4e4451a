// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/app/workspace.h"

class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace tenbin {

class LayerTableModel;

/// The layers of the selected card: sortable, filterable, copyable, saved as CSV.
class LayersPanel : public QWidget {
    Q_OBJECT
public:
    explicit LayersPanel(Workspace* workspace, QWidget* parent = nullptr);

    const LayerTableModel& model() const { return *m_model; }
    QTableView* table() const { return m_table; }
    /// Selected rows (all if none is selected) with the header, raw values, tab-separated.
    QString copyText() const;

public Q_SLOTS:
    void copy();
    void saveAsCsv();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void refresh();
    void retranslate();
    void showSelectedLayer();
    void showHeaderMenu(const QPoint& position);
    void showTableMenu(const QPoint& position);

    Workspace* m_workspace;
    LayerTableModel* m_model;
    QSortFilterProxyModel* m_proxy;
    QStackedWidget* m_pages;
    QTableView* m_table;
    QLabel* m_empty;
    QLabel* m_totals;
    QLineEdit* m_filter;
    QToolButton* m_copyButton;
    QToolButton* m_saveButton;
    const void* m_shown = nullptr;  ///< the estimate whose rows are in the model
};

} // namespace tenbin
