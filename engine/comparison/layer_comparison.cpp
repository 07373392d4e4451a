// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/layer_comparison.h"

#include <algorithm>
#include <cmath>

namespace tenbin {

namespace {

using Rows = std::vector<LayerRow>;

constexpr std::size_t kMostCells = 16'000'000; // of the table below: 4000 x 4000 operators
constexpr double kLeastPartners = 0.25;

/// All dimensions but the channels: widths of a family differ, its resolutions do not.
std::string_view resolution(const std::string& shape)
{
    return std::string_view(shape).substr(0, shape.find_last_of("x×"));
}

/// Worth of putting two operators side by side; equal kinds only. As many pairs as possible come
/// first, then equal resolutions, then equal shapes: no sum of bonuses outweighs a pair.
int worth(const LayerRow& left, const LayerRow& right)
{
    if (left.kind != right.kind)
        return 0;
    int points = 1 << 14;
    if (resolution(left.outputShape) == resolution(right.outputShape))
        points += 2;
    if (left.outputShape == right.outputShape)
        points += 1;
    return points;
}

/// Partners in order with the greatest worth (longest common subsequence, weighted).
std::vector<std::pair<std::size_t, std::size_t>> partners(const Rows& left, const Rows& right)
{
    const std::size_t n = left.size();
    const std::size_t m = right.size();
    std::vector<std::pair<std::size_t, std::size_t>> result;
    if (n == 0 || m == 0 || n > kMostCells / m)
        return result;
    std::vector<int> best((n + 1) * (m + 1), 0); // of the rest from (i, j) on
    const auto at = [&](std::size_t i, std::size_t j) -> int& { return best[i * (m + 1) + j]; };
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;) {
            const int pair = worth(left[i], right[j]);
            at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
            if (pair > 0)
                at(i, j) = std::max(at(i, j), pair + at(i + 1, j + 1));
        }
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        const int pair = worth(left[i], right[j]);
        if (pair > 0 && at(i, j) == pair + at(i + 1, j + 1))
            result.emplace_back(i++, j++);
        else if (at(i, j) == at(i + 1, j))
            ++i;
        else
            ++j;
    }
    return result;
}

std::vector<std::pair<std::size_t, std::size_t>> oneToOne(std::size_t size)
{
    std::vector<std::pair<std::size_t, std::size_t>> result;
    for (std::size_t i = 0; i < size; ++i)
        result.emplace_back(i, i);
    return result;
}

template <class Q>
std::optional<double> difference(const std::optional<Q>& left, const std::optional<Q>& right)
{
    if (!left || !right || left->count() <= 0.0)
        return std::nullopt;
    return *right / *left - 1.0;
}

/// A layer that is not there takes no time.
std::optional<Seconds> latencyOf(const LayerRow* row)
{
    if (!row)
        return Seconds(0.0);
    return row->latency;
}

LayerPair pairOf(const LayerRow* left, const LayerRow* right)
{
    LayerPair pair;
    if (left)
        pair.left = *left;
    if (right)
        pair.right = *right;
    if (left && right) {
        pair.latencyDifference = difference(left->latency, right->latency);
        pair.energyDifference = difference(left->energy, right->energy);
    }
    const std::optional<Seconds> before = latencyOf(left), after = latencyOf(right);
    if (before && after)
        pair.latencyGain = *after - *before;
    return pair;
}

/// Partners, and what has none at its place in the order.
std::vector<LayerPair> pairsOf(const Rows& left, const Rows& right,
                               const std::vector<std::pair<std::size_t, std::size_t>>& partners)
{
    std::vector<LayerPair> pairs;
    std::size_t i = 0;
    std::size_t j = 0;
    const auto alone = [&](std::size_t endLeft, std::size_t endRight) {
        for (; i < endLeft; ++i)
            pairs.push_back(pairOf(&left[i], nullptr));
        for (; j < endRight; ++j)
            pairs.push_back(pairOf(nullptr, &right[j]));
    };
    for (const auto& [l, r] : partners) {
        alone(l, r);
        pairs.push_back(pairOf(&left[i++], &right[j++]));
    }
    alone(left.size(), right.size());
    return pairs;
}

void summarise(LayerComparison& comparison)
{
    double widest = 0.0;
    for (std::size_t i = 0; i < comparison.pairs.size(); ++i) {
        const LayerPair& pair = comparison.pairs[i];
        for (const auto& side : {pair.left, pair.right})
            if (side && side->latency)
                comparison.longest = std::max(comparison.longest, *side->latency);
        if (!pair.latencyGain)
            continue;
        if (const double gain = std::fabs(pair.latencyGain->count()); gain > widest) {
            widest = gain;
            comparison.widest = i;
        }
    }
}

} // namespace

LayerComparison compareLayers(const ComparedColumn& left, const ComparedColumn& right)
{
    LayerComparison result;
    if (!left.estimate || !right.estimate)
        return result;
    if (left.estimate->latency && right.estimate->latency)
        result.wholeGain = right.estimate->latency->value - left.estimate->latency->value;
    const Rows a = layerRows(*left.estimate, *left.network);
    const Rows b = layerRows(*right.estimate, *right.network);
    const bool same = left.network->hash() == right.network->hash() && a.size() == b.size();
    std::vector<std::pair<std::size_t, std::size_t>> found;
    if (same) {
        found = oneToOne(a.size());
        result.alignment = LayerAlignment::sameNetwork;
    } else {
        found = partners(a, b);
        result.alignment = LayerAlignment::byOrder;
    }
    if (!same
        && static_cast<double>(found.size()) < kLeastPartners * static_cast<double>(std::max(a.size(), b.size()))) {
        result.alignment = LayerAlignment::impossible;
        return result;
    }
    result.pairs = pairsOf(a, b, found);
    summarise(result);
    return result;
}

} // namespace tenbin
