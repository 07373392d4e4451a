// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/arena_planner.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "engine/memory/live_bytes.h"
#include "engine/memory/live_profile.h"
#include "engine/memory/placed_buffers.h"

namespace tenbin {
namespace {

using Order = std::vector<std::uint32_t>;

/// Places buffers of one memory, each as low as it fits beside those that are alive at the same time. Where few are,
/// as in most networks, it keeps lists of them; else a tree over time, with the same result.
class FirstFit {
public:
    explicit FirstFit(const std::vector<BufferRequest>& requests)
        : m_requests(requests), m_byFirst(requests.size()), m_offsets(requests.size()), m_turn(requests.size())
    {
        std::iota(m_byFirst.begin(), m_byFirst.end(), 0u);
        std::stable_sort(m_byFirst.begin(), m_byFirst.end(),
                         [&](auto a, auto b) { return requests[a].first < requests[b].first; });
        if (countMeetings() <= kFewNeighbours * requests.size())
            listNeighbours();
        else
            m_tree.emplace(requests);
    }

    /// Places all buffers in `order`; returns the highest address used.
    Bytes place(const Order& order)
    {
        std::fill(m_turn.begin(), m_turn.end(), kNotPlaced);
        if (m_tree)
            m_tree->clear();
        Bytes peak;
        for (std::uint32_t turn = 0; turn < order.size(); ++turn) {
            const std::uint32_t i = order[turn];
            m_offsets[i] = m_tree ? m_tree->lowestOffset(i) : lowestOffset(i);
            if (m_tree)
                m_tree->add(i, m_offsets[i]);
            m_turn[i] = turn;
            peak = std::max(peak, end(i));
        }
        return peak;
    }

    Bytes end(std::uint32_t i) const { return m_offsets[i] + m_requests[i].size; }
    Bytes offset(std::uint32_t i) const { return m_offsets[i]; }
    std::uint32_t turn(std::uint32_t i) const { return m_turn[i]; }
    /// Whether looking at every neighbour of many buffers takes little time.
    bool hasFewNeighbours() const { return !m_tree || m_requests.size() <= kFewBuffers; }

    /// Visits the buffers alive together with `i`, in the order in which they begin.
    template <class Visit>
    void forEachNeighbour(std::uint32_t i, Visit&& visit) const
    {
        if (!m_tree) {
            std::for_each(m_neighbours[i].begin(), m_neighbours[i].end(), visit);
            return;
        }
        for (const std::uint32_t n : m_byFirst) {
            if (!meet(i, n))
                break;
            if (n != i && m_requests[i].first <= m_requests[n].last)
                visit(n);
        }
    }

private:
    static constexpr std::uint32_t kNotPlaced = ~0u;
    static constexpr std::size_t kFewNeighbours = 64, kFewBuffers = 4096;

    /// `b` begins before `a` ends. They live together if `b` begins no earlier than `a`.
    bool meet(std::uint32_t a, std::uint32_t b) const { return m_requests[b].first <= m_requests[a].last; }

    std::size_t countMeetings() const
    {
        std::size_t meetings = 0;
        for (std::size_t i = 0; i < m_byFirst.size(); ++i) {
            const auto behind = std::partition_point(m_byFirst.begin() + static_cast<std::ptrdiff_t>(i),
                                                     m_byFirst.end(), [&](auto b) { return meet(m_byFirst[i], b); });
            meetings += static_cast<std::size_t>(behind - m_byFirst.begin()) - i - 1;
        }
        return meetings;
    }

    void listNeighbours()
    {
        m_neighbours.resize(m_requests.size());
        for (std::size_t i = 0; i < m_byFirst.size(); ++i)
            for (std::size_t j = i + 1; j < m_byFirst.size() && meet(m_byFirst[i], m_byFirst[j]); ++j) {
                m_neighbours[m_byFirst[i]].push_back(m_byFirst[j]);
                m_neighbours[m_byFirst[j]].push_back(m_byFirst[i]);
            }
    }

    Bytes lowestOffset(std::uint32_t i)
    {
        m_placed.clear();
        for (const std::uint32_t n : m_neighbours[i])
            if (m_turn[n] != kNotPlaced)
                m_placed.push_back(n);
        std::sort(m_placed.begin(), m_placed.end(), [&](auto a, auto b) { return m_offsets[a] < m_offsets[b]; });
        Bytes lowest;
        for (const std::uint32_t n : m_placed) {
            if (lowest + m_requests[i].size <= m_offsets[n])
                break;
            lowest = std::max(lowest, end(n));
        }
        return lowest;
    }

    const std::vector<BufferRequest>& m_requests;
    Order m_byFirst;
    std::vector<Order> m_neighbours;
    std::optional<PlacedBuffers> m_tree; ///< instead of the lists
    std::vector<Bytes> m_offsets;
    std::vector<std::uint32_t> m_turn;
    Order m_placed;
};

void normalise(std::vector<BufferRequest>& requests, Bytes alignment)
{
    const std::int64_t unit = std::max<std::int64_t>(1, alignment.count());
    for (BufferRequest& request : requests) {
        request.size = Bytes(roundUp(std::max<std::int64_t>(0, request.size.count()), unit));
        request.last = std::max(request.first, request.last);
    }
}

Order fallingSize(const std::vector<BufferRequest>& requests)
{
    Order order(requests.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return requests[a].size > requests[b].size; });
    return order;
}

/// Buffers that are alive where memory is scarcest come first, among those the long-lived.
Order fallingUrgency(const std::vector<BufferRequest>& requests)
{
    std::uint32_t operators = 0;
    LiveBytes live;
    for (const BufferRequest& r : requests) {
        live.add(r.first, r.last, r.size);
        operators = std::max(operators, r.last + 1);
    }
    const LiveProfile profile(live.perOperator(operators));
    std::vector<Bytes> urgency;
    urgency.reserve(requests.size());
    for (const BufferRequest& r : requests)
        urgency.push_back(profile.highest(r.first, r.last));

    Order order = fallingSize(requests);
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) {
        if (urgency[a] != urgency[b])
            return urgency[a] > urgency[b];
        return requests[a].last - requests[a].first > requests[b].last - requests[b].first;
    });
    return order;
}

Bytes lowerBound(const std::vector<BufferRequest>& requests)
{
    LiveBytes live;
    for (const BufferRequest& r : requests)
        live.add(r.first, r.last, r.size);
    return live.peak().second;
}

/// Small deterministic generator: the same requests give the same plan on every machine.
class Lehmer {
public:
    std::size_t below(std::size_t n)
    {
        m_state = m_state * 48271 % 2147483647;
        return static_cast<std::size_t>(m_state) % n;
    }

private:
    std::uint64_t m_state = 20210;
};

/// Turns of the buffers that hold the highest one up: those it lies upon, and what these lie upon.
Order bottleneckTurns(const FirstFit& fit, const Order& order, Bytes peak)
{
    Order chain;
    std::vector<bool> seen(order.size());
    for (const std::uint32_t i : order)
        if (fit.end(i) == peak) {
            chain.push_back(i);
            seen[i] = true;
            break;
        }
    for (std::size_t k = 0; k < chain.size(); ++k)
        fit.forEachNeighbour(chain[k], [&, top = chain[k]](std::uint32_t n) {
            if (!seen[n] && fit.turn(n) < fit.turn(top) && fit.offset(n) < fit.end(top)) {
                seen[n] = true;
                chain.push_back(n);
            }
        });
    for (std::uint32_t& i : chain)
        i = fit.turn(i);
    return chain;
}

/// Buffer placements one climb may try: bounds its time to about a millisecond.
constexpr std::size_t kPlacementBudget = 20000;

struct Climb {
    Order order;
    Bytes peak;
};

void climb(FirstFit& fit, Climb& best, Bytes target, int iterations)
{
    Lehmer random;
    std::size_t budget = kPlacementBudget;
    if (budget < best.order.size())
        return;
    fit.place(best.order);
    Order turns = bottleneckTurns(fit, best.order, best.peak);
    for (int idle = 0; best.peak > target && idle < iterations && turns.size() > 1; ++idle) {
        if (budget < best.order.size())
            return;
        const std::uint32_t a = turns[random.below(turns.size())];
        const std::uint32_t b = turns[random.below(turns.size())];
        if (a == b)
            continue;
        budget -= best.order.size();
        std::swap(best.order[a], best.order[b]);
        const Bytes peak = fit.place(best.order);
        if (peak > best.peak) {
            std::swap(best.order[a], best.order[b]);
            continue;
        }
        if (peak < best.peak)
            idle = 0;
        best.peak = peak;
        turns = bottleneckTurns(fit, best.order, peak);
    }
}

/// Splits requests by memory, lets `placeAll` place each part and joins the offsets in the order of the requests.
template <class PlaceAll>
MemoryPlan planEachMemory(std::vector<BufferRequest> requests, Bytes alignment, PlaceAll&& placeAll)
{
    normalise(requests, alignment);
    MemoryPlan plan;
    plan.placements.reserve(requests.size());
    for (const BufferRequest& request : requests)
        plan.placements.push_back({request, Bytes(0)});

    std::map<int, Order> members;
    for (std::uint32_t i = 0; i < requests.size(); ++i)
        members[requests[i].memory].push_back(i);
    for (const auto& [memory, indices] : members) {
        std::vector<BufferRequest> part;
        part.reserve(indices.size());
        for (const std::uint32_t i : indices)
            part.push_back(requests[i]);
        FirstFit fit(part);
        placeAll(part, fit);
        for (std::uint32_t k = 0; k < indices.size(); ++k)
            plan.placements[indices[k]].offset = fit.offset(k);
    }
    return plan;
}

} // namespace

MemoryPlan planGreedyBySize(std::vector<BufferRequest> requests, Bytes alignment)
{
    return planEachMemory(std::move(requests), alignment,
                          [](const std::vector<BufferRequest>& part, FirstFit& fit) { fit.place(fallingSize(part)); });
}

MemoryPlan planHillClimb(std::vector<BufferRequest> requests, Bytes alignment, int iterations)
{
    const auto placeAll = [iterations](const std::vector<BufferRequest>& part, FirstFit& fit) {
        Climb best{fallingSize(part), {}};
        best.peak = fit.place(best.order);
        const Bytes target = lowerBound(part);
        if (best.peak == target || !fit.hasFewNeighbours())
            return;
        Climb urgent{fallingUrgency(part), {}};
        urgent.peak = fit.place(urgent.order);
        if (urgent.peak < best.peak)
            best = std::move(urgent);
        climb(fit, best, target, iterations);
        fit.place(best.order);
    };
    return planEachMemory(std::move(requests), alignment, placeAll);
}

} // namespace tenbin
