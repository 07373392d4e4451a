// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows pagmo: NSGA-II and hypervolumes.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <pagmo/algorithms/nsga2.hpp>
#include <pagmo/batch_evaluators/member_bfe.hpp>
#include <pagmo/bfe.hpp>
#include <pagmo/population.hpp>
#include <pagmo/problem.hpp>
#include <pagmo/utils/hypervolume.hpp>

#include "engine/core/parallel.h"
#include "engine/exploration/point_table.h"
#include "engine/exploration/sweep.h"

namespace tenbin {

double hypervolume(const CostColumns& columns, std::span<const std::uint32_t> front, const std::vector<CostRange>& box)
{
    if (front.empty())
        return 0.0;
    if (columns.size() == 1)
        return 1.0;
    constexpr double kReference = 1.0 + 1e-9; // pagmo wants every point strictly inside
    std::vector<pagmo::vector_double> points;
    for (const std::uint32_t row : front) {
        pagmo::vector_double point;
        for (std::size_t k = 0; k < columns.size(); ++k)
            point.push_back(std::clamp(relativePlace(box[k], columns[k][row]), 0.0, 1.0));
        points.push_back(std::move(point));
    }
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    return std::clamp(pagmo::hypervolume(points).compute(pagmo::vector_double(columns.size(), kReference)), 0.0, 1.0);
}

namespace {

constexpr double kInfeasible = 1e30; // behind every design that keeps the constraints

struct Stopped {};

/// What may differ between designs: the network, the target, then one number an axis key; an axis that a target does
/// not have is ignored, a longer list than the target's wraps around. Only what has more than one value is a gene:
/// pagmo takes no gene whose bounds are equal.
class Genome {
public:
    explicit Genome(const SpaceLayout& layout) : m_layout(layout), m_keys(layout.keys())
    {
        addTrait(layout.networks.size());
        addTrait(layout.targets.size());
        for (const std::string& key : m_keys)
            addTrait(longestAxis(key));
    }

    const pagmo::vector_double& highest() const { return m_highest; }

    std::uint64_t point(const double* genes) const
    {
        const auto trait = [&](std::size_t i) -> std::uint64_t {
            const auto gene = m_geneOfTrait[i];
            if (!gene)
                return 0;
            return static_cast<std::uint64_t>(std::llround(genes[*gene]));
        };
        const SpaceBlock& block = m_layout.blocks[trait(0) * m_layout.targets.size() + trait(1)];
        std::uint64_t inBlock = 0;
        for (const SpaceAxis& axis : block.axes) {
            const auto key = std::find(m_keys.begin(), m_keys.end(), axis.key) - m_keys.begin();
            inBlock = inBlock * axis.values.size() + trait(2 + static_cast<std::size_t>(key)) % axis.values.size();
        }
        return block.first + inBlock;
    }

private:
    std::size_t longestAxis(const std::string& key) const
    {
        std::size_t most = 1;
        for (const SpaceBlock& block : m_layout.blocks)
            for (const SpaceAxis& axis : block.axes)
                if (axis.key == key)
                    most = std::max(most, axis.values.size());
        return most;
    }
    void addTrait(std::size_t values)
    {
        if (values < 2) {
            m_geneOfTrait.emplace_back();
            return;
        }
        m_geneOfTrait.emplace_back(m_highest.size());
        m_highest.push_back(static_cast<double>(values - 1));
    }

    const SpaceLayout& m_layout;
    std::vector<std::string> m_keys;
    std::vector<std::optional<std::size_t>> m_geneOfTrait;
    pagmo::vector_double m_highest;
};

/// Evaluates generations and remembers every point.
class Generations {
public:
    Generations(const SpaceEvaluator& evaluator, KnownPoints known, const SweepOptions& options,
                const RunControl& control, const PointSink& sink)
        : m_evaluator(evaluator), m_known(std::move(known)), m_options(options), m_control(control), m_sink(sink),
          m_genome(evaluator.space().layout)
    {
    }

    const Genome& genome() const { return m_genome; }
    /// NSGA-II ranks by at least two objectives: a single one counts twice.
    std::size_t objectives() const { return std::max<std::size_t>(2, m_evaluator.space().question.objectives.size()); }
    /// The one design of a space without genes. Throws Stopped.
    void evaluateOnly() { evaluateNew({m_genome.point(nullptr)}); }

    /// Fitness of individuals one after the other, as pagmo wants it. Throws Stopped.
    pagmo::vector_double fitness(const pagmo::vector_double& individuals)
    {
        const std::size_t genes = m_genome.highest().size();
        std::vector<std::uint64_t> points;
        for (std::size_t i = 0; i < individuals.size(); i += genes)
            points.push_back(m_genome.point(&individuals[i]));
        evaluateNew(points);
        pagmo::vector_double all;
        for (const std::uint64_t point : points)
            addFitness(point, all);
        return all;
    }

private:
    void evaluateNew(const std::vector<std::uint64_t>& points)
    {
        std::vector<PointBatch> fresh;
        for (const std::uint64_t point : points)
            if (m_known.try_emplace(point).second)
                fresh.push_back({{point, 1}, std::vector<DesignFigures>(1)});
        std::sort(fresh.begin(), fresh.end(),
                  [](const PointBatch& a, const PointBatch& b) { return a.range.first < b.range.first; });
        std::vector<char> good(fresh.size());
        parallelFor(fresh.size(), m_options.threads, [&](std::size_t i) {
            good[i] = m_evaluator.evaluate(fresh[i].range.first, fresh[i].figures, m_control);
        });
        if (std::find(good.begin(), good.end(), char{0}) != good.end())
            throw Stopped();
        for (const PointBatch& batch : fresh)
            m_known[batch.range.first] = batch.figures.front();
        if ((!fresh.empty() && !m_sink(fresh)) || !m_control.goOn())
            throw Stopped();
    }

    void addFitness(std::uint64_t point, pagmo::vector_double& all) const
    {
        const Question& question = m_evaluator.space().question;
        PointTable one;
        one.add(point, m_known.at(point), m_evaluator.space().layout);
        const std::size_t before = all.size();
        for (const auto& column : costColumns(one, question.objectives, question.constraints)) {
            all.push_back(column.front());
            if (!std::isfinite(all.back()))
                all.back() = kInfeasible;
        }
        while (all.size() - before < objectives())
            all.push_back(all.back());
    }

    const SpaceEvaluator& m_evaluator;
    KnownPoints m_known;
    const SweepOptions& m_options;
    const RunControl& m_control;
    const PointSink& m_sink;
    Genome m_genome;
};

/// pagmo's view of the space: whole numbers within bounds. Copies share the generations.
struct SpaceProblem {
    Generations* generations = nullptr;

    pagmo::vector_double fitness(const pagmo::vector_double& genes) const { return generations->fitness(genes); }
    pagmo::vector_double batch_fitness(const pagmo::vector_double& individuals) const
    {
        return generations->fitness(individuals);
    }
    std::pair<pagmo::vector_double, pagmo::vector_double> get_bounds() const
    {
        const auto& highest = generations->genome().highest();
        return {pagmo::vector_double(highest.size(), 0.0), highest};
    }
    pagmo::vector_double::size_type get_nobj() const { return generations->objectives(); }
    pagmo::vector_double::size_type get_nix() const { return generations->genome().highest().size(); }
};

} // namespace

Result<bool> searchNsga2(const SpaceEvaluator& evaluator, KnownPoints known, const SweepOptions& options,
                         const RunControl& control, const PointSink& sink)
{
    const Question& question = evaluator.space().question;
    Generations generations(evaluator, std::move(known), options, control, sink);
    try {
        if (generations.genome().highest().empty()) {
            generations.evaluateOnly();
            return true;
        }
        const pagmo::problem problem{SpaceProblem{&generations}};
        const pagmo::bfe evaluate{pagmo::member_bfe{}};
        pagmo::population population(problem, evaluate, static_cast<pagmo::population::size_type>(question.population),
                                     question.seed);
        pagmo::nsga2 algorithm(static_cast<unsigned>(question.generations), 0.95, 10.0,
                               1.0 / static_cast<double>(problem.get_nx()), 50.0, question.seed);
        algorithm.set_bfe(evaluate);
        algorithm.evolve(population);
        return true;
    } catch (const Stopped&) {
        return false;
    } catch (const std::exception& refusal) {
        return fail(ErrorCode::questionValue, {"search", refusal.what()});
    }
}

} // namespace tenbin
