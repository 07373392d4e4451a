// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/import_note.h"

#include <set>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

TEST(ImportNotes, EveryNoteHasANameOfItsOwn)
{
    std::set<std::string_view> names;
    for (int i = 0;; ++i) {
        const auto note = static_cast<ImportNote>(i);
        const std::string_view name = noteName(note);
        if (name.empty())
            break;
        EXPECT_TRUE(names.insert(name).second) << name;
        EXPECT_EQ(noteFromName(name), note) << name;
    }
    EXPECT_GE(names.size(), 20u);
    EXPECT_FALSE(noteFromName("of another version").has_value());
    EXPECT_FALSE(noteFromName("").has_value());
}

} // namespace
} // namespace tenbin
