// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/question.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

std::vector<std::string> fuzzSeeds()
{
    Question question;
    question.name = "Fuzz";
    question.networks = {{.model = "zoo:mobilenet_v2", .vary = {{"alpha", {"0.35", "1.0"}}}, .accuracy = {{"", 0.7}}}};
    question.targets = {"ethos_u55_*", "imx500"};
    QuestionAxis clock{.key = "clock_hz", .kind = QuestionAxis::Kind::range};
    clock.from = 1e8;
    clock.to = 8e8;
    clock.count = 8;
    question.axes = {clock};
    question.objectives = {{.figure = FigureKind::latency}, {.figure = FigureKind::energy}};
    Question search = question;
    search.method = SearchMethod::nsga2;
    search.seed = 7;
    return {toToml(question), toToml(search)};
}

/// What is read must be written and read again as the same question.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto question = parseQuestion(textOf(data, size), "fuzz");
    if (!question)
        return 0;
    ++acceptedInputs;
    (void)parseQuestion(toToml(*question), "again");
    return 0;
}
