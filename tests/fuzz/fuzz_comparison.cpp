// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/comparison_question.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

std::vector<std::string> fuzzSeeds()
{
    ComparisonQuestion question;
    question.name = "Fuzz";
    ComparisonColumn column{.network = "zoo:mobilenet_v2", .target = "imx500", .configuration = {}, .caption = "A"};
    column.accuracy = KnownAccuracy{.value = 0.718, .source = "paper"};
    question.columns = {column, column};
    question.reference = 1;
    return {toJson(question)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto question = parseComparisonQuestion(textOf(data, size), "fuzz");
    if (!question)
        return 0;
    ++acceptedInputs;
    const std::string written = toJson(*question);
    if (const auto again = parseComparisonQuestion(written, "again"); !again || toJson(*again) != written)
        __builtin_trap();
    return 0;
}
