// SPDX-License-Identifier: GPL-3.0-or-later
#include "slow_planner.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tenbin::test {

namespace {

using Order = std::vector<std::size_t>;

class SlowPlanner {
public:
    explicit SlowPlanner(std::vector<BufferRequest> requests)
        : m_requests(std::move(requests)), m_offsets(m_requests.size()), m_turn(m_requests.size())
    {
        for (BufferRequest& request : m_requests)
            request.size = Bytes(roundUp(request.size.count(), 16));
        m_byFirst.resize(m_requests.size());
        std::iota(m_byFirst.begin(), m_byFirst.end(), std::size_t{0});
        std::stable_sort(m_byFirst.begin(), m_byFirst.end(),
                         [&](auto a, auto b) { return m_requests[a].first < m_requests[b].first; });
    }

    const std::vector<Bytes>& offsets() const { return m_offsets; }

    Bytes place(const Order& order)
    {
        std::fill(m_turn.begin(), m_turn.end(), kNotPlaced);
        Bytes peak;
        for (std::size_t turn = 0; turn < order.size(); ++turn) {
            m_offsets[order[turn]] = lowestOffset(order[turn]);
            m_turn[order[turn]] = turn;
            peak = std::max(peak, end(order[turn]));
        }
        return peak;
    }

    Order fallingSize() const
    {
        Order order(m_requests.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(),
                         [&](auto a, auto b) { return m_requests[a].size > m_requests[b].size; });
        return order;
    }

    void climb(int iterations)
    {
        Order best = fallingSize();
        Bytes peak = place(best);
        const std::vector<Bytes> live = liveBytes();
        const Bytes target = *std::max_element(live.begin(), live.end());
        if (peak == target)
            return;
        if (const Order urgent = fallingUrgency(live); place(urgent) < peak) {
            best = urgent;
            peak = place(urgent);
        }
        place(best);
        Order turns = bottleneck(best, peak);
        std::size_t budget = 20000;
        std::uint64_t state = 20210;
        const auto below = [&](std::size_t n) {
            return static_cast<std::size_t>(state = state * 48271 % 2147483647) % n;
        };
        for (int idle = 0; peak > target && idle < iterations && turns.size() > 1; ++idle) {
            if (budget < best.size())
                break;
            const std::size_t a = turns[below(turns.size())], b = turns[below(turns.size())];
            if (a == b)
                continue;
            budget -= best.size();
            std::swap(best[a], best[b]);
            const Bytes now = place(best);
            if (now > peak) {
                std::swap(best[a], best[b]);
                continue;
            }
            if (now < peak)
                idle = 0;
            peak = now;
            turns = bottleneck(best, peak);
        }
        place(best);
    }

private:
    static constexpr std::size_t kNotPlaced = std::numeric_limits<std::size_t>::max();

    bool meet(std::size_t a, std::size_t b) const
    {
        return m_requests[a].first <= m_requests[b].last && m_requests[b].first <= m_requests[a].last;
    }
    Bytes end(std::size_t i) const { return m_offsets[i] + m_requests[i].size; }

    Bytes lowestOffset(std::size_t i) const
    {
        Order placed;
        for (std::size_t n = 0; n < m_requests.size(); ++n)
            if (m_turn[n] != kNotPlaced && meet(i, n))
                placed.push_back(n);
        std::sort(placed.begin(), placed.end(), [&](auto a, auto b) { return m_offsets[a] < m_offsets[b]; });
        Bytes lowest;
        for (const std::size_t n : placed) {
            if (lowest + m_requests[i].size <= m_offsets[n])
                break;
            lowest = std::max(lowest, end(n));
        }
        return lowest;
    }

    std::vector<Bytes> liveBytes() const
    {
        std::vector<Bytes> live;
        for (const BufferRequest& request : m_requests)
            for (std::uint32_t i = request.first; i <= request.last; ++i) {
                live.resize(std::max<std::size_t>(live.size(), i + 1));
                live[i] += request.size;
            }
        return live;
    }

    Order fallingUrgency(const std::vector<Bytes>& live) const
    {
        const auto urgency = [&](std::size_t i) {
            return *std::max_element(live.begin() + m_requests[i].first, live.begin() + m_requests[i].last + 1);
        };
        Order order = fallingSize();
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
            if (urgency(a) != urgency(b))
                return urgency(a) > urgency(b);
            return m_requests[a].last - m_requests[a].first > m_requests[b].last - m_requests[b].first;
        });
        return order;
    }

    Order bottleneck(const Order& order, Bytes peak) const
    {
        Order chain;
        std::vector<bool> seen(order.size());
        for (const std::size_t i : order)
            if (chain.empty() && end(i) == peak) {
                chain.push_back(i);
                seen[i] = true;
            }
        for (std::size_t k = 0; k < chain.size(); ++k)
            for (const std::size_t n : m_byFirst)
                if (!seen[n] && meet(n, chain[k]) && m_turn[n] < m_turn[chain[k]] && m_offsets[n] < end(chain[k])) {
                    seen[n] = true;
                    chain.push_back(n);
                }
        for (std::size_t& i : chain)
            i = m_turn[i];
        return chain;
    }

    std::vector<BufferRequest> m_requests;
    std::vector<Bytes> m_offsets;
    Order m_turn, m_byFirst;
};

} // namespace

std::vector<Bytes> slowGreedyBySize(const std::vector<BufferRequest>& requests)
{
    SlowPlanner planner(requests);
    planner.place(planner.fallingSize());
    return planner.offsets();
}

std::vector<Bytes> slowHillClimb(const std::vector<BufferRequest>& requests, int iterations)
{
    SlowPlanner planner(requests);
    planner.climb(iterations);
    return planner.offsets();
}

} // namespace tenbin::test
