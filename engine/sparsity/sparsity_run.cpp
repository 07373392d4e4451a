// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/sparsity_run.h"

#include <algorithm>
#include <iterator>

#include "engine/training/training_data.h"

namespace tenbin {

namespace {

/// Without retraining, then with it: what is quick comes first.
std::vector<SweepRequest> passes(const SparsityQuestion& question, const std::shared_ptr<const Graph>& network,
                                 int threads)
{
    const bool retrained = question.training.epochs > 0;
    std::vector<SweepRequest> list;
    if (question.untrained || !retrained)
        list.push_back(sweepRequest(question, network, false, threads));
    if (retrained)
        list.push_back(sweepRequest(question, network, true, threads));
    return list;
}

int pointsOf(const SweepRequest& request)
{
    return static_cast<int>(request.methods.size() * request.bits.size() * request.levels.size());
}

/// Counts on where the passes before have ended.
SweepObserver counting(SweepObserver observer, int before, int total)
{
    if (observer.begin)
        observer.begin = [begin = std::move(observer.begin), before,
                          total](const SparsityPoint& next, int number, int) { begin(next, before + number, total); };
    return observer;
}

} // namespace

Result<SparsityInputs> loadSparsityInputs(const SparsityQuestion& question, const NetworkLoader& load)
{
    auto network = load(question.network);
    if (!network)
        return tl::make_unexpected(network.error());
    auto data = loadTrainingData(question.data, **network);
    if (!data)
        return tl::make_unexpected(data.error());
    if (!data->train.decoded)
        data->train.preprocessing = data->test.preprocessing = question.preprocessing;
    if (question.samples > 0)
        data->train = data->train.subset(static_cast<std::size_t>(question.samples), question.training.seed);
    return SparsityInputs{*network, std::move(data->train), std::move(data->test)};
}

Result<std::shared_ptr<SparsityStudy>> beginSparsityStudy(std::shared_ptr<StudyFile> file, SparsityQuestion question,
                                                          const SparsityInputs& inputs, const std::string& name)
{
    question.preprocessing = inputs.test.preprocessing;
    question.found = {inputs.network->hash(), inputs.train.name, inputs.train.size(), inputs.test.size()};
    std::vector<std::string> keys;
    for (const SweepRequest& pass : passes(question, inputs.network, 0))
        std::ranges::copy(sweepKeys(pass, inputs.train, inputs.test), std::back_inserter(keys));
    return SparsityStudy::begin(std::move(file), question, name, std::move(keys));
}

Result<void> runSparsityStudy(SparsityStudy& study, const SparsityInputs& inputs, int threads,
                              const SweepObserver& observer, const RunControl& control)
{
    const std::vector<SweepRequest> list = passes(study.question(), inputs.network, threads);
    const int total = static_cast<int>(list.size()) * pointsOf(list.front());
    int before = 0;
    for (const SweepRequest& pass : list) {
        const auto done =
            sweepSparsity(pass, inputs.train, inputs.test, study, counting(observer, before, total), control);
        if (!done || control.stopped())
            return done;
        before += pointsOf(pass);
    }
    return {};
}

SensitivityRequest sensitivityRequest(const SparsityQuestion& question, std::shared_ptr<const Graph> network,
                                      int threads)
{
    SensitivityRequest request{.network = std::move(network),
                               .method = question.methods.front(),
                               .levels = {},
                               .bits = question.bits.front(),
                               .group = question.group,
                               .threads = threads};
    std::ranges::copy_if(question.levels, std::back_inserter(request.levels), [](double level) { return level < 1.0; });
    return request;
}

} // namespace tenbin
