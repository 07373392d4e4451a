// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/comparison.h"

#include <algorithm>
#include <cmath>

#include "engine/comparison/cell_builder.h"
#include "engine/core/shortened.h"
#include "engine/networks/published_accuracy.h"

namespace tenbin {

namespace {

/// A bound that flatters is no figure: "at least 3 ms" must not win over 4 ms.
bool isFlattered(const ComparedCell& cell, Preference preference)
{
    if (preference == Preference::small)
        return cell.atLeast;
    return cell.atMost;
}

bool isCandidate(const ComparedColumn& column, const ComparedCell& cell, Preference preference)
{
    return cell.value && !isFlattered(cell, preference) && runsAsIs(column);
}

bool isBetter(double a, double b, Preference preference)
{
    if (preference == Preference::small)
        return a < b;
    return a > b;
}

/// The end of the interval that speaks for the cell, and the one that speaks against it.
struct Ends {
    double best, worst;
};
Ends endsOf(const ComparedCell& cell, Preference preference)
{
    const double low = cell.low.value_or(*cell.value);
    const double high = cell.high.value_or(*cell.value);
    if (preference == Preference::small)
        return {.best = low, .worst = high};
    return {.best = high, .worst = low};
}

/// Accuracies of another metric, other data or from another table are no better and no worse.
bool isComparable(const ComparedRow& row)
{
    if (row.figure != ComparedFigure::accuracy)
        return true;
    const ComparedCell* first = nullptr;
    for (const ComparedCell& cell : row.cells) {
        if (!cell.value)
            continue;
        if (first && cell.text != first->text)
            return false;
        first = &cell;
    }
    return true;
}

/// Marks the best of at least two that differ; equal ones share the mark.
void markBest(ComparedRow& row, const std::vector<ComparedColumn>& columns)
{
    const Preference preference = preferenceOf(row.figure);
    std::vector<ComparedCell*> candidates;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (isCandidate(columns[i], row.cells[i], preference))
            candidates.push_back(&row.cells[i]);
    if (preference == Preference::none || candidates.size() < 2 || !isComparable(row))
        return;
    const auto byValue = [&](const ComparedCell* a, const ComparedCell* b) {
        return isBetter(*a->value, *b->value, preference);
    };
    const double best = *(*std::min_element(candidates.begin(), candidates.end(), byValue))->value;
    if (std::all_of(candidates.begin(), candidates.end(),
                    [&](const ComparedCell* cell) { return *cell->value == best; }))
        return;
    for (ComparedCell* cell : candidates) {
        if (*cell->value != best)
            continue;
        const bool clear = std::all_of(candidates.begin(), candidates.end(), [&](const ComparedCell* other) {
            return *other->value == best
                   || isBetter(endsOf(*cell, preference).worst, endsOf(*other, preference).best, preference);
        });
        cell->best = BestMark::nominal;
        if (clear)
            cell->best = BestMark::clear;
    }
}

void addDifferences(ComparedRow& row, std::size_t reference)
{
    const ComparedCell& base = row.cells[reference];
    if (!base.value || base.isBound() || *base.value == 0.0 || !isComparable(row))
        return;
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (ComparedCell& cell = row.cells[i]; i != reference && cell.value && !cell.isBound())
            cell.difference = *cell.value / *base.value - 1.0;
}

/// Takes a value or an end of its interval into the extent of a row.
void extend(ComparedRow& row, double end)
{
    row.greatest = std::max(row.greatest, end);
    if (end > 0.0 && (row.least <= 0.0 || end < row.least))
        row.least = end;
}

/// Published accuracies of the columns that have none of their own: one figure of all networks where there is one.
void addPublishedAccuracies(ComparedRow& row, const std::vector<ComparedColumn>& columns)
{
    std::vector<std::string> networks;
    int bits = 8;
    for (const ComparedColumn& column : columns) {
        networks.push_back(column.network ? column.network->origin().zooSpec : std::string());
        if (column.network)
            bits = weightBits(*column.network);
    }
    const auto same = publishedAccuracies().oneFigure(networks, bits);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const PublishedAccuracy* known = same[i];
        if (!known && columns[i].network)
            known = publishedAccuracyOf(*columns[i].network);
        ComparedCell& cell = row.cells[i];
        if (!known || cell.value || !columns[i].estimate)
            continue;
        cell.value = known->value;
        cell.text = known->metric + ", " + known->data;
        cell.source = known->source;
    }
}

ComparedRow rowOf(ComparedFigure figure, const std::vector<ComparedColumn>& columns,
                  std::span<const ScoredRow> measurements)
{
    ComparedRow row{.figure = figure, .cells = {}};
    for (const ComparedColumn& column : columns) {
        row.cells.emplace_back();
        if (column.estimate)
            row.cells.back() = cellOf(figure, column, measurements);
    }
    if (figure == ComparedFigure::accuracy)
        addPublishedAccuracies(row, columns);
    for (const ComparedCell& cell : row.cells)
        for (const auto& end : {cell.low, cell.value, cell.high})
            extend(row, end.value_or(0.0));
    return row;
}

bool hasAnything(const ComparedRow& row)
{
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const ComparedCell& cell) { return cell.value || !cell.text.empty(); });
}

/// Both configurations come to the same settings: an option at its default may be named or not.
bool sameSettings(const Target& target, const Configuration& a, const Configuration& b)
{
    if (a == b)
        return true;
    const auto left = Settings::resolve(target, a);
    const auto right = Settings::resolve(target, b);
    if (!left || !right)
        return false;
    const auto sameChoice = [&](const OptionSpec& option) {
        return left->choice(option.key) == right->choice(option.key);
    };
    const auto sameValue = [](const auto& x, const auto& y) {
        return x.first == y.first && x.second.value == y.second.value;
    };
    const auto& p = left->parameters();
    const auto& q = right->parameters();
    return std::all_of(target.options.begin(), target.options.end(), sameChoice)
           && std::equal(p.begin(), p.end(), q.begin(), q.end(), sameValue);
}

std::string nameOf(const ComparisonColumn& column)
{
    constexpr std::string_view kZoo = "zoo:";
    if (column.network.starts_with(kZoo))
        return column.network.substr(kZoo.size());
    return std::filesystem::path(column.network).filename().string();
}

} // namespace

std::string ComparedColumn::title() const
{
    if (!asked.caption.empty())
        return asked.caption;
    std::string whose = nameOf(asked);
    if (network)
        whose = network->name();
    std::string where = asked.target;
    if (target)
        where = target->name;
    return shortened(whose) + " · " + where;
}

std::vector<ImportRemark> ComparedColumn::remarks() const
{
    if (!estimate)
        return {};
    return estimate->remarks;
}

const ComparedRow* Comparison::find(ComparedFigure figure) const
{
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const ComparedRow& r) { return r.figure == figure; });
    if (row == rows.end())
        return nullptr;
    return &*row;
}

ComparedColumn compareColumn(const ComparisonColumn& column, const ComparisonContext& context)
{
    ComparedColumn result{.asked = column, .network = {}, .target = {}, .estimate = {}, .error = {}};
    if (const Target* target = context.targets.find(column.target))
        result.target = std::make_shared<const Target>(*target);
    else
        result.error = Error{ErrorCode::targetUnknown, {column.target}, {}};
    auto network = context.network(column.network);
    if (network)
        result.network = *network;
    else
        result.error = network.error();
    if (!result.network || !result.target)
        return result;
    if (auto answer = context.estimate(*result.network, *result.target, column.configuration))
        result.estimate = *std::move(answer);
    else
        result.error = answer.error();
    return result;
}

Comparison compare(const ComparisonQuestion& question, const ComparisonContext& context)
{
    std::vector<ComparedColumn> columns;
    for (const ComparisonColumn& column : question.columns)
        columns.push_back(compareColumn(column, context));
    return arrange(question.name, question.reference, std::move(columns), context.measurements);
}

Comparison arrange(std::string name, std::optional<std::size_t> reference, std::vector<ComparedColumn> columns,
                   std::span<const ScoredRow> measurements)
{
    if (reference && *reference >= columns.size())
        reference.reset();
    Comparison result{.name = std::move(name), .columns = std::move(columns), .reference = reference, .rows = {}};
    for (const ComparedFigure figure : kComparedFigures) {
        ComparedRow row = rowOf(figure, result.columns, measurements);
        if (isOptional(figure) && !hasAnything(row))
            continue;
        markBest(row, result.columns);
        if (reference)
            addDifferences(row, *reference);
        result.rows.push_back(std::move(row));
    }
    return result;
}

bool runsAsIs(const ComparedColumn& column)
{
    return column.estimate
           && (column.estimate->verdict == VerdictKind::fits || column.estimate->verdict == VerdictKind::unknown);
}

std::vector<const ScoredRow*> measurementsOf(const ComparedColumn& column, std::string_view metric,
                                             std::span<const ScoredRow> rows)
{
    std::vector<const ScoredRow*> result;
    if (!column.network || !column.target)
        return result;
    const GraphOrigin& origin = column.network->origin();
    std::string network = origin.path;
    if (!origin.zooSpec.empty())
        network = "zoo:" + origin.zooSpec;
    for (const ScoredRow& row : rows)
        if (row.metric == metric && row.target == column.target->id && row.network == network
            && sameSettings(*column.target, row.configuration, column.asked.configuration))
            result.push_back(&row);
    return result;
}

} // namespace tenbin
