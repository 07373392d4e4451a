// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/data_glance.h"

#include <algorithm>

namespace tenbin {

namespace {

constexpr std::size_t kSamples = 24;

/// The network's answers to all samples, in their order.
Result<std::vector<std::string>> answersTo(const DataSet& data, std::shared_ptr<const Graph> network)
{
    const auto executor = Executor::create(std::move(network));
    if (!executor)
        return tl::make_unexpected(executor.error());
    const auto report = measureAccuracy(*executor, data, 1);
    if (!report)
        return tl::make_unexpected(report.error());
    std::vector<std::string> answers;
    for (const std::optional<std::size_t>& answer : report->answers)
        answers.push_back(std::to_string(answer.value_or(0))); // nobody stops it: each has one
    return answers;
}

} // namespace

DataGlance glanceAt(const SparsityQuestion& question, const NetworkLoader& load)
{
    DataGlance glance;
    const auto network = load(question.network);
    Shape input; // unknown without a network
    if (network && !(*network)->inputs().empty())
        input = (*network)->tensor((*network)->inputs()[0]).shape;
    const auto train = loadDataSet(question.data, Split::train, input);
    if (!train) {
        glance.error = train.error();
        return glance;
    }
    auto test = loadDataSet(question.data, Split::test, input);
    if (!test) {
        glance.error = test.error();
        return glance;
    }
    glance.trainSamples = train->size();
    glance.testSamples = test->size();
    test->preprocessing = question.preprocessing;
    glance.few = test->subset(std::min(kSamples, test->size()), 1);
    if (!network) {
        glance.networkError = network.error();
        return glance;
    }
    auto answers = answersTo(glance.few, *network);
    if (answers)
        glance.answers = std::move(*answers);
    else
        glance.networkError = answers.error();
    return glance;
}

} // namespace tenbin
