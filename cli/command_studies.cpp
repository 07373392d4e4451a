// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inputs.h"
#include "cli/output.h"
#include "engine/study/study_file.h"
#include "engine/tables/text.h"

namespace tenbin::cli {

namespace {

struct Arguments {
    std::string store;
    std::vector<std::string> rename; ///< old and new name; empty: none
    std::string remove;              ///< name or number; empty: none
};

int run(const Arguments& arguments, const Program& /*program*/)
{
    const auto file = StudyFile::openExisting(arguments.store);
    if (!file)
        return failed(file.error());
    if (!arguments.rename.empty()) {
        const auto info = (*file)->find(arguments.rename[0]);
        if (!info)
            return failed(info.error());
        if (auto renamed = (*file)->rename(info->id, arguments.rename[1]); !renamed)
            return failed(renamed.error());
    }
    if (!arguments.remove.empty()) {
        const auto info = (*file)->find(arguments.remove);
        if (!info)
            return failed(info.error());
        if (auto removed = (*file)->remove(info->id); !removed)
            return failed(removed.error());
    }
    const auto studies = (*file)->studies();
    if (!studies)
        return failed(studies.error());
    Table table{.columns = {numberColumn("#"), textColumn("study"), textColumn("kind"), numberColumn("evaluated"),
                            numberColumn("points"), textColumn("engine"), textColumn("created")}};
    for (const StudyInfo& info : *studies)
        table.addTexts({std::to_string(info.id), info.name, std::string(factsOf(info.kind).name),
                        std::to_string(info.evaluated), std::to_string(info.size), info.engine, info.created});
    print("{}", toText(table));
    return done;
}

} // namespace

void addStudies(CLI::App& app, Program& program)
{
    auto [command, arguments] = addCommand<Arguments>(app, program, "studies", "List the studies of a file", run);
    command.add_option("FILE", arguments.store, "Study file")->required();
    command.add_option("--rename", arguments.rename, "Old and new name")->expected(2);
    command.add_option("--delete", arguments.remove, "Name or number of a study that goes, with its points");
}

} // namespace tenbin::cli
