// SPDX-License-Identifier: GPL-3.0-or-later
// The tree that `cmake --install` leaves: everything a desktop looks for, and
// programs that find their data there, also after the tree was moved.
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/core/version.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

struct Outcome {
    int exitCode = -1;
    std::string out; ///< standard output and error
};

Outcome shell(const std::string& command)
{
    Outcome result;
    FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
    std::array<char, 4096> buffer{};
    while (const std::size_t n = std::fread(buffer.data(), 1, buffer.size(), pipe))
        result.out.append(buffer.data(), n);
    result.exitCode = WEXITSTATUS(::pclose(pipe));
    return result;
}

bool present(const std::string& program) { return shell("command -v " + program).exitCode == 0; }

std::string contentOf(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One installation for all tests, installed in one place and moved to another.
class Installed : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        s_folder = fs::path(::testing::TempDir()) / ("tenbin-install-" + std::to_string(::getpid()));
        const fs::path first = s_folder / "first";
        s_installed =
            shell(fmt::format("'{}' --install '{}' --prefix '{}'", TENBIN_CMAKE, TENBIN_BINARY_DIR, first.string()));
        std::error_code ignored;
        fs::rename(first, root(), ignored);
    }
    static void TearDownTestSuite() { fs::remove_all(s_folder); }
    void SetUp() override { ASSERT_EQ(s_installed.exitCode, 0) << s_installed.out; }

    static fs::path root() { return s_folder / "moved here"; }
    static fs::path share(const std::string& path) { return root() / "share" / path; }
    /// A program of the tree with a home of its own and no settings of the caller's.
    static Outcome run(const std::string& programAndArguments)
    {
        return shell(
            fmt::format("env -u TENBIN_PRESETS HOME='{0}' XDG_DATA_HOME='{0}/data' XDG_CONFIG_HOME='{0}/config' "
                        "QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 '{1}/{2}",
                        (s_folder / "home").string(), (root() / "bin").string(), programAndArguments));
    }

    static inline fs::path s_folder;
    static inline Outcome s_installed;
};

TEST_F(Installed, HoldsWhatDesktopsAndShellsLookFor)
{
    for (const char* file : {"bin/tenbin-cli", "share/tenbin/presets/targets/imx500.toml",
                             "share/tenbin/guide/index.md", "share/bash-completion/completions/tenbin-cli",
                             "share/man/man1/tenbin-cli.1.gz", "share/doc/tenbin/copyright"})
        EXPECT_TRUE(fs::is_regular_file(root() / file)) << file;
}

TEST_F(Installed, TheCommandLineReadsThePresetsBesideIt)
{
    const Outcome version = run("tenbin-cli' --version");
    EXPECT_EQ(version.exitCode, 0);
    EXPECT_THAT(version.out, HasSubstr(kEngineVersion));
    EXPECT_THAT(version.out, HasSubstr(share("tenbin/presets").string()));
    EXPECT_THAT(version.out, Not(HasSubstr(TENBIN_SOURCE_DIR)));
    EXPECT_EQ(run("tenbin-cli' estimate zoo:mlperf_kws --target imx500").exitCode, 0);

    std::ofstream(share("tenbin/presets/targets/zz_note.txt")) << "one file more";
    EXPECT_NE(run("tenbin-cli' --version").out, version.out) << "the hash must tell another set of presets";
    fs::remove(share("tenbin/presets/targets/zz_note.txt"));
    EXPECT_EQ(run("tenbin-cli' --version").out, version.out);
}

TEST_F(Installed, ALinkToTheProgramFindsThemToo)
{
    fs::create_symlink(root() / "bin/tenbin-cli", s_folder / "link");
    EXPECT_THAT(shell(fmt::format("'{}' --version", (s_folder / "link").string())).out,
                HasSubstr(share("tenbin/presets").string()));
}

TEST_F(Installed, ManualPageAndCompletionNameEveryCommand)
{
    const std::string man = shell(fmt::format("gzip -dc '{}'", share("man/man1/tenbin-cli.1.gz").string())).out;
    const std::string completion = contentOf(share("bash-completion/completions/tenbin-cli"));
    const std::string help = run("tenbin-cli' --help").out;
    for (const char* command : {"estimate", "inspect", "sweep", "validate", "accuracy"}) {
        EXPECT_THAT(help, HasSubstr(command));
        EXPECT_THAT(man, HasSubstr(std::string(".SS \"") + command));
        EXPECT_THAT(completion, HasSubstr(command));
    }
    EXPECT_THAT(man, Not(HasSubstr("describe")));
    if (present("man")) {
        EXPECT_EQ(
            shell(fmt::format("{{ LC_ALL=C.UTF-8 MANROFFSEQ= man --warnings -E UTF-8 -l -Tutf8 -Z '{}' >/dev/null; }}",
                              share("man/man1/tenbin-cli.1.gz").string()))
                .out,
            "");
    }
}

TEST_F(Installed, CompletionOffersCommandsOptionsChoicesAndTargets)
{
    const std::string script = share("bash-completion/completions/tenbin-cli").string();
    const auto complete = [&](const std::string& words, int last) {
        return shell(fmt::format("PATH='{}':\"$PATH\" bash -c 'source \"{}\"; COMP_WORDS=({}); COMP_CWORD={}; "
                                 "_tenbin_cli tenbin-cli; printf \"%s\\n\" \"${{COMPREPLY[@]}}\"'",
                                 (root() / "bin").string(), script, words, last))
            .out;
    };
    EXPECT_EQ(complete("tenbin-cli est", 1), "estimate\n");
    EXPECT_EQ(complete("tenbin-cli estimate --lay", 2), "--layers\n");
    EXPECT_EQ(complete("tenbin-cli front x --format js", 4), "json\n");
    EXPECT_EQ(complete("tenbin-cli estimate x --target imx5", 4), "imx500\n");
}

#ifdef TENBIN_HAS_GUI

TEST_F(Installed, TheWindowStartsFromThere)
{
    const Outcome version = run("tenbin' --version");
    EXPECT_EQ(version.exitCode, 0);
    EXPECT_THAT(version.out, HasSubstr(share("tenbin/presets").string()));
    const Outcome started = run("tenbin' --startup-time");
    EXPECT_EQ(started.exitCode, 0);
    EXPECT_THAT(started.out, HasSubstr("startup: "));
}

TEST_F(Installed, DesktopDataIsValid)
{
    for (const char* file : {"icons/hicolor/scalable/apps/tenbin.svg", "icons/hicolor/48x48/apps/tenbin.png",
                             "applications/tenbin.desktop", "mime/packages/tenbin.xml",
                             "metainfo/org.tenbin.tenbin.metainfo.xml", "man/man1/tenbin.1.gz"})
        EXPECT_TRUE(fs::is_regular_file(share(file))) << file;
    if (present("desktop-file-validate")) {
        EXPECT_EQ(shell(fmt::format("desktop-file-validate '{}'", share("applications/tenbin.desktop").string())).out,
                  "");
    }
    if (present("appstreamcli")) {
        const Outcome checked = shell(fmt::format("appstreamcli validate --no-net '{}'",
                                                  share("metainfo/org.tenbin.tenbin.metainfo.xml").string()));
        EXPECT_EQ(checked.exitCode, 0) << checked.out;
    }
    for (const char* type :
         {"application/x-tflite", "application/x-onnx", "application/x-keras", "application/x-tenbin-project"}) {
        EXPECT_THAT(contentOf(share("applications/tenbin.desktop")), HasSubstr(type));
        EXPECT_THAT(contentOf(share("mime/packages/tenbin.xml")), HasSubstr(type));
        EXPECT_THAT(contentOf(share("metainfo/org.tenbin.tenbin.metainfo.xml")), HasSubstr(type));
    }
}

TEST_F(Installed, ADoubleClickOnAModelOpensTenbin)
{
    if (!present("update-mime-database"))
        return;
    ASSERT_EQ(shell(fmt::format("update-mime-database '{}'", share("mime").string())).exitCode, 0);
    const std::string globs = contentOf(share("mime/globs2"));
    for (const char* line :
         {"50:application/x-tflite:*.tflite", "50:application/x-onnx:*.onnx", "50:application/x-keras:*.keras",
          "40:application/x-keras:*.h5", "50:application/x-tenbin-project:*.tenbin"})
        EXPECT_THAT(globs, HasSubstr(line));
}

#endif

TEST(Version, IsTheProjects) { EXPECT_EQ(std::string("tenbin ") + TENBIN_VERSION, kEngineVersion); }

} // namespace
} // namespace tenbin
