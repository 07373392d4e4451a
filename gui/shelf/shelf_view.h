// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTreeView>

namespace tenbin {

/// The list of networks: two lines a row, a source of drags.
class ShelfView final : public QTreeView {
    Q_OBJECT
public:
    explicit ShelfView(QWidget* parent = nullptr);

    /// Id of the current network; empty if there is none.
    QString currentNetwork() const;
    /// The same, also of a file that cannot be placed yet.
    QString currentEntry() const;

Q_SIGNALS:
    void dragStarted(const QString& network);
    void dragEnded();
    void removeRequested(const QString& entry);
    void currentEntryChanged();

protected:
    void startDrag(Qt::DropActions actions) override;
    void keyPressEvent(QKeyEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void drawBranches(QPainter*, const QRect&, const QModelIndex&) const override {}

private:
    QPixmap dragPixmap(const QString& title) const;
};

} // namespace tenbin
