// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/evaluator.h"

#include <algorithm>
#include <chrono>

#include "engine/core/parallel.h"
#include "engine/estimate/estimator.h"

namespace tenbin {

namespace {

constexpr std::size_t kMostPrepared = 64;  // a block: bounds memory where every point needs its own
constexpr std::uint64_t kLongestRun = 256; // points between two looks at the control

} // namespace

SpaceEvaluator::SpaceEvaluator(std::shared_ptr<const DesignSpace> space) : m_space(std::move(space))
{
    for (const SpaceBlock& block : m_space->layout.blocks) {
        std::uint64_t length = 1;
        for (const SpaceAxis& axis : block.axes)
            if (axis.scales)
                length *= axis.values.size();
        m_columnLength.push_back(length);
        m_parts.push_back(std::make_unique<SharedParts>());
    }
    m_prepared.resize(m_space->layout.blocks.size());
}

bool SpaceEvaluator::evaluate(std::uint64_t first, std::span<DesignFigures> out, const RunControl& control) const
{
    const auto& blocks = m_space->layout.blocks;
    while (!out.empty()) {
        if (!control.goOn())
            return false;
        const SpaceBlock& block = m_space->layout.blockOf(first);
        const auto number = static_cast<std::size_t>(&block - blocks.data());
        const std::uint64_t inBlock = first - block.first;
        const std::uint64_t length = m_columnLength[number];
        const std::uint64_t left = length - inBlock % length;
        const std::uint64_t run = std::min({left, kLongestRun, static_cast<std::uint64_t>(out.size())});
        evaluateRun(number, first, out.first(run));
        out = out.subspan(run);
        first += run;
    }
    return true;
}

std::pair<std::shared_ptr<SpaceEvaluator::Prepared>, bool> SpaceEvaluator::placeOf(std::size_t block,
                                                                                   std::uint64_t prefix) const
{
    const std::scoped_lock lock(m_mutex);
    Cache& cache = m_prepared[block];
    if (cache.size() >= kMostPrepared && !cache.contains(prefix))
        cache.clear();
    std::shared_ptr<Prepared>& slot = cache[prefix];
    const bool isNew = !slot;
    if (isNew)
        slot = std::make_shared<Prepared>();
    return {slot, isNew};
}

void SpaceEvaluator::prepare(Prepared& entry, std::size_t block, std::uint64_t prefix) const
{
    std::call_once(entry.once, [&] {
        const SpaceBlock& b = m_space->layout.blocks[block];
        auto settings = Settings::resolve(m_space->targets[b.target],
                                          m_space->layout.configuration(b.first + prefix * m_columnLength[block]));
        if (!settings)
            return; // the builder let through only values that resolve
        if (settings->numberOr(kLatencyCalibration, 1.0) != 1.0)
            return; // each point whole: estimate() scales its layers one by one
        entry.settings = std::move(*settings);
        entry.network =
            m_space->models[b.target]->prepare(*m_space->networks[b.network], *entry.settings, *m_parts[block]);
    });
}

std::shared_ptr<SpaceEvaluator::Prepared> SpaceEvaluator::prepared(std::size_t block, std::uint64_t prefix) const
{
    const auto entry = placeOf(block, prefix).first;
    prepare(*entry, block, prefix);
    return entry;
}

bool SpaceEvaluator::prepareAhead(std::uint64_t point) const
{
    const SpaceBlock& b = m_space->layout.blockOf(point);
    const auto block = static_cast<std::size_t>(&b - m_space->layout.blocks.data());
    if (m_columnLength[block] < kLongestRun || m_space->models[b.target]->scalingKeys().empty())
        return false;
    const std::uint64_t prefix = (point - b.first) / m_columnLength[block];
    const auto [entry, isNew] = placeOf(block, prefix);
    if (isNew)
        prepare(*entry, block, prefix);
    return isNew;
}

DesignFigures SpaceEvaluator::evaluateWhole(std::size_t block, std::uint64_t point) const
{
    const SpaceBlock& b = m_space->layout.blocks[block];
    const auto settings = Settings::resolve(m_space->targets[b.target], m_space->layout.configuration(point));
    if (!settings)
        return {};
    Evaluation evaluation = m_space->models[b.target]->evaluate(*m_space->networks[b.network], *settings);
    calibrate(evaluation, *settings);
    return figuresOf(evaluation);
}

void SpaceEvaluator::evaluateRun(std::size_t block, std::uint64_t first, std::span<DesignFigures> out) const
{
    const SpaceBlock& b = m_space->layout.blocks[block];
    const bool prepares = !m_space->models[b.target]->scalingKeys().empty();
    const auto common = prepares ? prepared(block, (first - b.first) / m_columnLength[block]) : nullptr;
    if (!common || !common->network) {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = evaluateWhole(block, first + i);
        return;
    }
    std::vector<std::vector<double>> values;
    std::vector<ScalingColumn> columns;
    std::uint64_t stride = 1;
    for (std::size_t left = b.axes.size(); left > 0 && b.axes[left - 1].scales; --left) {
        const auto& axis = b.axes[left - 1];
        const auto& choices = axis.values;
        std::vector<double>& column = values.emplace_back(out.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            column[i] = std::get<double>(choices[(first - b.first + i) / stride % choices.size()]);
        columns.push_back({axis.key, column}); // the buffer stays where it is when `values` grows
        stride *= choices.size();
    }
    common->network->evaluate(columns, out);
}

double measuredRate(const SpaceEvaluator& evaluator, int threads, double seconds)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::uint64_t kPiece = 64;
    const std::uint64_t size = evaluator.space().size();
    const std::uint64_t piece = std::min(kPiece, size);
    const RunControl control;
    std::vector<DesignFigures> figures(piece);
    std::uint64_t done = 0;
    const auto start = Clock::now();
    double spent = 0.0;
    // Steps of the golden ratio spread the sample evenly, however many there are.
    for (double at = 0.5; spent < seconds; at += 0.6180339887498949) {
        at -= static_cast<double>(static_cast<std::uint64_t>(at));
        evaluator.evaluate(static_cast<std::uint64_t>(at * static_cast<double>(size - piece)), figures, control);
        done += piece;
        spent = std::chrono::duration<double>(Clock::now() - start).count();
    }
    return static_cast<double>(done) / spent * threadCount(threads);
}

} // namespace tenbin
