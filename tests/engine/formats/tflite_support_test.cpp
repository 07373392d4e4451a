// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/support.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace tenbin {
namespace {

TEST(TfliteSupport, KnowsEveryCodeOfTheSchema)
{
    const auto operators = tfliteOperatorSupport();
    const auto find = [&](std::string_view name) {
        return std::find_if(operators.begin(), operators.end(), [&](const auto& op) { return op.name == name; });
    };
    EXPECT_EQ(operators.size(), 208u); // 0 to 207 of the public schema
    for (std::size_t i = 0; i + 1 < operators.size(); ++i)
        EXPECT_LT(operators[i].code, operators[i + 1].code);
    ASSERT_NE(find("CONV_2D"), operators.end());
    EXPECT_EQ(find("CONV_2D")->kind, OperatorKind::conv2d);
    EXPECT_EQ(find("CONV_3D")->treatment, TfliteOperatorSupport::Treatment::named);
    EXPECT_EQ(find("WHILE")->treatment, TfliteOperatorSupport::Treatment::body);
    EXPECT_EQ(find("DENSIFY")->treatment, TfliteOperatorSupport::Treatment::constant);
}

/// docs/FORMATS.md is what the reader does; `TENBIN_WRITE_DOCS=1` writes the table anew.
TEST(TfliteSupport, TheDocumentIsTrue)
{
    const std::string path = TENBIN_SOURCE_DIR "/docs/FORMATS.md";
    const std::string begin = "<!-- TensorFlow Lite operators -->\n",
                      end = "<!-- end of TensorFlow Lite operators -->\n";
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto first = text.find(begin), last = text.find(end);
    ASSERT_NE(first, std::string::npos);
    ASSERT_NE(last, std::string::npos);
    const auto from = first + begin.size();
    if (std::getenv("TENBIN_WRITE_DOCS")) {
        text.replace(from, last - from, tfliteOperatorTable());
        std::ofstream(path) << text;
        return;
    }
    EXPECT_EQ(text.substr(from, last - from), tfliteOperatorTable());
}

} // namespace
} // namespace tenbin
