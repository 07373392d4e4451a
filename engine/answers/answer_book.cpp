// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/answers/answer_book.h"

namespace tenbin {

namespace {

// A slider that is moved for an hour must not fill the memory. Enough for all targets with some dozen networks.
constexpr std::size_t kMostAnswers = 2000;

} // namespace

AnswerBook::AnswerBook(Estimating estimating, NetworkLoader load)
    : m_estimating(std::move(estimating)), m_networks(std::move(load)), m_answers(kMostAnswers)
{
}

SharedEstimate AnswerBook::ask(const Graph& graph, const Target& target, const Configuration& configuration)
{
    const auto load = [this](const std::string& source) { return m_networks.get(source); };
    return m_answers.get(answerKey(graph, target, configuration),
                         [&] { return shared(m_estimating(graph, target, configuration, variantsOf(graph, load))); });
}

std::optional<SharedEstimate> AnswerBook::find(const Graph& graph, const Target& target,
                                               const Configuration& configuration)
{
    return m_answers.find(answerKey(graph, target, configuration));
}

} // namespace tenbin
