// SPDX-License-Identifier: GPL-3.0-or-later
// Dependency runs only downwards (docs/ARCHITECTURE.md), and files stay small.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;
using Folders = std::set<std::string>;

const Folders kBase{"engine/core", "engine/graph"};
const Folders kEstimating{"engine/core", "engine/graph", "engine/targets", "engine/memory", "engine/estimate"};
const Folders kFormat{"engine/formats/common", "engine/formats/draft", "engine/tables"};
const Folders kImporting{"engine/formats", "engine/formats/common"};
const Folders kModel{"models/common", "models/operator_support", "models/kernels"};
const Folders kState{"gui/app", "gui/look"};

Folders operator+(Folders a, const Folders& b)
{
    a.insert(b.begin(), b.end());
    return a;
}

const Folders kPerspective = kState + Folders{"gui/perspective"};

/// What each folder may include besides itself.
const std::map<std::string, Folders> kMayInclude{
    {"engine/core", {}},
    {"engine/graph", {"engine/core"}},
    {"engine/zoo", kBase},
    {"engine/memory", kBase},
    {"engine/tables", {"engine/core"}},
    {"engine/targets", {"engine/core"}},
    {"engine/estimate", kEstimating},
    // One folder a format. Behind all of them stands the draft of a network.
    {"engine/formats/common", kBase},
    {"engine/formats/draft", kBase + Folders{"engine/formats/common"}},
    {"engine/formats/keras", kBase + kFormat},
    {"engine/formats/onnx", kBase + kFormat},
    {"engine/formats/tflite", kBase + kFormat},
    {"engine/formats",
     kBase + kFormat + Folders{"engine/formats/keras", "engine/formats/onnx", "engine/formats/tflite"}},
    {"engine/networks", kEstimating + kImporting + Folders{"engine/zoo"}},
    {"engine/answers", kEstimating + Folders{"engine/networks"}},
    {"engine/validation", kEstimating + kImporting + Folders{"engine/tables", "engine/zoo"}},
    {"engine/calibration", kEstimating + Folders{"engine/validation"}},
    {"engine/inspection", kEstimating},
    {"engine/words", kEstimating},
    {"engine/report", kEstimating + Folders{"engine/networks", "engine/tables", "engine/words"}},
    {"engine/requirements", kEstimating
                                + Folders{"engine/answers", "engine/inspection", "engine/networks", "engine/report",
                                          "engine/tables", "engine/words"}},
    {"engine/inference", kBase},
    {"engine/compression", kBase + Folders{"engine/inference"}},
    {"engine/training", kBase + Folders{"engine/inference", "engine/compression"}},
    {"engine/exploration", kEstimating + Folders{"engine/networks"}},
    {"engine/study", kEstimating + Folders{"engine/exploration", "engine/tables"}},
    {"engine/sparsity",
     kEstimating + kImporting
         + Folders{"engine/formats/tflite", "engine/inference", "engine/compression", "engine/training",
                   "engine/exploration", "engine/study", "engine/tables", "engine/validation"}},
    {"engine/project", {"engine/core", "engine/study"}},
    {"engine/comparison", kEstimating
                              + Folders{"engine/exploration", "engine/networks", "engine/report", "engine/tables",
                                        "engine/words", "engine/validation"}},
    {"engine/report_document",
     kEstimating
         + Folders{"engine/comparison", "engine/exploration", "engine/inference", "engine/inspection",
                   "engine/compression", "engine/networks", "engine/report", "engine/sparsity", "engine/study",
                   "engine/tables", "engine/training", "engine/validation", "engine/words"}},
    // One folder an architecture. A processor beside an accelerator is the microcontroller's.
    {"models/common", kEstimating},
    {"models/operator_support", kEstimating + Folders{"models/common"}},
    {"models/kernels", kEstimating + Folders{"models/common", "models/operator_support"}},
    {"models/xcube", kEstimating + Folders{"models/common", "models/kernels"}},
    {"models/microcontroller", kEstimating + kModel + Folders{"models/xcube"}},
    {"models/ethos_u", kEstimating + kModel + Folders{"models/microcontroller"}},
    {"models/cartesian_mac_array", kEstimating + kModel},
    {"models/max7800x", kEstimating + kModel},
    {"models/neupro_nano", kEstimating + kModel},
    {"models/neural_art", kEstimating + kModel},
    {"models/neural_decision_processor", kEstimating + kModel},
    {"models/reference_class", kEstimating + kModel},
    {"models/stacked_sensor_dsp", kEstimating + kModel},
    {"models",
     kEstimating
         + Folders{"models/cartesian_mac_array", "models/ethos_u", "models/max7800x", "models/microcontroller",
                   "models/neupro_nano", "models/neural_art", "models/neural_decision_processor",
                   "models/reference_class", "models/stacked_sensor_dsp"}},
};

/// The window, from the cellar to the roof. The engine lies below all of it.
const std::map<std::string, Folders> kWindowMayInclude{
    {"gui/look", {}},
    {"gui/app", {"gui/look"}},
    {"gui/charts", {"gui/look"}},
    {"gui/palette", {"gui/look"}},
    {"gui/items", kState},
    {"gui/project", kState},
    {"gui/report", kState},
    {"gui/perspective", kState + Folders{"gui/report"}},
    {"gui/help", kState + Folders{"gui/palette"}},
    {"gui/details", kState + Folders{"gui/items"}},
    {"gui/shelf", kState + Folders{"gui/items", "gui/details"}},
    {"gui/study", kState + Folders{"gui/project"}},
    // Perspectives: none knows another.
    {"gui/board", kPerspective + Folders{"gui/items"}},
    {"gui/inspect", kState + Folders{"gui/charts", "gui/items"}},
    {"gui/compare", kPerspective + Folders{"gui/items"}},
    {"gui/validate", kPerspective + Folders{"gui/charts", "gui/items"}},
    {"gui/preset_editor", kPerspective + Folders{"gui/items"}},
    {"gui/explore", kPerspective + Folders{"gui/charts", "gui/items", "gui/project", "gui/shelf", "gui/study"}},
    {"gui/sparsity", kPerspective + Folders{"gui/charts", "gui/items", "gui/project", "gui/study"}},
    {"gui/window",
     kPerspective
         + Folders{"gui/board", "gui/compare", "gui/details", "gui/explore", "gui/help", "gui/inspect", "gui/items",
                   "gui/preset_editor", "gui/project", "gui/report", "gui/shelf", "gui/sparsity", "gui/validate"}},
};

struct Source {
    std::string path;   ///< relative to the source tree
    std::string folder; ///< "engine/graph", "models", "gui/board"
    std::vector<std::string> lines;

    bool isForm() const { return path.ends_with(".ui"); }
};

std::string folderOf(const std::string& path)
{
    static const std::regex pattern("^(engine/formats/[^/]+|engine/[^/]+|gui/[^/]+|models/[^/]+|models|cli|tests)/");
    std::smatch match;
    return std::regex_search(path, match, pattern) ? match[1].str() : std::string();
}

const std::vector<Source>& sources()
{
    static const std::vector<Source> all = [] {
        std::vector<Source> list;
        const fs::path root = TENBIN_SOURCE_DIR;
        for (const char* top : {"engine", "models", "cli", "gui", "tests"})
            for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
                const std::string extension = entry.path().extension().string();
                if (extension != ".h" && extension != ".cpp" && extension != ".ui")
                    continue;
                Source source{fs::relative(entry.path(), root).generic_string(), {}, {}};
                source.folder = folderOf(source.path);
                std::ifstream in(entry.path());
                for (std::string line; std::getline(in, line);)
                    source.lines.push_back(line);
                list.push_back(std::move(source));
            }
        return list;
    }();
    return all;
}

bool hasLine(const fs::path& path, const std::string& begin)
{
    for (const Source& source : sources())
        if (source.path == path.generic_string())
            return std::any_of(source.lines.begin(), source.lines.end(),
                               [&](const std::string& line) { return line.starts_with(begin); });
    return false;
}

TEST(Structure, DependencyRunsOnlyDownwards)
{
    // A form names the headers of the widgets that are the window's own.
    static const std::regex include(R"rx(^\s*(?:#\s*include\s+"|<header>)([^"<]+))rx");
    for (const Source& source : sources())
        for (const std::string& line : source.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, include))
                continue;
            const std::string used = folderOf(match[1].str());
            const bool generated = match[1].str().ends_with("_generated.h"); // from a schema of its folder
            if (used.empty() || used == source.folder || source.folder == "tests" || generated)
                continue;
            const bool window = source.folder.starts_with("gui/");
            if (source.folder.empty() || (window && !used.starts_with("gui/")))
                continue;
            const auto& rules = window ? kWindowMayInclude : kMayInclude;
            const auto allowed = rules.find(source.folder);
            if (allowed == rules.end())
                EXPECT_TRUE(source.folder == "cli" && !used.starts_with("gui/")) << source.path << ": " << line;
            else
                EXPECT_TRUE(allowed->second.contains(used)) << source.path << " may not include " << used;
        }
}

TEST(Structure, NoQtBelowTheWindow)
{
    static const std::regex qt(R"(^\s*#\s*include\s+[<"](Q[A-Z]|Qt))");
    for (const Source& source : sources()) {
        if (source.folder.starts_with("gui") || source.path.starts_with("tests/gui") || source.path.starts_with("gui/"))
            continue;
        for (const std::string& line : source.lines)
            EXPECT_FALSE(std::regex_search(line, qt)) << source.path << ": " << line;
    }
}

TEST(Structure, NoFileIsLongerThan500Lines)
{
    EXPECT_GT(sources().size(), 50u);
    for (const Source& source : sources())
        EXPECT_LE(source.lines.size(), 500u) << source.path;
}

// gui/look/text.h is the one place that formats numbers for people.
TEST(Structure, TheWindowFormatsNumbersInOnePlace)
{
    static const Folders elsewhere{
        "gui/look/text.cpp",
        "gui/look/language.cpp",          // which language the system speaks
        "gui/look/name_order.cpp",        // numbers inside part numbers, when they are sorted
        "gui/project/recovery_strip.cpp", // a time of day
        "gui/details/option_editor.cpp",  // what a spin box shows while one types
        "gui/validate/measured_box.cpp",  // the same
        "gui/explore/axis_text.cpp",      // a list with commas, the same in every locale
    };
    static const std::regex formats(
        R"rx(\bQLocale\b|\blocale\(\)|QString::number\([^()]*(\([^()]*\)[^()]*)*,\s*'[efgEG]'|\.arg\([^;]*,\s*'[efgEG]'|asprintf\(|\{:[^}]*\.[0-9]+[efg]\}|setNum\()rx");
    std::size_t known = 0;
    for (const Source& source : sources()) {
        if (!source.path.starts_with("gui/"))
            continue;
        const bool mayFormat = elsewhere.contains(source.path);
        bool does = false;
        for (const std::string& line : source.lines) {
            const bool found = std::regex_search(line, formats);
            does = does || found;
            EXPECT_TRUE(mayFormat || !found) << source.path << ": " << line;
        }
        known += mayFormat && does;
    }
    EXPECT_EQ(known, elsewhere.size()) << "a file of the list formats nothing any more";
}

// engine/core/file.h is the one way to write a file: the old one stays until the new one is whole on the disk.
TEST(Structure, FilesAreWrittenInOnePlace)
{
    static const Folders elsewhere{
        "engine/core/file.cpp",
        "engine/study/run_lock.cpp", // a lock holds nothing
    };
    static const std::regex writes(R"(\bstd::o?fstream\b|\bQSaveFile\b|\bO_CREAT\b|\bO_TRUNC\b)");
    for (const Source& source : sources()) {
        if (source.folder == "tests" || elsewhere.contains(source.path))
            continue;
        for (const std::string& line : source.lines)
            EXPECT_FALSE(std::regex_search(line, writes)) << source.path << ": " << line;
    }
}

// cli/output.h is the one door: it notices what cannot be written, and shows what would steer a terminal.
TEST(Structure, TheCommandLineSpeaksThroughOneDoor)
{
    static const std::regex elsewhere(R"(\bfmt::print\b|std::(cout|cerr|clog|puts|printf|fputs)\b|\bstd(out|err)\b)");
    std::size_t files = 0;
    for (const Source& source : sources()) {
        if (!source.path.starts_with("cli/"))
            continue;
        ++files;
        for (const std::string& line : source.lines)
            EXPECT_FALSE(std::regex_search(line.substr(0, line.find("//")), elsewhere)) << source.path << ": " << line;
    }
    EXPECT_GT(files, 20u);
}

TEST(Structure, EverySourceNamesItsLicence)
{
    const std::string licence = "SPDX-License-Identifier: GPL-3.0-or-later";
    for (const Source& source : sources()) {
        ASSERT_GT(source.lines.size(), 2u) << source.path;
        if (source.isForm())
            EXPECT_EQ(source.lines[2], " <comment>" + licence + "</comment>") << source.path;
        else
            EXPECT_EQ(source.lines.front(), "// " + licence) << source.path;
    }
}

// Its texts are those of the class, which one looks for beside the form.
TEST(Structure, AFormLiesBesideTheClassThatShowsIt)
{
    static const std::regex named("^ <class>tenbin::(\\w+)</class>$");
    std::size_t forms = 0;
    for (const Source& form : sources()) {
        if (!form.isForm())
            continue;
        ++forms;
        std::smatch match;
        ASSERT_TRUE(std::regex_match(form.lines.at(3), match, named)) << form.path;
        const fs::path path(form.path);
        const std::string include = "#include \"" + form.folder + "/ui_" + path.stem().string() + ".h\"";
        EXPECT_TRUE(hasLine(fs::path(path).replace_extension(".cpp"), include)) << form.path;
        EXPECT_TRUE(hasLine(fs::path(path).replace_extension(".h"), "class " + match[1].str() + " final : public "))
            << form.path;
    }
    EXPECT_GT(forms, 0u);
}

TEST(Scripts, WithoutADisplayRunShowsWhatTheWindowStartsWith)
{
    const auto textOf = [](const char* file) {
        std::ifstream stream(std::string(TENBIN_SOURCE_DIR "/") + file);
        return std::string(std::istreambuf_iterator<char>(stream), {});
    };
    std::smatch first;
    const std::string window = textOf("gui/main.cpp");
    ASSERT_TRUE(std::regex_search(window, first, std::regex("kFirstNetwork\\[\\] = \"(.*)\"")));
    EXPECT_NE(textOf("run.sh").find("zoo:" + first[1].str()), std::string::npos);
}

} // namespace
