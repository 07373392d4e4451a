// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/output.h"
#include "engine/report/preset_schema.h"
#include "models/registry.h"

namespace tenbin::cli {

namespace {

struct Arguments {};

int run(const Arguments& /*arguments*/, const Program& /*program*/)
{
    std::vector<const ArchitectureSchema*> schemas;
    for (const CostModel* model : costModels())
        schemas.push_back(&model->schema());
    print("{}", presetSchemaMarkdown(schemas));
    return done;
}

} // namespace

void addSchema(CLI::App& app, Program& program)
{
    addCommand<Arguments>(app, program, "schema", "Print the keys that presets may hold, as Markdown", run);
}

} // namespace tenbin::cli
