// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/board_filter.h"

#include <algorithm>
#include <array>
#include <string>

#include "gui/items/board_model.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

// Families from the most to the least specialised hardware; others come last.
constexpr std::array<std::string_view, 6> kFamilies{"sensor",           "mac_array",       "mcu_npu",
                                                    "neural_processor", "microcontroller", "reference"};

/// Figures of runs that cannot happen stand below those of runs that can.
int runRank(const QModelIndex& source)
{
    switch (static_cast<VerdictKind>(source.data(BoardModel::VerdictRole).toInt())) {
    case VerdictKind::fitsWithChanges:
        return 1;
    case VerdictKind::doesNotFit:
        return 2;
    case VerdictKind::fits:
    case VerdictKind::unknown:
        break;
    }
    return 0;
}

/// The figure behind an order; names have none.
int roleOf(BoardFilter::SortBy sortBy)
{
    switch (sortBy) {
    case BoardFilter::SortBy::latency:
        return BoardModel::LatencyRole;
    case BoardFilter::SortBy::energy:
        return BoardModel::EnergyRole;
    case BoardFilter::SortBy::price:
        return BoardModel::PriceRole;
    case BoardFilter::SortBy::side:
        return BoardModel::SideRole;
    case BoardFilter::SortBy::rank:
        return BoardModel::RankRole;
    case BoardFilter::SortBy::frames:
    case BoardFilter::SortBy::name:
        break;
    }
    return BoardModel::FramesRole;
}

} // namespace

BoardFilter::BoardFilter(QObject* parent) : QSortFilterProxyModel(parent)
{
    setDynamicSortFilter(false);
    sort(0);
}

void BoardFilter::setGroupBy(GroupBy groupBy)
{
    m_groupBy = groupBy;
    invalidate();
}

void BoardFilter::setSortBy(SortBy sortBy)
{
    m_sortBy = sortBy;
    invalidate();
}

void BoardFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidate(); // what comes back goes where its section is, not to the end
}

int BoardFilter::countCards(const std::function<bool(const Card&)>& counts) const
{
    int found = 0;
    for (int row = 0; row < rowCount(); ++row) {
        const auto card = index(row, 0).data(BoardModel::CardRole).value<CardPointer>();
        if (card->state == Card::State::answered && card->asked && counts(*card))
            ++found;
    }
    return found;
}

int BoardFilter::count(VerdictKind verdict) const
{
    return countCards([verdict](const Card& card) { return card.verdict == verdict && !card.uncertain; });
}

int BoardFilter::countNearLimit() const
{
    return countCards([](const Card& card) { return card.uncertain; });
}

QVariant BoardFilter::data(const QModelIndex& index, int role) const
{
    if (role != SectionRole && role != SectionTitleRole)
        return QSortFilterProxyModel::data(index, role);
    switch (m_groupBy) {
    case GroupBy::family: {
        const QString group = index.data(BoardModel::GroupRole).toString();
        if (role == SectionRole)
            return group;
        return groupText(group.toStdString());
    }
    case GroupBy::verdict: {
        const int verdict = index.data(BoardModel::VerdictRole).toInt();
        if (role == SectionRole)
            return QString::number(verdict);
        return wordText(static_cast<VerdictKind>(verdict));
    }
    case GroupBy::none:
        break;
    }
    return QString();
}

int BoardFilter::sectionRank(const QModelIndex& source) const
{
    switch (m_groupBy) {
    case GroupBy::family: {
        const std::string group = source.data(BoardModel::GroupRole).toString().toStdString();
        return static_cast<int>(std::find(kFamilies.begin(), kFamilies.end(), group) - kFamilies.begin());
    }
    case GroupBy::verdict:
        return source.data(BoardModel::VerdictRole).toInt();
    case GroupBy::none:
        break;
    }
    return 0;
}

bool BoardFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const
{
    if (const int a = sectionRank(left), b = sectionRank(right); a != b)
        return a < b;
    if (m_sortBy != SortBy::name) {
        // A rank knows already what runs; what has none stands below what has one.
        const bool ranked =
            m_sortBy == SortBy::rank
            && (left.data(BoardModel::RankRole).isValid() || right.data(BoardModel::RankRole).isValid());
        if (const int a = runRank(left), b = runRank(right); a != b && !ranked)
            return a < b;
        const QVariant a = left.data(roleOf(m_sortBy));
        const QVariant b = right.data(roleOf(m_sortBy));
        if (a.isValid() != b.isValid())
            return a.isValid();
        // Many frames come first, and little of anything else.
        if (a.isValid() && a.toDouble() != b.toDouble()) {
            if (m_sortBy == SortBy::frames)
                return a.toDouble() > b.toDouble();
            return a.toDouble() < b.toDouble();
        }
    }
    return QString::localeAwareCompare(left.data().toString(), right.data().toString()) < 0;
}

bool BoardFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (m_text.isEmpty())
        return true;
    const QModelIndex source = sourceModel()->index(row, 0, parent);
    const auto card = source.data(BoardModel::CardRole).value<CardPointer>();
    const QString haystack = card->name + QLatin1Char('\n') + card->maker + QLatin1Char('\n') + card->configuration
                             + QLatin1Char('\n') + QString::fromStdString(card->target) + QLatin1Char('\n')
                             + card->verdictText + QLatin1Char('\n') + card->productWords;
    const QStringList words = m_text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    return std::ranges::all_of(words,
                               [&](const QString& word) { return haystack.contains(word, Qt::CaseInsensitive); });
}

} // namespace tenbin
