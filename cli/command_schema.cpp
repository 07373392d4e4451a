// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/commands.h"
#include "cli/output.h"
#include "engine/report/preset_schema.h"
#include "models/registry.h"

namespace tenbin::cli {

int run(const SchemaCommand& /*command*/)
{
    std::vector<const ArchitectureSchema*> schemas;
    for (const CostModel* model : costModels())
        schemas.push_back(&model->schema());
    print("{}", presetSchemaMarkdown(schemas));
    return done;
}

} // namespace tenbin::cli
