// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace tenbin {

/// Layers that hold a text in any column and are of one operator kind; sorted on
/// raw values, with unknown ones last whichever way is up.
class LayerFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit LayerFilter(QObject* parent = nullptr);

    void setText(const QString& text);
    /// Empty: every kind.
    void setKind(const QString& kind);
    bool isActive() const { return !m_text.isEmpty() || !m_kind.isEmpty(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    QString m_text, m_kind;
};

} // namespace tenbin
