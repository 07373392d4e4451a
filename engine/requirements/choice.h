// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answers/answer_book.h"
#include "engine/estimate/cost_model.h"
#include "engine/networks/published_accuracy.h"
#include "engine/requirements/judgement.h"

namespace tenbin {

/// A network on a chip as it is asked about.
struct Pairing {
    std::string source; ///< of the network, as the user named it
    std::shared_ptr<const Graph> network;
    std::shared_ptr<const Target> target;
    Configuration configuration;
};

/// Something to change so that the requirements are kept, with what it leads to.
struct Mend {
    Remedy remedy;                          ///< what to change; its probability is that of fitting alone
    Meets meets = Meets::no;                ///< yes or probably
    double probability = 0.0;               ///< that all requirements are kept
    bool changesNetwork = false;            ///< other numbers or another network: its accuracy is another
    std::optional<AccuracyChange> accuracy; ///< where one source has both networks
};

/// A network on a chip with what the requirements say of it.
struct Choice {
    Pairing asked;
    /// Settings of the chip that keep the requirements where it does not as asked; empty: it is judged as asked. Never
    /// one that changes what the network computes.
    std::vector<std::pair<std::string, OptionValue>> changes;
    Configuration configuration;              ///< asked, with the changes
    std::shared_ptr<const Estimate> estimate; ///< of `configuration`
    Judgement judgement;                      ///< of `estimate`
    std::vector<Mend> mends;                  ///< best first, at most kMostMends; only where it is not surely kept
};
inline constexpr std::size_t kMostMends = 3;

struct Choices {
    Requirements requirements;
    std::vector<Choice> ranked; ///< best first
    std::vector<Error> errors;  ///< of pairings that have no answer
};

struct ChoiceContext {
    AnswerBook& answers; ///< of the pairings as they are asked
    /// Of an architecture; for what is tried beside them.
    std::function<const CostModel*(std::string_view architecture)> costModel;
    std::stop_token stop = {}; ///< what is asked to stop leaves pairings out
    int threads = 0;           ///< 0: one a core
};

/// Judges every pairing, looks for what would mend it, and ranks.
///
/// Order: surely kept, probably kept, unknown, missed. Among surely kept by Requirements::preferred, then latency; among
/// probably kept by probability in tenths, which are as fine as it is known, then likewise; among unknown by how much is
/// unknown, then likewise; among missed by how far the worst requirement is missed. An unknown figure comes last.
Choices choose(const std::vector<Pairing>& pairings, const Requirements& requirements, const ChoiceContext& context);

/// Every network on every target whose section the requirements allow. Without sections: all but the reference classes,
/// which nobody can buy.
std::vector<Pairing> allPairings(const std::vector<std::pair<std::string, std::shared_ptr<const Graph>>>& networks,
                                 const std::vector<std::shared_ptr<const Target>>& targets,
                                 const Requirements& requirements);

/// Whether the requirements allow a section of the board.
bool allowsGroup(const Requirements& requirements, std::string_view group);

/// The answer in a nutshell; pointers into `choices`, null where there is none.
struct ChoiceSummary {
    std::size_t chips = 0, keeping = 0, surely = 0, unknown = 0; ///< chips, whatever network they run
    std::size_t networks = 0;
    const Choice* frugal = nullptr;      ///< the least energy of those that keep
    const Choice* cheapest = nullptr;    ///< likewise the lowest price
    const Choice* fastest = nullptr;     ///< likewise the shortest latency
    const Choice* surest = nullptr;      ///< likewise the highest probability
    const Choice* nearestMiss = nullptr; ///< of chips that keep with no network
};
ChoiceSummary summaryOf(const Choices& choices);

} // namespace tenbin
