// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xcube/planner.h"

#include <algorithm>
#include <optional>
#include <queue>

#include "engine/core/units.h"

namespace tenbin::xcube {

namespace {

/// Costs of nodes with and without overlay. Overlaid buffers keep their distances, so that a chain of them is
/// taller than its tallest member: `m_height` is what lies from a buffer's start to the end of its chain.
class Overlays {
public:
    Overlays(const Program& program, const std::vector<Life>& lives, const Release& release)
        : m_program(program), m_lives(lives), m_limitsExpansions(release.limitsExpansions),
          m_height(program.buffers.size()), m_elsewhere(program.nodes.size())
    {
        for (std::size_t i = 0; i < m_height.size(); ++i)
            m_height[i] = bytes(static_cast<std::uint32_t>(i));
        countElsewhere();
    }

    /// Bytes of the inputs that wait before the first node.
    std::int64_t entranceBytes() const
    {
        std::int64_t sum = 0;
        for (const std::uint32_t buffer : m_program.inputs)
            sum += bytes(buffer);
        return sum;
    }

    Moment plain(std::uint32_t node) const
    {
        const Node& n = m_program.nodes[node];
        const std::int64_t own = outputBytes(n) + roundUp(n.scratchBytes, kAlignment);
        return {m_elsewhere[node] + inputBytes(n) + own, own, Moment::kNone};
    }

    /// The cheapest overlay of `node`, or plain() where none is cheaper.
    Moment overlaid(std::uint32_t node) const
    {
        const Node& n = m_program.nodes[node];
        Moment best = plain(node);
        if (!n.shiftBytes || (m_limitsExpansions && n.isLargeExpansion))
            return best;
        const std::size_t candidates = n.overlaysAnyInput ? n.inputs.size() : std::min<std::size_t>(1, n.inputs.size());
        for (std::size_t i = 0; i < candidates; ++i)
            if (const Moment other = over(node, n.inputs[i]); other.bytes < best.bytes)
                best = other;
        return best;
    }

    /// Notes how `node` is placed; true where the height of its output changes.
    bool place(std::uint32_t node, const Moment& moment)
    {
        const Node& n = m_program.nodes[node];
        if (n.outputs.size() != 1)
            return false;
        std::int64_t& height = m_height[n.outputs.front()];
        const std::int64_t before = height;
        height = moment.overlaid == Moment::kNone ? bytes(n.outputs.front()) : moment.outputBytes;
        return height != before;
    }

private:
    /// Of what comes and goes.
    std::int64_t bytes(std::uint32_t buffer) const
    {
        return m_program.buffers[buffer].permanent ? 0 : m_program.buffers[buffer].bytes;
    }

    std::int64_t inputBytes(const Node& n) const
    {
        std::int64_t sum = 0;
        for (const std::uint32_t buffer : n.inputs)
            sum += bytes(buffer);
        return sum;
    }

    std::int64_t outputBytes(const Node& n) const
    {
        std::int64_t sum = 0;
        for (const std::uint32_t buffer : n.outputs)
            sum += bytes(buffer);
        return sum;
    }

    /// A padded copy of a map that lives on, as in residual blocks: nothing is laid over it (ResNet-8 needs as much
    /// as without overlays in releases 7.3, 10.2 and 3.0).
    bool isBesideItsSource(std::uint32_t buffer) const
    {
        const auto& source = m_program.buffers[buffer].copyOf;
        return source && m_lives[*source].last > m_lives[buffer].first;
    }

    Moment over(std::uint32_t node, std::uint32_t input) const
    {
        const Node& n = m_program.nodes[node];
        const std::int64_t size = bytes(input);
        if (m_lives[input].last != node || size == 0 || isBesideItsSource(input))
            return plain(node);
        const std::int64_t shift = roundUp(*n.shiftBytes, kAlignment), scratch = roundUp(n.scratchBytes, kAlignment);
        const std::int64_t height = std::max({outputBytes(n), m_height[input] + shift, size + shift + scratch});
        return {m_elsewhere[node] + inputBytes(n) - size + height, height, input};
    }

    /// What lives during each node beside its inputs and outputs.
    void countElsewhere()
    {
        std::vector<std::int64_t> change(m_program.nodes.size() + 1, 0);
        for (std::uint32_t i = 0; i < m_lives.size(); ++i) {
            if (m_lives[i].first > m_lives[i].last)
                continue;
            change[m_lives[i].first] += bytes(i);
            change[std::min<std::size_t>(m_lives[i].last + std::size_t{1}, m_program.nodes.size())] -= bytes(i);
        }
        std::int64_t live = 0;
        for (std::uint32_t k = 0; k < m_program.nodes.size(); ++k) {
            live += change[k];
            m_elsewhere[k] = live - inputBytes(m_program.nodes[k]) - outputBytes(m_program.nodes[k]);
        }
    }

    const Program& m_program;
    const std::vector<Life>& m_lives;
    bool m_limitsExpansions;
    std::vector<std::int64_t> m_height;    ///< by buffer
    std::vector<std::int64_t> m_elsewhere; ///< by node
};

OverlayPlan searchForward(Overlays& overlays, std::uint32_t nodes)
{
    OverlayPlan plan{.peakBytes = overlays.entranceBytes()};
    plan.moments.reserve(nodes);
    for (std::uint32_t k = 0; k < nodes; ++k) {
        Moment moment = overlays.plain(k);
        if (moment.bytes > plan.peakBytes)
            moment = overlays.overlaid(k);
        overlays.place(k, moment);
        plan.peakBytes = std::max(plan.peakBytes, moment.bytes);
        plan.moments.push_back(moment);
    }
    return plan;
}

/// Overlays the highest node for as long as the peak falls.
class GreedySearch {
public:
    GreedySearch(const Program& program, const std::vector<Life>& lives, Overlays& overlays)
        : m_program(program), m_lives(lives), m_overlays(overlays), m_overlaid(program.nodes.size(), false)
    {
        m_moments.reserve(program.nodes.size());
        for (std::uint32_t k = 0; k < program.nodes.size(); ++k) {
            m_moments.push_back(overlays.plain(k));
            m_byBytes.emplace(m_moments[k].bytes, k);
        }
    }

    OverlayPlan run()
    {
        while (lowerHighest()) {
        }
        OverlayPlan plan{.peakBytes = m_overlays.entranceBytes(), .moments = std::move(m_moments)};
        for (const Moment& moment : plan.moments)
            plan.peakBytes = std::max(plan.peakBytes, moment.bytes);
        return plan;
    }

private:
    /// Tries the highest node; false where the peak stays.
    bool lowerHighest()
    {
        const auto [bytes, node] = highest();
        const Moment lower = bytes > 0 ? m_overlays.overlaid(node) : Moment{};
        if (bytes == 0 || m_overlaid[node] || lower.bytes >= bytes)
            return false;
        m_overlaid[node] = true;
        m_byBytes.pop();
        settle(node, lower);
        return highest().first < bytes;
    }

    /// The bytes and the node of the peak.
    std::pair<std::int64_t, std::uint32_t> highest()
    {
        while (!m_byBytes.empty() && m_moments[m_byBytes.top().second].bytes != m_byBytes.top().first)
            m_byBytes.pop(); // has been placed anew since
        return m_byBytes.empty() ? std::pair<std::int64_t, std::uint32_t>{} : m_byBytes.top();
    }

    /// Places `node` anew, and the overlaid chain above it.
    void settle(std::uint32_t node, const Moment& moment)
    {
        m_moments[node] = moment;
        m_byBytes.emplace(moment.bytes, node);
        bool moved = m_overlays.place(node, moment);
        for (auto next = nextInChain(node); moved && next; next = nextInChain(*next)) {
            m_moments[*next] = m_overlays.overlaid(*next);
            m_byBytes.emplace(m_moments[*next].bytes, *next);
            moved = m_overlays.place(*next, m_moments[*next]);
        }
    }

    /// The node whose output lies over the output of `node`.
    std::optional<std::uint32_t> nextInChain(std::uint32_t node) const
    {
        const std::uint32_t output = m_program.nodes[node].outputs.front();
        const std::uint32_t last = m_lives[output].last;
        if (last < m_moments.size() && last != node && m_moments[last].overlaid == output)
            return last;
        return std::nullopt;
    }

    const Program& m_program;
    const std::vector<Life>& m_lives;
    Overlays& m_overlays;
    std::vector<bool> m_overlaid; ///< by node: each is tried once
    std::vector<Moment> m_moments;
    std::priority_queue<std::pair<std::int64_t, std::uint32_t>> m_byBytes;
};

} // namespace

std::vector<Life> livesOf(const Program& program)
{
    const auto end = static_cast<std::uint32_t>(program.nodes.size());
    std::vector<Life> lives(program.buffers.size(), Life{end, 0});
    const auto touch = [&](std::uint32_t buffer, std::uint32_t node) {
        lives[buffer].first = std::min(lives[buffer].first, node);
        lives[buffer].last = std::max(lives[buffer].last, node);
    };
    for (std::uint32_t k = 0; k < end; ++k) {
        for (const std::uint32_t buffer : program.nodes[k].inputs)
            touch(buffer, k);
        for (const std::uint32_t buffer : program.nodes[k].outputs)
            touch(buffer, k);
    }
    for (const std::uint32_t buffer : program.inputs)
        touch(buffer, 0);
    for (const std::uint32_t buffer : program.outputs)
        touch(buffer, end);
    for (std::size_t i = 0; i < lives.size(); ++i)
        if (program.buffers[i].permanent)
            lives[i] = {0, end};
    return lives;
}

OverlayPlan planOverlays(const Program& program, const std::vector<Life>& lives, const Release& release)
{
    Overlays overlays(program, lives, release);
    const auto nodes = static_cast<std::uint32_t>(program.nodes.size());
    OverlayPlan plan = release.search == OverlaySearch::forward ? searchForward(overlays, nodes)
                                                                : GreedySearch(program, lives, overlays).run();
    for (const Buffer& buffer : program.buffers)
        if (buffer.permanent)
            plan.peakBytes += buffer.bytes;
    return plan;
}

} // namespace tenbin::xcube
