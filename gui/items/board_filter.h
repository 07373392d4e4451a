// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QSortFilterProxyModel>

#include "engine/estimate/estimate.h"

namespace tenbin {

struct Card;

/// Order, sections and text filter of the board. Sorts on raw values; targets that cannot run the network come
/// after those that can, and what is unknown last, whatever the order. Sorts when asked (`invalidate`), not at
/// each change: a card stays under the pointer that dropped something on it.
class BoardFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    enum class GroupBy { family, verdict, none };
    enum class SortBy { frames, latency, energy, price, side, name, rank };
    enum Role {
        SectionRole = Qt::UserRole + 100, ///< QString: rows with the same stand under one heading
        SectionTitleRole,                 ///< QString, in the user's language
    };

    explicit BoardFilter(QObject* parent = nullptr);

    void setGroupBy(GroupBy groupBy);
    GroupBy groupBy() const { return m_groupBy; }
    void setSortBy(SortBy sortBy);
    SortBy sortBy() const { return m_sortBy; }
    void setText(const QString& text);
    /// Answered cards that pass the filter and surely have this verdict.
    int count(VerdictKind verdict) const;
    /// Answered cards that pass the filter and whose limit lies within the error.
    int countNearLimit() const;

    QVariant data(const QModelIndex& index, int role) const override;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    int sectionRank(const QModelIndex& source) const;
    int countCards(const std::function<bool(const Card&)>& counts) const;

    GroupBy m_groupBy = GroupBy::family;
    SortBy m_sortBy = SortBy::frames;
    QString m_text;
};

} // namespace tenbin
