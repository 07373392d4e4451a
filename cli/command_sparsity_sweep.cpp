// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/table.h"
#include "cli/training_inputs.h"
#include "engine/formats/tflite/writer.h"
#include "engine/sparsity/sparsity_study.h"
#include "engine/sparsity/target_gain.h"
#include "engine/targets/target_lookup.h"
#include "engine/training/training_data.h"
#include "engine/words/words.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

/// A point with what one target makes of its network.
struct Row {
    SparsityPoint point;
    PrunedFigures figures; ///< all unknown without a target
};

/// "conv2d_1=0.33".
Result<std::pair<std::string, double>> floorOf(const std::string& text)
{
    const auto cut = text.rfind('=');
    double share = 0.0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = cut == std::string::npos ? std::from_chars_result{nullptr, std::errc::invalid_argument}
                                                        : std::from_chars(text.data() + cut + 1, end, share);
    if (error != std::errc{} || stop != end || share < 0.0 || share > 1.0)
        return fail(ErrorCode::optionValue, {"--keep", text, "LAYER=SHARE, a share of 0 to 1"});
    return std::pair{text.substr(0, cut), share};
}

Result<SweepRequest> requestOf(const SparsitySweepCommand& command)
{
    SweepRequest request;
    request.methods.clear();
    for (const std::string& name : command.methods) {
        const auto method = pruningMethodFromString(name);
        if (!method)
            return fail(ErrorCode::optionValue,
                        {"--method", name, "magnitude, n_of_m, filter, channel, stripe, coordinate"});
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
    for (const std::string& text : command.keep) {
        auto floor = floorOf(text);
        if (!floor)
            return tl::make_unexpected(floor.error());
        request.floors.insert(std::move(*floor));
    }
    for (const double level : command.levels)
        request.levels.push_back(command.ofNine ? level / 9.0 : level);
    return request;
}

/// The target as it sees the zeros in the file, where it has such an option.
Row evaluate(const SparsityPoint& point, SweepStore& store, const Target* target)
{
    Row row{.point = point, .figures = {}};
    const auto graph = target ? store.network(point.key, false) : Result<std::shared_ptr<const Graph>>{};
    if (!target || !graph || !*graph)
        return row;
    const auto figures = prunedFigures(**graph, *target, point.weightBits, sharedEstimate);
    if (figures)
        row.figures = *figures;
    return row;
}

std::string interval(const Accuracy& a)
{
    return fmt::format("{:.2f} ({:.2f} … {:.2f})", 100.0 * a.value(), 100.0 * a.low(), 100.0 * a.high());
}

void printTable(const std::vector<Row>& rows)
{
    using A = Table::Align;
    Table table({{"method"},
                 {"bits", A::right},
                 {"remaining", A::right},
                 {"zeros", A::right},
                 {"right, % (95 %)", A::right},
                 {"not retrained, %", A::right},
                 {"latency", A::right},
                 {"speed-up", A::right},
                 {"energy", A::right},
                 {"TOPS/W", A::right},
                 {"time", A::right}});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        std::size_t dense = i;
        while (dense > 0 && rows[dense - 1].point.method == row.point.method
               && rows[dense - 1].point.weightBits == row.point.weightBits)
            --dense;
        const PrunedFigures& f = row.figures;
        const SparsityGain gain = gainOver(rows[dense].figures, f);
        const SparsityPoint& p = row.point;
        table.addRow({std::string(toString(p.method)), std::to_string(p.weightBits), fmt::format("{:.3f}", p.remaining),
                      fmt::format("{:.1f} %", 100.0 * p.sparsity), interval(p.retrained),
                      fmt::format("{:.2f}", 100.0 * p.pruned.value()), f.latency ? humanSeconds(*f.latency) : "—",
                      gain.speed ? fmt::format("{:.2f}", *gain.speed) : "—", f.energy ? humanJoules(*f.energy) : "—",
                      f.topsPerWatt() ? fmt::format("{:.2f}", *f.topsPerWatt()) : "—",
                      fmt::format("{:.0f} s", p.seconds)});
    }
    print("{}", table.toString());
}

void printJson(const std::vector<Row>& rows)
{
    nlohmann::json list = nlohmann::json::array();
    for (const Row& row : rows) {
        const SparsityPoint& p = row.point;
        nlohmann::json entry{{"method", std::string(toString(p.method))},
                             {"weight_bits", p.weightBits},
                             {"remaining", p.remaining},
                             {"sparsity", p.sparsity},
                             {"accuracy", p.retrained.value()},
                             {"low", p.retrained.low()},
                             {"high", p.retrained.high()},
                             {"accuracy_without_retraining", p.pruned.value()},
                             {"samples", p.retrained.samples},
                             {"epochs", p.epochs},
                             {"seed", p.seed},
                             {"seconds", p.seconds},
                             {"key", p.key},
                             {"latency_s", nullptr},
                             {"energy_j", nullptr}};
        if (row.figures.latency)
            entry["latency_s"] = row.figures.latency->count();
        if (row.figures.energy)
            entry["energy_j"] = row.figures.energy->count();
        list.push_back(std::move(entry));
    }
    writeJson(list.dump(2));
}

Result<std::shared_ptr<SparsityStudy>> studyFor(const SparsitySweepCommand& command, const SweepRequest& request,
                                                const DataSet& train, const DataSet& test)
{
    auto file = StudyFile::open(command.store);
    if (!file)
        return tl::make_unexpected(file.error());
    SparsityStudyQuestion question = sparsityStudyQuestion(request, train, test);
    question.network = std::filesystem::absolute(command.model).lexically_normal().string();
    question.data = std::filesystem::absolute(command.data).lexically_normal().string();
    question.samples = command.samples;
    return SparsityStudy::begin(*file, question, command.study, sweepKeys(request, train, test));
}

/// The networks of all points as files.
Result<void> saveNetworks(const std::vector<Row>& rows, SweepStore& store, const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::fileUnwritable, {folder.string(), error.message()}, {.file = folder.string()});
    for (const Row& row : rows) {
        const auto graph = store.network(row.point.key, false);
        const auto saved =
            graph ? saveTflite(**graph, folder / networkFileName(row.point)) : tl::make_unexpected(graph.error());
        if (!saved)
            return saved;
    }
    return {};
}

Result<int> sweepAndPrint(const SparsitySweepCommand& command, const std::filesystem::path& executable)
{
    const TargetLibrary library = loadLibrary(executable);
    const auto meant = command.target.empty() ? Result<const Target*>(nullptr) : targetMeant(library, command.target);
    if (!meant)
        return tl::make_unexpected(meant.error());
    const Target* target = *meant;
    auto request = requestOf(command);
    auto data = request ? loadTrainingData(command.data, *request->network) : tl::make_unexpected(request.error());
    if (!data)
        return tl::make_unexpected(data.error());
    if (command.samples > 0)
        data->train = data->train.subset(static_cast<std::size_t>(command.samples), command.training.seed);
    const auto study = studyFor(command, *request, data->train, data->test);
    if (!study)
        return tl::make_unexpected(study.error());
    if (!(*study)->points().empty() && !command.resume) {
        complain(fmt::format("{} holds {} points of this study; add --resume to continue", command.store,
                             (*study)->points().size()));
        return wrongUsage;
    }
    std::vector<Row> rows;
    SweepObserver observer;
    observer.training = showProgress;
    observer.point = [&](const SparsityPoint& point, bool fromStore) {
        rows.push_back(evaluate(point, **study, target));
        sayLines(fmt::format("{} {} bits {:.3f}: {:.2f} %{}", toString(point.method), point.weightBits, point.remaining,
                             100.0 * point.retrained.value(), fromStore ? " (measured before)" : ""));
    };
    if (auto swept = sweepSparsity(*request, data->train, data->test, **study, observer); !swept)
        return tl::make_unexpected(swept.error());
    if (!command.networks.empty())
        if (auto saved = saveNetworks(rows, **study, command.networks); !saved)
            return tl::make_unexpected(saved.error());
    command.json ? printJson(rows) : printTable(rows);
    return done;
}

} // namespace

int run(const SparsitySweepCommand& command, const std::filesystem::path& executable)
{
    const auto result = sweepAndPrint(command, executable);
    if (result)
        return *result;
    complain(result.error());
    return notReadable;
}

} // namespace tenbin::cli
