// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/pareto.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "engine/core/parallel.h"

namespace tenbin {

namespace {

constexpr std::size_t kSample = 4096; // rows whose front sorts out most of the others
constexpr std::size_t kPivots = 48;
constexpr std::size_t kChunk = 1 << 15; // rows a task

/// Not worse anywhere.
bool covers(const CostColumns& columns, std::uint32_t a, std::uint32_t b)
{
    return std::all_of(columns.begin(), columns.end(), [&](const auto& column) { return column[a] <= column[b]; });
}

bool takesPart(const CostColumns& columns, std::size_t row)
{
    return std::none_of(columns.begin(), columns.end(), [&](const auto& column) { return std::isnan(column[row]); });
}

bool equal(const CostColumns& columns, std::uint32_t a, std::uint32_t b)
{
    return std::all_of(columns.begin(), columns.end(), [&](const auto& column) { return column[a] == column[b]; });
}

/// The columns past the first of rows seen so far, in the order of the first: is a new row behind one of them?
class Seen {
public:
    explicit Seen(const CostColumns& columns) : m_columns(columns) {}

    bool coversRow(std::uint32_t row) const
    {
        switch (m_columns.size()) {
        case 1:
            return m_any;
        case 2:
            return m_any && m_lowest <= m_columns[1][row];
        case 3: {
            const auto after = m_stairs.upper_bound(m_columns[1][row]);
            return after != m_stairs.begin() && std::prev(after)->second <= m_columns[2][row];
        }
        default:
            return std::any_of(m_rows.rbegin(), m_rows.rend(),
                               [&](std::uint32_t seen) { return covers(m_columns, seen, row); });
        }
    }

    /// Only rows that are not covered.
    void add(std::uint32_t row)
    {
        m_any = true;
        if (m_columns.size() == 2) {
            m_lowest = m_columns[1][row];
        } else if (m_columns.size() == 3) {
            const double y = m_columns[1][row];
            const double z = m_columns[2][row];
            auto it = m_stairs.lower_bound(y);
            while (it != m_stairs.end() && it->second >= z)
                it = m_stairs.erase(it);
            m_stairs.emplace_hint(it, y, z);
        } else if (m_columns.size() > 3) {
            m_rows.push_back(row);
        }
    }

private:
    const CostColumns& m_columns;
    bool m_any = false;
    double m_lowest = 0.0;
    std::map<double, double> m_stairs; ///< second column -> third, falling
    std::vector<std::uint32_t> m_rows;
};

/// Sorted by the columns, a row can only be dominated by one before it.
std::vector<std::uint32_t> frontOf(const CostColumns& columns, std::vector<std::uint32_t> rows)
{
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        for (const auto& column : columns)
            if (column[a] != column[b])
                return column[a] < column[b];
        return a < b;
    });
    Seen seen(columns);
    std::vector<std::uint32_t> front;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0 && equal(columns, rows[i - 1], rows[i])) {
            if (!front.empty() && front.back() == rows[i - 1])
                front.push_back(rows[i]);
            continue;
        }
        if (seen.coversRow(rows[i]))
            continue;
        seen.add(rows[i]);
        front.push_back(rows[i]);
    }
    return front;
}

std::vector<std::uint32_t> pivotsOf(const CostColumns& columns)
{
    const std::size_t rows = columns.front().size();
    const std::size_t step = std::max<std::size_t>(1, rows / kSample);
    std::vector<std::uint32_t> sample;
    for (std::size_t row = 0; row < rows; row += step)
        if (takesPart(columns, row))
            sample.push_back(static_cast<std::uint32_t>(row));
    const std::vector<std::uint32_t> front = frontOf(columns, std::move(sample));
    std::vector<std::uint32_t> pivots;
    const std::size_t stride = std::max<std::size_t>(1, front.size() / kPivots);
    for (std::size_t i = 0; i < front.size(); i += stride)
        pivots.push_back(front[i]);
    return pivots;
}

/// Rows that take part and that no pivot dominates, ascending.
std::vector<std::uint32_t> candidates(const CostColumns& columns, int threads)
{
    const std::size_t rows = columns.front().size();
    const std::vector<std::uint32_t> pivots = pivotsOf(columns);
    std::vector<std::vector<std::uint32_t>> chunks((rows + kChunk - 1) / kChunk);
    parallelFor(chunks.size(), threads, [&](std::size_t chunk) {
        std::vector<std::uint32_t> order = pivots; // who dominated last is asked first
        for (std::size_t row = chunk * kChunk; row < std::min(rows, (chunk + 1) * kChunk); ++row) {
            if (!takesPart(columns, row))
                continue;
            const auto hit = std::find_if(order.begin(), order.end(), [&](std::uint32_t pivot) {
                return dominates(columns, pivot, static_cast<std::uint32_t>(row));
            });
            if (hit == order.end())
                chunks[chunk].push_back(static_cast<std::uint32_t>(row));
            else
                std::iter_swap(order.begin(), hit);
        }
    });
    std::vector<std::uint32_t> all;
    for (const auto& chunk : chunks)
        all.insert(all.end(), chunk.begin(), chunk.end());
    return all;
}

} // namespace

bool dominates(const CostColumns& columns, std::uint32_t a, std::uint32_t b)
{
    bool smaller = false;
    for (const auto& column : columns) {
        if (!(column[a] <= column[b]))
            return false;
        smaller |= column[a] < column[b];
    }
    return smaller;
}

std::vector<std::uint32_t> paretoFront(const CostColumns& columns, int threads)
{
    if (columns.empty() || columns.front().empty())
        return {};
    std::vector<std::uint32_t> front = frontOf(columns, candidates(columns, threads));
    std::sort(front.begin(), front.end());
    return front;
}

std::optional<std::uint32_t> dominatorOf(const CostColumns& columns, std::span<const std::uint32_t> front,
                                         std::uint32_t row)
{
    std::optional<std::uint32_t> best;
    double bestGain = 0.0;
    for (const std::uint32_t other : front) {
        if (!dominates(columns, other, row))
            continue;
        double gain = 0.0;
        for (const auto& column : columns)
            if (column[other] > 0.0 && column[row] > 0.0)
                gain += std::log(column[row] / column[other]);
            else if (column[other] < 0.0 && column[row] < 0.0) // a maximised figure, negated
                gain += std::log(column[other] / column[row]);
        if (!best || gain > bestGain) {
            best = other;
            bestGain = gain;
        }
    }
    return best;
}

std::vector<CostRange> extents(const CostColumns& columns)
{
    std::vector<CostRange> result(columns.size());
    bool first = true;
    for (std::size_t row = 0; !columns.empty() && row < columns.front().size(); ++row) {
        if (!takesPart(columns, row))
            continue;
        for (std::size_t k = 0; k < columns.size(); ++k) {
            const double value = columns[k][row];
            if (first)
                result[k] = {value, value};
            else
                result[k] = {std::min(result[k].low, value), std::max(result[k].high, value)};
        }
        first = false;
    }
    return result;
}

double relativePlace(const CostRange& extent, double value)
{
    if (extent.high <= extent.low)
        return 0.0;
    if (extent.low > 0.0)
        return std::log(value / extent.low) / std::log(extent.high / extent.low);
    if (extent.high < 0.0) // negated: best is the most negative
        return std::log(extent.low / value) / std::log(extent.low / extent.high);
    return (value - extent.low) / (extent.high - extent.low);
}

std::optional<std::uint32_t> kneeOf(const CostColumns& columns, std::span<const std::uint32_t> front)
{
    if (front.size() < 3)
        return std::nullopt;
    CostColumns own(columns.size());
    for (std::size_t k = 0; k < columns.size(); ++k)
        for (const std::uint32_t row : front)
            own[k].push_back(columns[k][row]);
    const std::vector<CostRange> range = extents(own);
    std::optional<std::uint32_t> knee;
    double least = 0.0;
    for (const std::uint32_t row : front) {
        double sum = 0.0;
        for (std::size_t k = 0; k < columns.size(); ++k)
            sum += relativePlace(range[k], columns[k][row]);
        if (!knee || sum < least) {
            knee = row;
            least = sum;
        }
    }
    return knee;
}

} // namespace tenbin
