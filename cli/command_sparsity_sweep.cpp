// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/table.h"
#include "cli/training_inputs.h"
#include "engine/graph/analysis.h"
#include "engine/report/words.h"
#include "engine/training/sparsity_sweep.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

/// A point with what one target makes of its network.
struct Row {
    SparsityPoint point;
    std::optional<Seconds> latency;
    std::optional<Joules> energy;
    double macs = 0.0;  ///< of the dense network
};

Result<SweepRequest> requestOf(const SparsitySweepCommand& command)
{
    SweepRequest request;
    request.methods.clear();
    for (const std::string& name : command.methods) {
        const auto method = pruningMethodFromString(name);
        if (!method)
            return fail(ErrorCode::optionValue, {"--method", name, "magnitude, n_of_m, filter, channel, stripe, coordinate"});
        request.methods.push_back(*method);
    }
    auto model = loadModel(command.model);
    if (!model)
        return tl::make_unexpected(model.error());
    request.network = *model;
    request.bits = command.bits;
    request.group = command.group;
    request.retraining = toOptions(command.training);
    request.threads = command.training.threads;
    for (const double level : command.levels)
        request.levels.push_back(command.ofNine ? level / 9.0 : level);
    return request;
}

/// The target as it sees the zeros in the file, where it has such an option.
Row evaluate(const SparsityPoint& point, const SweepStore& store, const Target* target)
{
    Row row{.point = point};
    const auto graph = target ? loadModel(store.file(point.network).string()) : Result<std::shared_ptr<const Graph>>{};
    if (!target || !graph || !*graph)
        return row;
    Configuration configuration;
    if (target->findOption("sparsity_structure"))
        if (auto with = withOption(*target, configuration, "sparsity_structure", "as_in_file"))
            configuration = std::move(*with);
    const auto answer = estimate(**graph, *target, configuration);
    row.macs = totalMacs(**graph).toDouble();
    if (answer && answer->latency)
        row.latency = answer->latency->value;
    if (answer && answer->energy)
        row.energy = answer->energy->value;
    return row;
}

std::string interval(const Accuracy& a) { return fmt::format("{:.2f} ({:.2f} … {:.2f})", 100.0 * a.value(), 100.0 * a.low(), 100.0 * a.high()); }

void printTable(const std::vector<Row>& rows)
{
    using A = Table::Align;
    Table table({{"method"}, {"bits", A::right}, {"remaining", A::right}, {"zeros", A::right}, {"right, % (95 %)", A::right}, {"not retrained, %", A::right},
                 {"latency", A::right}, {"speed-up", A::right}, {"energy", A::right}, {"TOPS/W", A::right}, {"time", A::right}});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        std::size_t dense = i;
        while (dense > 0 && rows[dense - 1].point.method == row.point.method && rows[dense - 1].point.weightBits == row.point.weightBits)
            --dense;
        const auto& first = rows[dense];
        const SparsityPoint& p = row.point;
        table.addRow({std::string(toString(p.method)), std::to_string(p.weightBits), fmt::format("{:.3f}", p.remaining), fmt::format("{:.1f} %", 100.0 * p.sparsity),
                      interval(p.retrained), fmt::format("{:.2f}", 100.0 * p.pruned.value()), row.latency ? humanSeconds(*row.latency) : "—",
                      row.latency && first.latency ? fmt::format("{:.2f}", first.latency->count() / row.latency->count()) : "—",
                      row.energy ? humanJoules(*row.energy) : "—",
                      row.energy ? fmt::format("{:.2f}", 2e-12 * row.macs / row.energy->count()) : "—", fmt::format("{:.0f} s", p.seconds)});
    }
    fmt::print("{}", table.toString());
}

void printJson(const std::vector<Row>& rows)
{
    nlohmann::json list = nlohmann::json::array();
    for (const Row& row : rows) {
        const SparsityPoint& p = row.point;
        nlohmann::json entry{{"method", std::string(toString(p.method))}, {"weight_bits", p.weightBits}, {"remaining", p.remaining}, {"sparsity", p.sparsity},
                             {"accuracy", p.retrained.value()}, {"low", p.retrained.low()}, {"high", p.retrained.high()},
                             {"accuracy_without_retraining", p.pruned.value()}, {"samples", p.retrained.samples}, {"epochs", p.epochs}, {"seed", p.seed},
                             {"seconds", p.seconds}, {"network", p.network}, {"latency_s", nullptr}, {"energy_j", nullptr}};
        if (row.latency)
            entry["latency_s"] = row.latency->count();
        if (row.energy)
            entry["energy_j"] = row.energy->count();
        list.push_back(std::move(entry));
    }
    fmt::print("{}\n", list.dump(2));
}

Result<void> sweepAndPrint(const SparsitySweepCommand& command, const std::filesystem::path& executable)
{
    const TargetLibrary library = loadLibrary(executable);
    const Target* target = command.target.empty() ? nullptr : library.find(command.target);
    if (!command.target.empty() && !target)
        return fail(ErrorCode::targetUnknown, {command.target});
    auto request = requestOf(command);
    auto store = request ? SweepStore::open(command.store) : tl::make_unexpected(request.error());
    auto train = store ? loadDataSet(command.data, Split::train) : tl::make_unexpected(store.error());
    auto test = train ? loadDataSet(command.data, Split::test) : tl::make_unexpected(train.error());
    if (!test)
        return tl::make_unexpected(test.error());
    if (command.samples > 0)
        *train = train->subset(static_cast<std::size_t>(command.samples), command.training.seed);
    std::vector<Row> rows;
    SweepObserver observer;
    observer.training = showProgress;
    observer.point = [&](const SparsityPoint& point, bool fromStore) {
        rows.push_back(evaluate(point, *store, target));
        fmt::print(stderr, "{} {} bits {:.3f}: {:.2f} %{}\n", toString(point.method), point.weightBits, point.remaining,
                   100.0 * point.retrained.value(), fromStore ? " (measured before)" : "");
    };
    if (auto done = sweepSparsity(*request, *train, *test, *store, observer); !done)
        return done;
    command.json ? printJson(rows) : printTable(rows);
    return {};
}

} // namespace

int run(const SparsitySweepCommand& command, const std::filesystem::path& executable)
{
    if (const auto result = sweepAndPrint(command, executable); !result) {
        complain(result.error());
        return notReadable;
    }
    return done;
}

} // namespace tenbin::cli
