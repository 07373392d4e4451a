// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QWidget>

#include "gui/app/workspace_state.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tenbin {

class ShelfModel;
class ShelfView;
class SizesForm;
class Workspace;

/// The left dock: search, networks, and the parameters of the selected built-in one.
class ShelfPanel final : public QWidget {
    Q_OBJECT
public:
    explicit ShelfPanel(Workspace& workspace, QWidget* parent = nullptr);

    ShelfModel& model() { return *m_model; }
    ShelfView& view() { return *m_view; }
    /// Id of the selected network; empty if there is none.
    QString currentNetwork() const;
    /// The same, also of a file that waits for sizes.
    QString currentEntry() const;
    void select(const std::string& network);
    void focusSearch();

Q_SIGNALS:
    void currentNetworkChanged(const QString& network);
    void openRequested();
    void contentsRequested(const NetworkId& network); ///< an entry was opened
    void menuRequested(const QString& entry, const QPoint& globalPosition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectAll();
    void retranslate();
    void showEntry();
    void showParameters(const QString& network);
    void askSizes(const NetworkId& id);
    void pick(const std::string& family, const std::string& key, const QString& value);
    void followBoard();

    Workspace& m_workspace;
    ShelfModel* m_model;
    QSortFilterProxyModel* m_filter;
    ShelfView* m_view;
    QLineEdit* m_search;
    QLabel* m_parametersTitle;
    QWidget* m_parameters;
    QFormLayout* m_form;
    SizesForm* m_sizes;
    QPushButton* m_placeAll;
    QPushButton* m_open;
};

} // namespace tenbin
