// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/estimate_service.h"

#include <algorithm>
#include <chrono>

#include "engine/formats/common/model_reference.h"
#include "gui/app/network_names.h"
#include "models/registry.h"

namespace tenbin {

namespace {

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

using Network = NetworkBook::Network;

/// Asks a book about placements; copies go to the worker threads.
class Asker {
public:
    Asker(std::shared_ptr<const TargetLibrary> targets, std::shared_ptr<AnswerBook> answers)
        : m_targets(std::move(targets)), m_answers(std::move(answers))
    {
    }

    std::shared_ptr<const EstimateSet> answerAll(const Placements& placements, const std::stop_token& stop) const
    {
        const auto start = std::chrono::steady_clock::now();
        auto set = std::make_shared<EstimateSet>();
        for (const Placed& placed : placements) {
            if (stop.stop_requested())
                return set; // nobody waits for it any more
            auto answer = known(placed);
            if (!answer) {
                answer = ask(placed);
                ++set->estimated;
            }
            set->answers.insert_or_assign(placed.target, std::move(answer));
        }
        set->milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
        return set;
    }

    /// Null where the book does not hold the answer.
    std::shared_ptr<const Answer> known(const Placed& placed) const
    {
        const auto network = knownNetwork(placed.network);
        if (!network)
            return nullptr;
        const Target* target = m_targets->find(placed.target);
        if (!*network || !target)
            return answer(placed, *network, refusal(placed, *network));
        const auto said = m_answers->find(***network, *target, placed.configuration);
        if (!said)
            return nullptr;
        return answer(placed, *network, *said);
    }

private:
    std::shared_ptr<const Answer> ask(const Placed& placed) const
    {
        const Network network = networkOn(placed.network);
        const Target* target = m_targets->find(placed.target);
        if (!network || !target)
            return answer(placed, network, refusal(placed, network));
        return answer(placed, network, m_answers->ask(**network, *target, placed.configuration));
    }

    static std::shared_ptr<const Answer> answer(const Placed& placed, const Network& network,
                                                const SharedEstimate& said)
    {
        auto answer = std::make_shared<Answer>();
        answer->target = placed.target;
        answer->network = placed.network;
        answer->configuration = placed.configuration;
        if (network)
            answer->graph = *network;
        if (said)
            answer->estimate = *said;
        else
            answer->error = said.error();
        return answer;
    }

    static SharedEstimate refusal(const Placed& placed, const Network& network)
    {
        if (!network)
            return tl::make_unexpected(network.error());
        return fail(ErrorCode::targetUnknown, {placed.target});
    }

    Network networkOn(const NetworkId& id) const
    {
        if (isZooNetwork(id))
            return m_answers->networks().get(id);
        return openedNetwork(id);
    }

    std::optional<Network> knownNetwork(const NetworkId& id) const
    {
        if (isZooNetwork(id))
            return m_answers->networks().find(id);
        return openedNetwork(id);
    }

    /// A file of the board is open; one that is not was missing when its project was opened.
    Network openedNetwork(const NetworkId& id) const
    {
        if (auto opened = m_answers->networks().opened(id))
            return opened;
        const std::string file = networkReference(id).toStdString();
        if (file.empty())
            return fail(ErrorCode::networkUnknown, {id});
        return fail(ErrorCode::fileNotFound, {file});
    }

    std::shared_ptr<const TargetLibrary> m_targets;
    std::shared_ptr<AnswerBook> m_answers;
};

} // namespace

std::shared_ptr<AnswerBook> newAnswerBook()
{
    return std::make_shared<AnswerBook>(
        [](const Graph& graph, const Target& target, const Configuration& configuration,
           const VariantSource& variants) { return tenbin::estimate(graph, target, configuration, variants); });
}

EstimateService::EstimateService(std::shared_ptr<const TargetLibrary> targets, std::shared_ptr<AnswerBook> answers)
    : m_targets(std::move(targets)), m_answers(std::move(answers))
{
}

void EstimateService::estimate(Job<std::shared_ptr<const EstimateSet>>& job, Placements placements, Answered done)
{
    job.start([asker = Asker(m_targets, m_answers), placements = std::move(placements)](
                  const std::stop_token& stop) { return asker.answerAll(placements, stop); },
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

std::shared_ptr<const Answer> EstimateService::knownAnswer(const Placed& placed) const
{
    return Asker(m_targets, m_answers).known(placed);
}

} // namespace tenbin
