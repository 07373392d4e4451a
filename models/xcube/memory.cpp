// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xcube/memory.h"

#include <algorithm>

#include "engine/memory/arena_planner.h"
#include "models/xcube/drawing.h"
#include "models/xcube/lowering.h"
#include "models/xcube/planner.h"

namespace tenbin::xcube {

namespace {

/// Tries that a drawing is worth: the figures do not rest on it.
constexpr int kPlanSteps = 8;

std::uint32_t lastOperatorOf(const Graph& graph)
{
    return graph.operators().empty() ? 0 : static_cast<std::uint32_t>(graph.operators().size() - 1);
}

/// Takes the maps that no bank holds out of the program. They share one place: a map and its padded copy end
/// at the same address. The request for it; of size zero where all maps fit.
BufferRequest spill(Program& program, const std::vector<Life>& lives, std::int64_t bankBytes, int memory,
                    std::vector<TensorId>& spilled)
{
    BufferRequest place{.first = TensorId::kNone, .memory = memory};
    for (std::uint32_t i = 0; i < program.buffers.size(); ++i) {
        Buffer& buffer = program.buffers[i];
        if (buffer.bytes <= bankBytes || lives[i].first > lives[i].last)
            continue;
        if (Bytes(buffer.bytes) > place.size) {
            place.size = Bytes(buffer.bytes);
            place.tensor = buffer.tensor;
        }
        const auto operatorAt = [&](std::uint32_t node) {
            return node < program.nodes.size() ? program.nodes[node].op.index : 0;
        };
        place.first = std::min(place.first, operatorAt(lives[i].first));
        place.last = std::max(place.last, operatorAt(lives[i].last));
        buffer.bytes = 0;
        if (buffer.tensor.valid())
            spilled.push_back(buffer.tensor);
    }
    return place;
}

/// The region that a board with banks keeps for scratch: the largest but softmax's.
std::int64_t scratchRegion(const Program& program, const Graph& graph)
{
    std::int64_t largest = 0;
    for (const Node& node : program.nodes)
        if (graph.op(node.op).kind != OperatorKind::softmax)
            largest = std::max(largest, node.scratchBytes);
    return roundUp(largest, kAlignment);
}

} // namespace

Activations planActivations(const Graph& graph, const Release& release, const Board& board, bool asInteger)
{
    Program program = lower(graph, release, asInteger);
    const std::vector<Life> lives = livesOf(program);
    const bool hasBanks = release.spreadsOverBanks && board.bankBytes;
    Release rules = release;
    Activations result;
    std::vector<BufferRequest> regions;
    if (hasBanks) {
        rules.search = OverlaySearch::forward;
        result.inside = Bytes(scratchRegion(program, graph));
        regions.push_back({{}, BufferRole::scratch, result.inside, 0, lastOperatorOf(graph), board.inside});
    }
    if (hasBanks && release.spillsLargeMaps && board.outside) {
        regions.push_back(spill(program, lives, *board.bankBytes, *board.outside, result.spilled));
        result.outside = regions.back().size;
        std::sort(result.spilled.begin(), result.spilled.end());
    }

    const OverlayPlan overlays = planOverlays(program, lives, rules);
    result.inside += Bytes(overlays.peakBytes);
    std::vector<BufferRequest> requests = drawRequests(graph, program, lives, overlays, board.inside);
    requests.insert(requests.end(), regions.begin(), regions.end());
    std::erase_if(requests, [](const BufferRequest& r) { return r.size == Bytes(0); });
    result.plan = planHillClimb(std::move(requests), Bytes(kAlignment), kPlanSteps);
    return result;
}

} // namespace tenbin::xcube
