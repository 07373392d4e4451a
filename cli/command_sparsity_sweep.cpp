// SPDX-License-Identifier: GPL-3.0-or-later
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "cli/training_inputs.h"
#include "engine/core/text_parts.h"
#include "engine/formats/tflite/writer.h"
#include "engine/sparsity/sparsity_run.h"
#include "engine/sparsity/target_gain.h"
#include "engine/tables/text.h"
#include "engine/targets/target_lookup.h"
#include "engine/words/words.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string model, data;
    std::string store, study; ///< file of studies; name in it, or empty: made of network and data
    bool resume = false;
    std::string networks; ///< folder for the points' networks, or empty
    std::vector<std::string> methods{"coordinate"};
    std::vector<double> elements{9, 8, 7, 6, 5, 4, 3, 2, 1}; ///< of nine
    bool untrained = false;                                  ///< also every point without retraining
    std::vector<int> bits{8};
    int group = 32;
    int samples = 0;               ///< training samples; 0: all
    std::vector<std::string> keep; ///< "layer=share": the layer keeps at least so much
    std::string target = "cartesian_mac_array";
    TrainingArguments training{.epochs = 1, .rate = 1e-3};
    bool json = false;
};

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
    std::from_chars_result read{nullptr, std::errc::invalid_argument};
    if (cut != std::string::npos)
        read = std::from_chars(text.data() + cut + 1, end, share);
    if (read.ec != std::errc{} || read.ptr != end || share < 0.0 || share > 1.0)
        return fail(ErrorCode::optionValue, {"--keep", text, "LAYER=SHARE, a share of 0 to 1"});
    return std::pair{text.substr(0, cut), share};
}

Result<SparsityQuestion> questionOf(const Arguments& command)
{
    SparsityQuestion question{.network = std::filesystem::absolute(command.model).lexically_normal().string(),
                              .data = std::filesystem::absolute(command.data).lexically_normal().string(),
                              .samples = command.samples,
                              .preprocessing = {},
                              .methods = {},
                              .levels = {},
                              .bits = command.bits,
                              .untrained = command.untrained,
                              .group = command.group,
                              .floors = {},
                              .training = toOptions(command.training),
                              .found = {}};
    for (const std::string& name : command.methods) {
        const auto method = pruningMethod(name);
        if (!method)
            return tl::make_unexpected(method.error());
        question.methods.push_back(*method);
    }
    for (const std::string& text : command.keep) {
        auto floor = floorOf(text);
        if (!floor)
            return tl::make_unexpected(floor.error());
        question.floors.insert(std::move(*floor));
    }
    for (const double elements : command.elements)
        question.levels.push_back(elements / 9.0);
    return question;
}

/// The target as it sees the zeros in the file, where it has such an option.
Row evaluate(const SparsityPoint& point, SweepStore& store, const Target* target)
{
    Row row{.point = point, .figures = {}};
    if (!target)
        return row;
    const auto graph = store.network(point.key, false);
    if (!graph || !*graph)
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

bool isTrained(const SparsityPoint& point) { return point.epochs > 0; }

/// Points of one curve, which begins with the dense network.
bool isOneChain(const SparsityPoint& a, const SparsityPoint& b)
{
    return a.method == b.method && a.weightBits == b.weightBits && a.epochs == b.epochs;
}

const char* groupOf(const SparsityPoint& point)
{
    if (isTrained(point))
        return "with retraining";
    return "without retraining";
}

std::string twoDigits(double value) { return fmt::format("{:.2f}", value); }

void printTable(const std::vector<Row>& rows)
{
    Table table{.columns = {textColumn("method"), numberColumn("bits"), numberColumn("remaining"),
                            numberColumn("zeros"), numberColumn("right, % (95 %)"), numberColumn("not retrained, %"),
                            numberColumn("latency"), numberColumn("speed-up"), numberColumn("energy"),
                            numberColumn("TOPS/W"), numberColumn("time")}};
    const bool bothPasses = !rows.empty() && isTrained(rows.front().point) != isTrained(rows.back().point);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (bothPasses && (i == 0 || isTrained(rows[i - 1].point) != isTrained(row.point)))
            table.addGroup(groupOf(row.point));
        std::size_t dense = i;
        while (dense > 0 && isOneChain(rows[dense - 1].point, row.point))
            --dense;
        const PrunedFigures& f = row.figures;
        const SparsityGain gain = gainOver(rows[dense].figures, f);
        const SparsityPoint& p = row.point;
        table.addTexts({std::string(toString(p.method)), std::to_string(p.weightBits),
                        fmt::format("{:.3f}", p.remaining), fmt::format("{:.1f} %", 100.0 * p.sparsity),
                        interval(p.retrained), twoDigits(100.0 * p.pruned.value()), textOr(f.latency, humanSeconds),
                        textOr(gain.speed, twoDigits), textOr(f.energy, humanJoules),
                        textOr(f.topsPerWatt(), twoDigits), fmt::format("{:.0f} s", p.seconds)});
    }
    print("{}", toText(table));
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

/// The networks of all points as files.
Result<void> saveNetworks(const std::vector<Row>& rows, SweepStore& store, const std::filesystem::path& folder)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error)
        return fail(ErrorCode::fileUnwritable, {folder.string(), error.message()}, {.file = folder.string()});
    for (const Row& row : rows) {
        const auto graph = store.network(row.point.key, false);
        if (!graph)
            return tl::make_unexpected(graph.error());
        if (auto saved = saveTflite(**graph, folder / networkFileName(row.point)); !saved)
            return saved;
    }
    return {};
}

Result<int> sweepAndPrint(const Arguments& command, const std::filesystem::path& executable)
{
    const TargetLibrary library = loadLibrary(executable);
    const Target* target = nullptr;
    if (!command.target.empty()) {
        const auto meant = targetMeant(library, command.target);
        if (!meant)
            return tl::make_unexpected(meant.error());
        target = *meant;
    }
    auto question = questionOf(command);
    if (!question)
        return tl::make_unexpected(question.error());
    const auto load = [&](const std::string&) { return loadModel(command.model); };
    const auto inputs = loadSparsityInputs(*question, load);
    if (!inputs)
        return tl::make_unexpected(inputs.error());
    const auto file = StudyFile::open(command.store);
    if (!file)
        return tl::make_unexpected(file.error());
    const auto study = beginSparsityStudy(*file, std::move(*question), *inputs, command.study);
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
                             100.0 * point.retrained.value(), textIf(fromStore, " (measured before)")));
    };
    if (auto swept = runSparsityStudy(**study, *inputs, command.training.threads, observer); !swept)
        return tl::make_unexpected(swept.error());
    if (!command.networks.empty())
        if (auto saved = saveNetworks(rows, **study, command.networks); !saved)
            return tl::make_unexpected(saved.error());
    if (command.json)
        printJson(rows);
    else
        printTable(rows);
    return done;
}

int run(const Arguments& command, const Program& program)
{
    const auto result = sweepAndPrint(command, program.executable);
    if (!result)
        return failed(result.error());
    return *result;
}

} // namespace

void addSparsitySweep(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "sparsity-sweep",
                              "Measure accuracy against sparsity, with retraining; goes on where it was stopped", run);
    command.add_option("MODEL", arguments.model, kModelWithWeights)->required();
    command.add_option("DATA", arguments.data, kLabelledData)->required();
    command.add_option("--store", arguments.store, "File of studies that keeps the finished points")->required();
    command.add_option("--study", arguments.study,
                       "Name of the study in that file (default: made of network and data)");
    command.add_flag("--resume", arguments.resume, "Continue a study that has points");
    command.add_option("--networks", arguments.networks, "Folder for the networks of all points as .tflite");
    command.add_option("--method", arguments.methods, "Methods of pruning, as of prune")->delimiter(',');
    command
        .add_option("--elements", arguments.elements, "Kernel elements of nine that stay, falling (default: 9,8,…,1)")
        ->delimiter(',')
        ->check(CLI::Range(1, 9));
    command.add_option("--bits", arguments.bits, "Bits of the weights")->delimiter(',')->check(weightBits());
    command.add_option("--group", arguments.group, "Output channels that share coordinates")
        ->check(CLI::Range(1, 4096))
        ->capture_default_str();
    command.add_option("--samples", arguments.samples, "Training samples, chosen by the seed (default: all)");
    command.add_option("--keep", arguments.keep,
                       "LAYER=SHARE: this layer keeps at least so much, as the sensitivity command proposes");
    command.add_flag("--untrained", arguments.untrained, "First measure every point without retraining, too");
    command.add_option("--target", arguments.target, "Target whose latency and energy are shown")
        ->capture_default_str();
    command.add_flag("--json", arguments.json, "Machine-readable output");
    addTraining(command, arguments.training);
}

} // namespace tenbin::cli
