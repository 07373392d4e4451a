// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace tenbin {

class PresetSession;

/// All presets: the user's own, broken ones with their error, then the shipped ones by section.
class PresetList final : public QWidget {
    Q_OBJECT
public:
    explicit PresetList(PresetSession& session, QWidget* parent = nullptr);

    /// Id of the chosen preset; empty: none.
    QString current() const;
    void select(const QString& id);
    QTreeWidget* tree() { return m_tree; }

Q_SIGNALS:
    void chosen(const QString& id);
    void menuRequested(const QString& id, const QPoint& globalPosition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void filter();
    void retranslate();
    QTreeWidgetItem* section(const QString& title);

    PresetSession& m_session;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    bool m_filling = false;
};

} // namespace tenbin
