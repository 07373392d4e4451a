// SPDX-License-Identifier: GPL-3.0-or-later
// A new operator, family, data type or activation is decided by whoever switches over them: such switches have no
// `default`, so that the compiler names those that have not.
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

struct Switch {
    std::set<std::string> labels; ///< as they are written: "OperatorKind::add", "K::add", "add"
    bool hasDefault = false;
};

std::string withoutComments(const std::string& text)
{
    static const std::regex ignored(R"rx("(\\.|[^"\\\n])*"|'(\\.|[^'\\\n])+'|//[^\n]*)rx");
    return std::regex_replace(text, ignored, " ");
}

/// From the brace at `open` to the one that closes it.
std::string blockAt(const std::string& text, std::size_t open)
{
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        depth += text[i] == '{';
        depth -= text[i] == '}';
        if (depth == 0)
            return text.substr(open, i - open + 1);
    }
    return text.substr(open);
}

/// Switches of a text, those inside another one too; a label counts to all around it.
std::vector<Switch> switchesIn(const std::string& source)
{
    static const std::regex begin(R"(\bswitch\s*\()");
    static const std::regex label(R"(\bcase\s+((?:\w+::)*\w+)\s*:(?!:))");
    static const std::regex otherwise(R"(\bdefault\s*:)");
    std::vector<Switch> found;
    if (source.find("switch") == std::string::npos)
        return found;
    const std::string text = withoutComments(source);
    for (std::sregex_iterator at(text.begin(), text.end(), begin), end; at != end; ++at) {
        const std::size_t open = text.find('{', static_cast<std::size_t>(at->position()));
        if (open == std::string::npos)
            continue;
        const std::string block = blockAt(text, open);
        Switch one{{}, std::regex_search(block, otherwise)};
        for (std::sregex_iterator name(block.begin(), block.end(), label); name != end; ++name)
            one.labels.insert((*name)[1].str());
        found.push_back(std::move(one));
    }
    return found;
}

/// Names under which a file knows the enumerations of `enums`: their own and its aliases for them.
std::set<std::string> namesOf(const std::set<std::string>& enums, const std::string& text)
{
    static const std::regex alias(R"(\busing\s+(\w+)\s*=\s*(?:\w+::)*(\w+);)");
    std::set<std::string> names = enums;
    for (std::sregex_iterator at(text.begin(), text.end(), alias), end; at != end; ++at)
        if (enums.contains((*at)[2].str()))
            names.insert((*at)[1].str());
    return names;
}

/// Enumerations that a file opens, so that their values stand alone.
bool opensOne(const std::set<std::string>& enums, const std::string& text)
{
    static const std::regex opened(R"(\busing\s+enum\s+(?:\w+::)*(\w+);)");
    for (std::sregex_iterator at(text.begin(), text.end(), opened), end; at != end; ++at)
        if (enums.contains((*at)[1].str()))
            return true;
    return false;
}

/// The label of a switch over one of `enums` that has a `default`, if there is one.
std::optional<std::string> offence(const std::set<std::string>& enums, const std::string& text)
{
    static const std::regex qualified(R"((?:.*::)?(\w+)::\w+)");
    const std::set<std::string> names = namesOf(enums, text);
    const bool opened = opensOne(enums, text);
    for (const Switch& one : switchesIn(text)) {
        if (!one.hasDefault)
            continue;
        for (const std::string& label : one.labels) {
            std::smatch match;
            const bool bare = !std::regex_match(label, match, qualified);
            if ((bare && opened && !std::isdigit(static_cast<unsigned char>(label.front())))
                || (!bare && names.contains(match[1].str())))
                return label;
        }
    }
    return std::nullopt;
}

std::string textOf(const fs::path& path)
{
    std::ifstream stream(path);
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::vector<fs::path> sources()
{
    std::vector<fs::path> all;
    for (const char* top : {"engine", "models", "cli"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(TENBIN_SOURCE_DIR) / top))
            if (entry.path().extension() == ".h" || entry.path().extension() == ".cpp")
                all.push_back(entry.path());
    return all;
}

/// All enumerations of the engine, the models and the command line. Those of libraries grow without our knowing.
std::set<std::string> ownEnumerations()
{
    static const std::regex declared(R"(\benum class (\w+))");
    std::set<std::string> names;
    for (const fs::path& path : sources()) {
        const std::string text = textOf(path);
        for (std::sregex_iterator at(text.begin(), text.end(), declared), end; at != end; ++at)
            names.insert((*at)[1].str());
    }
    return names;
}

TEST(Switches, OverOurEnumerationsHaveNoDefault)
{
    const std::set<std::string> enums = ownEnumerations();
    for (const char* known : {"OperatorKind", "OperatorFamily", "Activation", "ComparedFigure"})
        EXPECT_TRUE(enums.contains(known)) << known;
    std::size_t switches = 0;
    for (const fs::path& path : sources()) {
        const std::string text = textOf(path);
        switches += switchesIn(text).size();
        if (const auto label = offence(enums, text))
            ADD_FAILURE() << path << ": a switch over " << *label << " has a default";
    }
    EXPECT_GT(switches, 50u);
}

TEST(Switches, TheRuleFindsWhatItForbids)
{
    const std::set<std::string> enums{"OperatorKind", "Activation"};
    const std::string rest = "return 1; default: return 0; }";
    EXPECT_TRUE(offence(enums, "switch (kind) { case OperatorKind::add: " + rest));
    EXPECT_TRUE(offence(enums, "using K = OperatorKind; switch (op.kind) { case K::add: " + rest));
    EXPECT_TRUE(offence(enums, "using enum OperatorKind; switch (op.kind) { case add: " + rest));
    EXPECT_TRUE(offence(enums, "switch (f(a)) { case tenbin::Activation::relu: { f(); } " + rest));
    EXPECT_FALSE(offence(enums, "switch (kind) { case OperatorKind::add: return 1; }"));
    EXPECT_FALSE(offence(enums, "switch (bits) { case 8: " + rest));
    EXPECT_FALSE(offence(enums, "switch (code) { case tflite::BuiltinOperator::ADD: " + rest));
    EXPECT_FALSE(offence(enums, "switch (kind) { case OperatorKind::add: return 1; } // default: return 0;"));
}

} // namespace
