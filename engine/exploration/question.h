// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/exploration/objective.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// One network, or several that differ in some parameters of the zoo.
struct QuestionNetwork {
    std::string model;                                    ///< "zoo:mobilenet_v2", or a model file
    std::map<std::string, std::vector<std::string>> vary; ///< zoo parameter -> values
    std::map<std::string, double> accuracy; ///< full spec (or "" for all) -> share of right answers, where known

    bool operator==(const QuestionNetwork&) const = default;
    /// One spec a combination, the last parameter fastest: "zoo:mobilenet_v2?alpha=0.35&input=96".
    std::vector<std::string> specs() const;
};

/// Values of one option or parameter.
struct QuestionAxis {
    enum class Kind : std::uint8_t { list, range, logRange };

    std::string key;
    Kind kind = Kind::list;
    std::vector<OptionValue> list;
    double from = 0.0, to = 0.0;
    int count = 0;       ///< of a range, both ends included
    std::string targets; ///< pattern with *; empty: every target that has the key

    bool operator==(const QuestionAxis&) const = default;
    std::vector<OptionValue> values() const;
};

enum class SearchMethod : std::uint8_t { exhaustive, nsga2 };

/// What is asked of a design space.
struct Question {
    std::string name;
    std::vector<QuestionNetwork> networks;
    std::vector<std::string> targets; ///< ids or patterns with *
    std::vector<QuestionAxis> axes;
    Constraints constraints;
    std::vector<Objective> objectives;
    SearchMethod method = SearchMethod::exhaustive;
    int population = 96, generations = 60; ///< of NSGA-II
    unsigned seed = 1;

    bool operator==(const Question&) const = default;
};

/// Reads a question (docs/EXPLORE.md). Errors: fileNotFound, fileUnreadable, questionSyntax, questionKey, questionValue.
Result<Question> loadQuestion(const std::filesystem::path& file);
Result<Question> parseQuestion(std::string_view toml, const std::string& label);
/// The text that parseQuestion reads back to the same question.
std::string toToml(const Question& question);

/// "ethos_u55_*" against an id.
bool matchesPattern(std::string_view pattern, std::string_view text);

} // namespace tenbin
