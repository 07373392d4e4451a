// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/targets/configuration.h"

namespace tenbin {

/// A share of right answers that somebody measured, with where.
struct KnownAccuracy {
    double value = 0.0; ///< 0 to 1
    std::string source;

    bool operator==(const KnownAccuracy&) const = default;
};

/// One column: a network on a target as it is configured.
struct ComparisonColumn {
    std::string network; ///< "zoo:mobilenet_v2?alpha=0.5", or a model file
    std::string target;  ///< preset id
    Configuration configuration;
    std::string caption; ///< the user's own heading; empty: made of network and target
    bool pinned = false; ///< stays in front and in sight
    std::optional<KnownAccuracy> accuracy;

    bool operator==(const ComparisonColumn&) const = default;
};

/// More columns than these nobody reads.
inline constexpr std::size_t kMostComparisonColumns = 12;

/// What is put side by side.
struct ComparisonQuestion {
    std::string name;
    std::vector<ComparisonColumn> columns; ///< at most kMostComparisonColumns
    std::optional<std::size_t> reference;  ///< column that the others are measured against

    bool operator==(const ComparisonQuestion&) const = default;
};

/// A JSON object; equal questions give equal bytes, numbers keep all their digits in every locale.
std::string toJson(const ComparisonQuestion& question);
/// What toJson wrote. `label` stands for the file in errors, which name the element ("columns[2].target"):
/// questionSyntax (no JSON, or no object), questionKey (a key nobody knows), questionValue (missing, of the
/// wrong type or out of range).
Result<ComparisonQuestion> parseComparisonQuestion(std::string_view json, const std::string& label);
/// Further errors: fileNotFound, fileUnreadable.
Result<ComparisonQuestion> loadComparisonQuestion(const std::filesystem::path& file);

// Edits that keep pinned columns in front and the reference on its column.

/// Where a column may go: pinned ones among the pinned, others behind them.
std::size_t allowedPosition(const ComparisonQuestion& question, std::size_t column, std::size_t position);
/// The new position of `column`, after the others have closed up.
ComparisonQuestion withColumnMoved(ComparisonQuestion question, std::size_t column, std::size_t position);
/// At `position`, or as near as pinned columns let it; the question as it is if it is full.
ComparisonQuestion withColumnAdded(ComparisonQuestion question, ComparisonColumn column, std::size_t position);
ComparisonQuestion withColumnRemoved(ComparisonQuestion question, std::size_t column);
ComparisonQuestion withPinned(ComparisonQuestion question, std::size_t column, bool pinned);

} // namespace tenbin
