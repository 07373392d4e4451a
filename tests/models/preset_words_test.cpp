// SPDX-License-Identifier: GPL-3.0-or-later
// What presets hold is said in words, and presets/schema.md is what the models read.
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/preset_schema.h"
#include "engine/words/words.h"
#include "models/registry.h"

namespace tenbin {
namespace {

TEST(PresetWords, EveryOptionHasALabel)
{
    for (const Target& target : loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema).targets)
        for (const OptionSpec& option : target.options)
            EXPECT_NE(optionLabel(option), option.key) << target.id;
}

TEST(PresetWords, EveryGroupHasAName)
{
    for (const std::string& group : groupsOf(loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema)))
        EXPECT_NE(groupName(group), group);
}

TEST(PresetSchema, TheDocumentListsWhatTheModelsRead)
{
    std::ifstream in(TENBIN_SOURCE_DIR "/presets/schema.md");
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::vector<const ArchitectureSchema*> schemas;
    for (const CostModel* model : costModels())
        schemas.push_back(&model->schema());
    EXPECT_THAT(text, ::testing::EndsWith(presetSchemaMarkdown(schemas)))
        << "append the output of 'tenbin-cli schema' to the part written by hand";
}

} // namespace
} // namespace tenbin
