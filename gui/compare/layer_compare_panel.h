// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace tenbin {

class CompareSession;
class LayerPairModel;

/// Two columns operator by operator, with the sentence that sums it up.
class LayerComparePanel final : public QWidget {
    Q_OBJECT
public:
    explicit LayerComparePanel(CompareSession& session, QWidget* parent = nullptr);

    LayerPairModel& model() { return *m_model; }
    QTableView& table() { return *m_table; }
    int left() const;
    int right() const;
    void choose(int left, int right);
    /// The column chosen in the table goes to the right side, unless it stands on the left.
    void follow(int column);
    QString summary() const;
    void copy() const;

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void refresh();
    void retranslate();

    CompareSession& m_session;
    LayerPairModel* m_model;
    QSortFilterProxyModel* m_order;
    QTableView* m_table;
    QComboBox *m_left, *m_right;
    QLabel *m_title, *m_against, *m_summary;
    QToolButton *m_swap, *m_close;
};

} // namespace tenbin
