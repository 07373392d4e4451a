// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xcube/drawing.h"

#include <algorithm>

namespace tenbin::xcube {

namespace {

/// One drawing; lives for one call.
class Drawing {
public:
    Drawing(const Graph& graph, const Program& program, const std::vector<Life>& lives, const OverlayPlan& overlays,
            int memory)
        : m_graph(graph), m_program(program), m_lives(lives), m_overlays(overlays), m_memory(memory),
          m_end(graph.operators().empty() ? 0 : static_cast<std::uint32_t>(graph.operators().size() - 1))
    {
        m_chosen.reserve(program.nodes.size());
        m_requests.reserve(program.buffers.size() + program.nodes.size());
        chooseNodes();
    }

    std::vector<BufferRequest> run()
    {
        for (std::uint32_t i = 0; i < m_program.buffers.size(); ++i)
            if (m_program.buffers[i].bytes > 0)
                addBuffer(i);
        addScratch();
        return std::move(m_requests);
    }

private:
    void chooseNodes()
    {
        for (std::uint32_t k = 0; k < m_program.nodes.size(); ++k) {
            const bool sameOperator = !m_chosen.empty() && m_program.nodes[m_chosen.back()].op == m_program.nodes[k].op;
            if (!sameOperator)
                m_chosen.push_back(k);
            else if (m_overlays.moments[k].bytes >= m_overlays.moments[m_chosen.back()].bytes)
                m_chosen.back() = k;
        }
    }

    std::uint32_t operatorOf(std::uint32_t node) const { return m_program.nodes[node].op.index; }

    BufferRole roleOf(const Buffer& buffer) const
    {
        if (!buffer.tensor.valid())
            return BufferRole::scratch;
        return m_graph.tensor(buffer.tensor).variable ? BufferRole::state : BufferRole::activation;
    }

    void addBuffer(std::uint32_t buffer)
    {
        const Buffer& b = m_program.buffers[buffer];
        const Life life = m_lives[buffer];
        const auto first = std::lower_bound(m_chosen.begin(), m_chosen.end(), life.first);
        auto last = std::upper_bound(m_chosen.begin(), m_chosen.end(), life.last);
        if (last != first && m_overlays.moments[*(last - 1)].overlaid == buffer)
            --last; // the output above it holds the place already
        const bool whole = b.permanent || (life.first == 0 && life.last >= m_program.nodes.size());
        if (whole)
            m_requests.push_back({b.tensor, roleOf(b), Bytes(b.bytes), 0, m_end, m_memory});
        else if (first < last) {
            const std::uint32_t to = life.last >= m_program.nodes.size() ? m_end : operatorOf(*(last - 1));
            m_requests.push_back({b.tensor, roleOf(b), Bytes(b.bytes), operatorOf(*first), to, m_memory});
        }
    }

    void addScratch()
    {
        for (const std::uint32_t k : m_chosen) {
            std::int64_t bytes = m_overlays.moments[k].outputBytes;
            for (const std::uint32_t output : m_program.nodes[k].outputs)
                bytes -= m_program.buffers[output].permanent ? 0 : m_program.buffers[output].bytes;
            if (bytes > 0)
                m_requests.push_back(
                    {TensorId{}, BufferRole::scratch, Bytes(bytes), operatorOf(k), operatorOf(k), m_memory});
        }
    }

    const Graph& m_graph;
    const Program& m_program;
    const std::vector<Life>& m_lives;
    const OverlayPlan& m_overlays;
    int m_memory;
    std::uint32_t m_end;
    std::vector<std::uint32_t> m_chosen; ///< nodes in order, one an operator
    std::vector<BufferRequest> m_requests;
};

} // namespace

std::vector<BufferRequest> drawRequests(const Graph& graph, const Program& program, const std::vector<Life>& lives,
                                        const OverlayPlan& overlays, int memory)
{
    return Drawing(graph, program, lives, overlays, memory).run();
}

} // namespace tenbin::xcube
