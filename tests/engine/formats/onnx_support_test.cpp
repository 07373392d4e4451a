// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/onnx/support.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/engine/formats/onnx_fixtures.h"

namespace tenbin {
namespace {

using Treatment = OnnxOperatorSupport::Treatment;

const OnnxOperatorSupport& supportOf(const std::vector<OnnxOperatorSupport>& all, std::string_view name)
{
    return *std::find_if(all.begin(), all.end(), [&](const auto& s) { return s.name == name; });
}

TEST(OnnxSupport, KnowsWhatBecomesOfEachOperator)
{
    const auto all = onnxOperatorSupport();
    EXPECT_EQ(all.size(), 198u);
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
    EXPECT_EQ(supportOf(all, "Conv").kind, OperatorKind::conv2d);
    EXPECT_EQ(supportOf(all, "If").treatment, Treatment::replaced);
    EXPECT_EQ(supportOf(all, "Mish").treatment, Treatment::sized);
    EXPECT_EQ(supportOf(all, "ImageDecoder").treatment, Treatment::named);
    EXPECT_TRUE(supportOf(all, "Slice").folds);
}

/// docs/FORMATS.md is what the reader does; `TENBIN_WRITE_DOCS=1` writes the table anew.
TEST(OnnxSupport, TheDocumentIsTrue)
{
    const std::string path = TENBIN_SOURCE_DIR "/docs/FORMATS.md";
    const std::string begin = "<!-- ONNX operators -->\n", end = "<!-- end of ONNX operators -->\n";
    std::ifstream in(path);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto first = text.find(begin), last = text.find(end);
    ASSERT_NE(first, std::string::npos);
    ASSERT_NE(last, std::string::npos);
    const auto from = first + begin.size();
    if (std::getenv("TENBIN_WRITE_DOCS")) {
        text.replace(from, last - from, onnxOperatorTable());
        std::ofstream(path) << text;
        return;
    }
    EXPECT_EQ(text.substr(from, last - from), onnxOperatorTable());
}

/// No operator, whatever it is given or not given, ends the program; a refusal names it.
TEST(OnnxSupport, EveryOperatorWithoutAnythingIsRefusedOrRead)
{
    for (const auto& support : onnxOperatorSupport())
        for (const int inputs : {0, 1, 2, 3})
            for (const char* input : {"x", ""}) {
                fixtures::OnnxNetwork net(25);
                net.input("x", {1, 4, 6, 6}).output("y");
                const std::string type(support.name);
                net.node(type, std::vector<std::string>(static_cast<std::size_t>(inputs), input), {"y"});
                const auto graph = net.import();
                const bool named = graph || !graph.error().where.element.empty()
                                   || graph.error().code == ErrorCode::modelEmpty; // nothing is left of it
                EXPECT_TRUE(named) << type;
            }
}

} // namespace
} // namespace tenbin
