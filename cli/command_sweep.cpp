// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/core/text_parts.h"
#include "engine/study/run_study.h"
#include "engine/targets/quantity.h"
#include "engine/words/words.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string question; ///< TOML file
    std::string store;    ///< SQLite file; empty: only say how many points and how long
    std::string shard;    ///< "3/16"; empty: everything
    int threads = 0;
    bool resume = false;
    bool json = false;
};

/// Written by a handler of signals, which may run on any thread.
std::atomic<bool> interrupted = false;
static_assert(std::atomic<bool>::is_always_lock_free);

/// Turns Ctrl+C and a scheduler's SIGTERM into a clean stop with everything committed.
class InterruptWatch {
public:
    explicit InterruptWatch(RunControl& control)
        : m_thread([&control](const std::stop_token& stop) {
              while (!stop.stop_requested()) {
                  if (interrupted)
                      control.stop();
                  std::this_thread::sleep_for(std::chrono::milliseconds(20));
              }
          })
    {
        std::signal(SIGINT, [](int) { interrupted = true; });
        std::signal(SIGTERM, [](int) { interrupted = true; });
    }

private:
    std::jthread m_thread;
};

class ProgressLine {
public:
    ProgressLine(std::uint64_t total, bool shown) : m_total(total), m_shown(shown) {}

    void add(std::uint64_t points)
    {
        m_done += points;
        const auto now = Clock::now();
        if (!m_shown || now - m_last < std::chrono::milliseconds(500))
            return;
        m_last = now;
        const double seconds = std::chrono::duration<double>(now - m_start).count();
        const double rate = static_cast<double>(m_done) / seconds;
        showStatus(fmt::format("{:.0f} % · {} points a second · {} left   ",
                               100.0 * static_cast<double>(m_done) / static_cast<double>(m_total), humanCount(rate),
                               humanSeconds(Seconds(static_cast<double>(m_total - std::min(m_total, m_done)) / rate))));
        m_printed = true;
    }
    void end() const
    {
        if (m_printed)
            endStatus();
    }

private:
    using Clock = std::chrono::steady_clock;
    std::uint64_t m_total, m_done = 0;
    bool m_shown, m_printed = false;
    Clock::time_point m_start = Clock::now(), m_last = m_start;
};

/// "3/16".
std::optional<Shard> parseShard(const std::string& text)
{
    Shard shard;
    if (text.empty())
        return shard;
    char rest = 0;
    unsigned long long number = 0;
    unsigned long long parts = 0;
    if (std::sscanf(text.c_str(), "%llu/%llu%c", &number, &parts, &rest) != 2 || number < 1 || parts < number
        || parts > 1'000'000)
        return std::nullopt;
    return Shard{number, parts};
}

/// Model files lie beside the question; "file:" may stand before their names.
NetworkLoader loaderFor(const std::filesystem::path& question)
{
    return [folder = question.parent_path()](const std::string& model) {
        constexpr std::string_view kFile = "file:";
        if (model.starts_with("zoo:"))
            return loadModel(model);
        if (model.starts_with(kFile))
            return loadModel((folder / model.substr(kFile.size())).string());
        return loadModel((folder / model).string());
    };
}

std::string quantity(const std::string& key, double value) { return exactQuantity(value, unitOfKey(nullptr, key)); }

/// "84 MHz at most": the limit that the values miss, or all of what is allowed.
std::string allowedText(const Omission& omission)
{
    if (!omission.choices.empty())
        return fmt::format("it has {}", fmt::join(omission.choices, ", "));
    const auto all = [&](auto misses) {
        return std::all_of(omission.values.begin(), omission.values.end(), [&](const std::string& text) {
            const auto value = parseQuantity(text, unitOfKey(nullptr, omission.key));
            return value && misses(*value);
        });
    };
    if (omission.highest && all([&](double value) { return value > *omission.highest; }))
        return quantity(omission.key, *omission.highest) + " at most";
    if (omission.lowest && all([&](double value) { return value < *omission.lowest; }))
        return quantity(omission.key, *omission.lowest) + " at least";
    if (omission.lowest && omission.highest)
        return fmt::format("{} to {}", quantity(omission.key, *omission.lowest),
                           quantity(omission.key, *omission.highest));
    return "not allowed there";
}

/// What the question asked for and the targets do not allow: one line a target and option.
void printOmissions(const DesignSpace& space)
{
    for (const Omission& omission : space.omissions) {
        std::string count = std::to_string(omission.values.size()) + " of";
        if (omission.all)
            count = "all";
        complain(fmt::format("{}: {} {} values of {} left out ({}){}", omission.target, count, omission.asked,
                             omission.key, allowedText(omission), textIf(omission.all, ": so is the target")));
    }
}

int report(const Arguments& arguments, const StudyInfo& study, const DesignSpace& space, const RunSummary& run,
           double seconds)
{
    double rate = 0.0;
    if (seconds > 0.0)
        rate = static_cast<double>(run.evaluated) / seconds;
    if (arguments.json) {
        const nlohmann::ordered_json json{
            {"study", study.name}, {"points", space.size()}, {"before", run.before},     {"evaluated", run.evaluated},
            {"whole", run.whole},  {"seconds", seconds},     {"points_per_second", rate}};
        writeJson(json.dump(2));
    } else {
        print("{}: {} points, {} evaluated in {} ({} a second), {} were there{}\n", shownName(study.name), space.size(),
              run.evaluated, humanSeconds(Seconds(seconds)), humanCount(rate), run.before,
              textIf(!run.whole, "; stopped, continue with --resume"));
    }
    if (!run.whole)
        return stopped;
    return done;
}

/// Only counts and measures.
int preview(const SpaceEvaluator& evaluator, int threads)
{
    const double rate = measuredRate(evaluator, threads);
    print("{} points, about {} at {} points a second\n", evaluator.space().size(),
          humanSeconds(Seconds(static_cast<double>(evaluator.space().size()) / rate)), humanCount(rate));
    return done;
}

int run(const Arguments& arguments, const Program& program)
{
    const auto shard = parseShard(arguments.shard);
    if (!shard) {
        complain("--shard takes NUMBER/PARTS, for example 3/16");
        return wrongUsage;
    }
    const auto question = loadQuestion(arguments.question);
    if (!question)
        return failed(question.error());
    if (question->method == SearchMethod::nsga2 && shard->parts > 1) {
        complain("--shard divides an exhaustive search only");
        return wrongUsage;
    }
    const TargetLibrary library = loadLibrary(program.executable);
    const auto space = buildSpace(*question, library, loaderFor(arguments.question), findCostModel);
    if (!space)
        return failed(space.error());
    printOmissions(**space);
    const SpaceEvaluator evaluator(*space);
    if (arguments.store.empty())
        return preview(evaluator, arguments.threads);
    RunControl control;
    const InterruptWatch watch(control); // before there is a file that could be left half made
    const auto file = StudyFile::open(arguments.store);
    if (!file)
        return failed(file.error());
    const auto study = (*file)->begin(**space);
    if (!study)
        return failed(study.error());
    if (study->evaluated > 0 && !arguments.resume) {
        complain(fmt::format("{} holds {} points of this study; add --resume to continue", arguments.store,
                             study->evaluated));
        return wrongUsage;
    }
    ProgressLine progress((*space)->size() / shard->parts, !arguments.json);
    const auto start = std::chrono::steady_clock::now();
    const auto summary = runStudy(**file, *study, evaluator, {.threads = arguments.threads, .shard = *shard}, control,
                                  [&](const std::vector<PointBatch>& batches) {
                                      for (const PointBatch& batch : batches)
                                          progress.add(batch.range.count);
                                  });
    progress.end();
    if (!summary)
        return failed(summary.error());
    return report(arguments, *study, **space, *summary,
                  std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
}

} // namespace

void addSweep(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "sweep", "Evaluate every point of a design space into a study", run);
    command.add_option("QUESTION", arguments.question, "TOML file (docs/EXPLORE.md)")->required();
    command.add_option("--store", arguments.store,
                       "Study file; without it: how many points, and how long they would take");
    command.add_flag("--resume", arguments.resume, "Continue a study that was stopped");
    command.add_option("--threads", arguments.threads, "Threads (default: one a core)")->check(CLI::Range(1, 1024));
    command.add_option("--shard", arguments.shard, "Only this part, NUMBER/PARTS, for job arrays");
    command.add_flag("--json", arguments.json, "Machine-readable output");
}

} // namespace tenbin::cli
