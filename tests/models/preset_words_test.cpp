// SPDX-License-Identifier: GPL-3.0-or-later
// What presets hold is said in words, and presets/schema.md is what the models read.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/report/preset_schema.h"
#include "engine/words/catalogue.h"
#include "engine/words/choice_label.h"
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

/// Of lower-case letters alone: "flash" and "per_column" are words, "microTVM", "0.5" and "GB/s" are not.
bool holdsAWord(const std::string& label)
{
    std::istringstream words(label);
    for (std::string word; words >> word;) {
        std::erase_if(word, [](char c) { return c == ',' || c == ':'; });
        if (!word.empty()
            && std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; }))
            return true;
    }
    return false;
}

TEST(PresetWords, EveryChoiceOfWordsIsSaidInJapanese)
{
    const Wording japanese = wordingIn("ja");
    for (const Target& target : loadTargets({TENBIN_SOURCE_DIR "/presets"}, findSchema).targets)
        for (const OptionSpec& option : target.options)
            for (const OptionChoice& choice : option.choices)
                if (holdsAWord(choiceLabel(choice))) {
                    EXPECT_NE(choiceLabel(choice, japanese), choiceLabel(choice))
                        << target.id << ": a row of engine/words/choice_label.cpp";
                }
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
