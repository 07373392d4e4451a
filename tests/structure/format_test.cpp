// SPDX-License-Identifier: GPL-3.0-or-later
// .clang-format is settled: every source has the shape that it gives.
#include <array>
#include <cstdio>
#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace {

struct Output {
    std::string text;
    int status = -1;
};

Output outputOf(const std::string& command)
{
    Output output;
    FILE* pipe = ::popen(command.c_str(), "r");
    if (!pipe)
        return output;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe))
        output.text.append(buffer.data(), count);
    output.status = ::pclose(pipe);
    return output;
}

TEST(Format, EverySourceIsFormatted)
{
    const std::string sources =
        "cd '" TENBIN_SOURCE_DIR "' && find engine models cli gui tests translations -name '*.h' -o -name '*.cpp'";
    const Output check =
        outputOf(sources + " | xargs -P 4 -n 40 clang-format --dry-run -Werror --ferror-limit=1 2>&1 | grep error:");
    EXPECT_EQ(check.text, "") << "run clang-format -i on these files";
    // The check itself works: an empty list of sources, or no clang-format, would find nothing either.
    EXPECT_EQ(outputOf("printf 'int  x;' | clang-format").text, "int x;");
    EXPECT_GT(outputOf(sources).text.size(), 10000u);
}

} // namespace
