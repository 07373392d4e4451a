// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/study/study_file.h"

namespace tenbin::cli {

int run(const MergeCommand& command)
{
    const auto into = StudyFile::open(command.stores.front());
    if (!into) {
        complain(into.error());
        return notReadable;
    }
    MergeSummary all;
    for (std::size_t i = 1; i < command.stores.size(); ++i) {
        const auto other = StudyFile::openExisting(command.stores[i]);
        const auto summary = other ? (*into)->merge(**other) : Result<MergeSummary>(tl::make_unexpected(other.error()));
        if (!summary) {
            complain(summary.error());
            return notReadable;
        }
        all.added += summary->added;
        all.duplicates += summary->duplicates;
    }
    print("{} points added, {} were there\n", all.added, all.duplicates);
    return done;
}

} // namespace tenbin::cli
