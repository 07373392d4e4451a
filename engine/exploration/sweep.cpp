// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/sweep.h"

#include <algorithm>

#include "engine/core/parallel.h"

namespace tenbin {

std::vector<PointRange> openRanges(std::uint64_t size, std::vector<PointRange> done, const SweepOptions& options,
                                   Shard shard)
{
    std::sort(done.begin(), done.end(), [](const PointRange& a, const PointRange& b) { return a.first < b.first; });
    std::vector<PointRange> open;
    std::size_t at = 0;
    const std::uint64_t batch = std::max<std::uint64_t>(1, options.batch);
    for (std::uint64_t number = shard.number - 1; number * batch < size; number += shard.parts) {
        std::uint64_t first = number * batch;
        const std::uint64_t end = std::min(size, first + batch);
        while (at < done.size() && done[at].first + done[at].count <= first)
            ++at;
        for (std::size_t k = at; first < end;) {
            if (k == done.size() || done[k].first >= end) {
                open.push_back({first, end - first});
                break;
            }
            if (done[k].first > first)
                open.push_back({first, done[k].first - first});
            first = std::max(first, done[k].first + done[k].count);
            ++k;
        }
    }
    return open;
}

bool sweep(const SpaceEvaluator& evaluator, const std::vector<PointRange>& ranges, const SweepOptions& options,
           const RunControl& control, const PointSink& sink)
{
    const std::size_t window = 4 * static_cast<std::size_t>(threadCount(options.threads));
    std::vector<PointBatch> slots(window);
    bool whole = true;
    std::size_t consumed = 0;
    orderedPipeline(
        ranges.size(), options.threads, window,
        [&](std::size_t i) {
            PointBatch& batch = slots[i % window];
            batch.range = ranges[i];
            batch.figures.assign(ranges[i].count, {});
            // Who would wait for another's preparation makes the next one meanwhile.
            for (std::size_t ahead = i; ahead < std::min(i + window, ranges.size()); ++ahead)
                if (evaluator.prepareAhead(ranges[ahead].first))
                    break;
            return evaluator.evaluate(ranges[i].first, batch.figures, control);
        },
        [&](std::size_t i) {
            ++consumed;
            std::vector<PointBatch> one(1);
            std::swap(one.front(), slots[i % window]);
            whole = sink(one);
            return whole && !control.stopped();
        });
    return whole && consumed == ranges.size();
}

} // namespace tenbin
