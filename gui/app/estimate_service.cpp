// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/estimate_service.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>

#include "engine/formats/common/model_reference.h"
#include "engine/networks/network_source.h"
#include "engine/zoo/zoo.h"
#include "models/registry.h"

namespace tenbin {

/// Shared with the worker threads; every access locks.
struct EstimateCache {
    // A slider that is moved for an hour must not fill the memory.
    static constexpr std::size_t kMostAnswers = 4000;

    mutable std::mutex mutex;
    std::map<NetworkId, std::shared_ptr<const Graph>, std::less<>> graphs;
    std::map<Placed, std::shared_ptr<const Answer>> answers;

    std::shared_ptr<const Graph> findGraph(const NetworkId& id) const
    {
        const std::scoped_lock lock(mutex);
        const auto found = graphs.find(id);
        return found == graphs.end() ? nullptr : found->second;
    }
    std::shared_ptr<const Answer> findAnswer(const Placed& placed) const
    {
        const std::scoped_lock lock(mutex);
        const auto found = answers.find(placed);
        return found == answers.end() ? nullptr : found->second;
    }
    void keep(const Placed& placed, std::shared_ptr<const Answer> answer)
    {
        const std::scoped_lock lock(mutex);
        if (answers.size() >= kMostAnswers)
            answers.clear();
        // An answer about a graph that was replaced meanwhile must not stay.
        const auto graph = graphs.find(placed.network);
        if (graph == graphs.end() || graph->second == answer->graph)
            answers.insert_or_assign(placed, std::move(answer));
    }
    /// A copy without the answers about some targets. Work under way keeps the old cache, and what it says in it.
    std::shared_ptr<EstimateCache> without(const std::vector<TargetId>& targets) const
    {
        auto copy = std::make_shared<EstimateCache>();
        const std::scoped_lock lock(mutex);
        copy->graphs = graphs;
        for (const auto& [placed, answer] : answers)
            if (std::find(targets.begin(), targets.end(), placed.target) == targets.end())
                copy->answers.emplace_hint(copy->answers.end(), placed, answer);
        return copy;
    }
    void keepGraph(const NetworkId& id, std::shared_ptr<const Graph> graph)
    {
        const std::scoped_lock lock(mutex);
        const auto found = graphs.find(id);
        if (found != graphs.end() && found->second == graph)
            return;
        if (found != graphs.end() || !id.starts_with("zoo:")) // a file may have been asked for before it was there
            std::erase_if(answers, [&](const auto& entry) { return entry.first.network == id; });
        graphs.insert_or_assign(id, std::move(graph));
    }
};

namespace {

constexpr std::string_view kZooPrefix = "zoo:";
constexpr std::string_view kFilePrefix = "file:";

bool hasOpenSize(const DeclaredInput& input)
{
    return !input.ranked
           || std::any_of(input.dimensions.begin(), input.dimensions.end(),
                          [](const DeclaredDimension& dimension) { return dimension.size == 0; });
}

ImportedFile imported(const std::string& reference)
{
    ImportedFile file{reference, networkOf(reference), {}};
    const auto parts = parseModelReference(reference);
    if (!parts || (!file.graph && file.graph.error().code != ErrorCode::inputSizeOpen))
        return file;
    const auto inputs = declaredInputs(parts->path);
    if (inputs && std::any_of(inputs->begin(), inputs->end(), hasOpenSize))
        file.inputs = *inputs;
    return file;
}

} // namespace

/// What runs on the worker threads.
class EstimateWork {
public:
    EstimateWork(std::shared_ptr<const TargetLibrary> targets, std::shared_ptr<EstimateCache> cache)
        : m_targets(std::move(targets)), m_cache(std::move(cache))
    {
    }

    std::shared_ptr<const EstimateSet> answerAll(const Placements& placements, const std::stop_token& stop) const
    {
        const auto start = std::chrono::steady_clock::now();
        auto set = std::make_shared<EstimateSet>();
        for (const Placed& placed : placements) {
            if (stop.stop_requested())
                return set; // nobody waits for it any more
            auto answer = m_cache->findAnswer(placed);
            if (!answer) {
                answer = ask(placed);
                ++set->estimated;
            }
            set->answers.insert_or_assign(placed.target, std::move(answer));
        }
        set->milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        return set;
    }

private:
    std::shared_ptr<const Answer> ask(const Placed& placed) const
    {
        auto answer = std::make_shared<Answer>();
        answer->target = placed.target;
        answer->network = placed.network;
        answer->configuration = placed.configuration;
        const auto graph = graphOf(placed.network);
        const Target* target = m_targets->find(placed.target);
        if (!graph) {
            answer->error = graph.error();
        } else if (!target) {
            answer->error = Error{ErrorCode::targetUnknown, {placed.target}, {}};
        } else {
            answer->graph = *graph;
            auto estimate = tenbin::estimate(**graph, *target, placed.configuration, variantsOf(placed.network));
            if (estimate)
                answer->estimate = std::make_shared<const Estimate>(std::move(*estimate));
            else
                answer->error = estimate.error();
        }
        m_cache->keep(placed, answer);
        return answer;
    }

    Result<std::shared_ptr<const Graph>> graphOf(const NetworkId& id) const
    {
        if (auto cached = m_cache->findGraph(id))
            return cached;
        if (id.starts_with(kFilePrefix))
            return fail(ErrorCode::fileNotFound, {id.substr(kFilePrefix.size())}); // it would be open
        if (!id.starts_with(kZooPrefix))
            return fail(ErrorCode::networkUnknown, {id});
        auto built = buildNetwork(std::string_view(id));
        if (built)
            m_cache->keepGraph(id, *built);
        return built;
    }

    /// Smaller networks of the same family, for remedies; files have none.
    VariantSource variantsOf(const NetworkId& id) const
    {
        if (!id.starts_with(kZooPrefix))
            return {};
        return [this, id] {
            std::vector<NetworkVariant> variants;
            const auto spec = parseNetworkSpec(id);
            if (!spec)
                return variants;
            for (const NetworkSpec& smaller : smallerNetworks(*spec)) {
                const std::string text = smaller.toString();
                if (const auto graph = graphOf(std::string(kZooPrefix) + text))
                    variants.push_back({text, *graph});
            }
            return variants;
        };
    }

    std::shared_ptr<const TargetLibrary> m_targets;
    std::shared_ptr<EstimateCache> m_cache;
};

EstimateService::EstimateService(std::shared_ptr<const TargetLibrary> targets)
    : m_targets(std::move(targets)), m_cache(std::make_shared<EstimateCache>())
{
}

void EstimateService::setTargets(std::shared_ptr<const TargetLibrary> targets, const std::vector<TargetId>& changed)
{
    m_targets = std::move(targets);
    m_cache = m_cache->without(changed);
}

void EstimateService::estimate(Job<std::shared_ptr<const EstimateSet>>& job, Placements placements, Answered done)
{
    job.start([work = EstimateWork(m_targets, m_cache), placements = std::move(placements)](
                  const std::stop_token& stop) { return work.answerAll(placements, stop); },
              std::move(done));
}

void EstimateService::estimateBoard(Placements placements, Answered done)
{
    estimate(m_board, std::move(placements), std::move(done));
}

void EstimateService::estimatePreview(Placements placements, Answered done)
{
    estimate(m_preview, std::move(placements), std::move(done));
}

void EstimateService::import(std::vector<std::string> references, Imported done)
{
    m_imports.push_back({std::move(references), std::move(done)});
    if (!m_import.running())
        startNextImport();
}

void EstimateService::startNextImport()
{
    if (m_imports.empty())
        return;
    ImportRequest request = std::move(m_imports.front());
    m_imports.pop_front();
    m_import.start(
        [references = std::move(request.references)](const std::stop_token& stop) {
            std::vector<ImportedFile> files;
            for (const std::string& reference : references)
                if (!stop.stop_requested())
                    files.push_back(imported(reference));
            return files;
        },
        [this, done = std::move(request.done)](std::vector<ImportedFile> files) {
            startNextImport();
            done(std::move(files));
        });
}

void EstimateService::registerNetwork(const NetworkId& id, std::shared_ptr<const Graph> graph)
{
    m_cache->keepGraph(id, std::move(graph));
}

std::shared_ptr<const Graph> EstimateService::cachedGraph(const NetworkId& id) const { return m_cache->findGraph(id); }

std::shared_ptr<const Answer> EstimateService::cachedAnswer(const Placed& placed) const
{
    return m_cache->findAnswer(placed);
}

} // namespace tenbin
