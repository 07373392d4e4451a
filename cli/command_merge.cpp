// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/study/study_file.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::vector<std::string> stores; ///< the first takes over the others
};

int run(const Arguments& arguments, const Program& /*program*/)
{
    const auto into = StudyFile::open(arguments.stores.front());
    if (!into)
        return failed(into.error());
    MergeSummary all;
    for (std::size_t i = 1; i < arguments.stores.size(); ++i) {
        const auto other = StudyFile::openExisting(arguments.stores[i]);
        if (!other)
            return failed(other.error());
        const auto summary = (*into)->merge(**other);
        if (!summary)
            return failed(summary.error());
        all.added += summary->added;
        all.duplicates += summary->duplicates;
    }
    print("{} points added, {} were there\n", all.added, all.duplicates);
    return done;
}

} // namespace

void addMerge(CLI::App& app, Program& program)
{
    auto [command, arguments] =
        addCommand<Arguments>(app, program, "merge", "Add the studies of other files to the first file", run);
    command.add_option("FILES", arguments.stores, "Study files")->required()->expected(2, -1);
}

} // namespace tenbin::cli
