// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/memory/storage_tokens.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace tenbin {

namespace {

constexpr std::int64_t kMatchRange = 16;

/// Blocks that are handed out whole.
class Tokens {
public:
    /// The block of a buffer of `size` bytes.
    std::size_t request(std::int64_t size)
    {
        const auto largest = m_free.upper_bound(size * kMatchRange);
        const auto fitting = m_free.lower_bound(size);
        if (fitting != largest)
            return take(fitting);
        if (fitting != m_free.begin())
            if (const auto smaller = std::prev(fitting); smaller->first >= size / kMatchRange) {
                m_sizes[smaller->second] = size;
                return take(smaller);
            }
        m_sizes.push_back(size);
        return m_sizes.size() - 1;
    }
    void release(std::size_t token) { m_free.emplace(m_sizes[token], token); }

    /// Where each block begins, and the end of the last.
    std::vector<std::int64_t> offsets() const
    {
        std::vector<std::int64_t> begins(m_sizes.size() + 1, 0);
        std::partial_sum(m_sizes.begin(), m_sizes.end(), begins.begin() + 1);
        return begins;
    }

private:
    using Free = std::multimap<std::int64_t, std::size_t>;
    std::size_t take(Free::const_iterator block)
    {
        const std::size_t token = block->second;
        m_free.erase(block);
        return token;
    }

    std::vector<std::int64_t> m_sizes;
    Free m_free; ///< by size
};

} // namespace

MemoryPlan planStorageTokens(const std::vector<BufferRequest>& requests, Bytes alignment)
{
    std::vector<std::size_t> order(requests.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return requests[a].first < requests[b].first; });
    const auto sizeOf = [&](std::size_t i) {
        return roundUp(std::max<std::int64_t>(0, requests[i].size.count()), alignment.count());
    };

    Tokens tokens;
    std::vector<std::size_t> tokenOf(requests.size());
    std::multimap<std::uint32_t, std::size_t> alive; // by the last operator
    for (const std::size_t i : order) {
        if (requests[i].role == BufferRole::scratch)
            continue;
        while (!alive.empty() && alive.begin()->first < requests[i].first) {
            tokens.release(tokenOf[alive.begin()->second]);
            alive.erase(alive.begin());
        }
        tokenOf[i] = tokens.request(sizeOf(i));
        alive.emplace(requests[i].last, i);
    }

    const std::vector<std::int64_t> offsets = tokens.offsets();
    MemoryPlan plan;
    plan.placements.reserve(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const bool above = requests[i].role == BufferRole::scratch;
        plan.placements.push_back({requests[i], Bytes(above ? offsets.back() : offsets[tokenOf[i]])});
        plan.placements.back().buffer.size = Bytes(sizeOf(i));
    }
    return plan;
}

} // namespace tenbin
