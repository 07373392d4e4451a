// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <fmt/format.h>

#include "engine/core/hash.h"
#include "engine/report_document/phrases.h"

namespace tenbin {

namespace {

TableCell accuracyCell(const Accuracy& accuracy)
{
    return {.text = fmt::format("{:.1f}\u2009% ({:.1f} … {:.1f})", 100.0 * accuracy.value(), 100.0 * accuracy.low(),
                                100.0 * accuracy.high()),
            .value = accuracy.value(),
            .low = accuracy.low(),
            .high = accuracy.high()};
}

std::string methodName(PruningMethod method, const Wording& words)
{
    switch (method) {
    case PruningMethod::magnitude:
        return phrase(words, QT_TRANSLATE_NOOP("Words", "Single weights"));
    case PruningMethod::nOfM:
        return phrase(words, QT_TRANSLATE_NOOP("Words", "N of 4"));
    case PruningMethod::filter:
        return phrase(words, QT_TRANSLATE_NOOP("Words", "Filters"));
    case PruningMethod::channel:
        return phrase(words, QT_TRANSLATE_NOOP("Words", "Channels"));
    case PruningMethod::stripe:
        return phrase(words, QT_TRANSLATE_NOOP("Words", "Stripes"));
    case PruningMethod::coordinate:
        break;
    }
    return phrase(words, QT_TRANSLATE_NOOP("Words", "Kernel coordinates"));
}

Table tableOf(std::span<const SparsityPoint> points, const Wording& words)
{
    Table table{"points",
                phrase(words, QT_TRANSLATE_NOOP(
                                  "Words", "Measured on test samples; in brackets the 95 % interval of the share.")),
                {{"method", phrase(words, QT_TRANSLATE_NOOP("Words", "Method")), "", false, 1.1},
                 {"weight_bits", phrase(words, QT_TRANSLATE_NOOP("Words", "Weight bits")), "1", true, 0.8},
                 {"remaining", phrase(words, QT_TRANSLATE_NOOP("Words", "Weights that remain")), "1", true, 1.0},
                 {"sparsity", phrase(words, QT_TRANSLATE_NOOP("Words", "Sparsity")), "1", true, 0.9},
                 {"pruned", phrase(words, QT_TRANSLATE_NOOP("Words", "Accuracy before retraining")), "1", true, 1.7},
                 {"retrained", phrase(words, QT_TRANSLATE_NOOP("Words", "Accuracy after retraining")), "1", true, 1.7},
                 {"samples", phrase(words, QT_TRANSLATE_NOOP("Words", "Samples")), "1", true, 0.8},
                 {"epochs", phrase(words, QT_TRANSLATE_NOOP("Words", "Epochs")), "1", true, 0.7},
                 {"seed", phrase(words, QT_TRANSLATE_NOOP("Words", "Seed")), "1", true, 0.6},
                 {"key", phrase(words, QT_TRANSLATE_NOOP("Words", "Key")), "", false, 1.6}},
                {}};
    for (const SparsityPoint& p : points)
        table.rows.push_back({textCell(methodName(p.method, words)), plainCell(p.weightBits), percentCell(p.remaining),
                              percentCell(p.sparsity), accuracyCell(p.pruned), accuracyCell(p.retrained),
                              plainCell(static_cast<double>(p.retrained.samples)), plainCell(p.epochs),
                              plainCell(static_cast<double>(p.seed)), textCell(p.key)});
    return table;
}

/// Accuracy after retraining over the weights that remain; one point a line of the sweep.
ReportChart chartOf(std::span<const SparsityPoint> points, const Wording& words)
{
    std::vector<ReportPoint> shown;
    double low = 1.0;
    for (const SparsityPoint& p : points) {
        shown.push_back({.x = p.remaining,
                         .y = p.retrained.value(),
                         .low = p.retrained.low(),
                         .high = p.retrained.high(),
                         .marked = true});
        low = std::min(low, p.retrained.low());
    }
    std::stable_sort(shown.begin(), shown.end(), [](const ReportPoint& a, const ReportPoint& b) { return a.x < b.x; });
    const ScatterAxis x{
        phrase(words, QT_TRANSLATE_NOOP("Words", "Weights that remain")), "0\u2009%", "100\u2009%", 0.0, 1.0, false};
    const ScatterAxis y{phrase(words, QT_TRANSLATE_NOOP("Words", "Accuracy after retraining")),
                        percentCell(low).text,
                        "100\u2009%",
                        low,
                        1.0,
                        false};
    return {
        phrase(words, QT_TRANSLATE_NOOP("Words", "Accuracy against the weights that remain, with the 95 % intervals.")),
        scatterChart(shown, x, y, false)};
}

} // namespace

ReportDocument sparsityReport(std::span<const SparsityPoint> points, const ReportFrame& frame, const StudyInfo* study)
{
    const Wording& words = frame.wording;
    ReportDocument document =
        begunReport("sparsity", frame, phrase(words, QT_TRANSLATE_NOOP("Words", "Sparsity sweep")));
    document.asked =
        phrase(words, QT_TRANSLATE_NOOP("Words", "How many weights can go before the network is wrong more often?"));
    if (points.empty()) {
        document.answer.push_back(phrase(words, QT_TRANSLATE_NOOP("Words", "The sweep has no points yet.")));
        addVersions(document, {}, frame);
        return document;
    }
    const SparsityPoint& best =
        *std::max_element(points.begin(), points.end(), [](const SparsityPoint& a, const SparsityPoint& b) {
            return a.retrained.value() < b.retrained.value();
        });
    // As good as the best: intervals that touch.
    const SparsityPoint* sparsest = &best;
    for (const SparsityPoint& p : points)
        if (p.sparsity > sparsest->sparsity && p.retrained.high() >= best.retrained.low())
            sparsest = &p;
    document.answer.push_back(
        phrase(words,
               QT_TRANSLATE_NOOP("Words", "%1 of the weights can be zero (%2, %3 bits) at an accuracy of %4, whose "
                                          "interval touches that of the best point, %5."),
               {percentCell(sparsest->sparsity).text, methodName(sparsest->method, words),
                std::to_string(sparsest->weightBits), accuracyCell(sparsest->retrained).text,
                accuracyCell(best.retrained).text}));
    document.sections.push_back({"points",
                                 phrase(words, QT_TRANSLATE_NOOP("Words", "Accuracy and sparsity")),
                                 1,
                                 {chartOf(points, words), tableOf(points, words)}});
    std::vector<std::vector<TableCell>> keys;
    if (study) {
        keys.push_back({textCell(phrase(words, QT_TRANSLATE_NOOP("Words", "Sparsity sweep"))),
                        textCell(study->name + " · " + study->engine), textCell(toHex(study->spaceHash))});
        document.sections.push_back(
            {"question",
             phrase(words, QT_TRANSLATE_NOOP("Words", "Configuration")),
             1,
             {ReportParagraph{phrase(words, QT_TRANSLATE_NOOP("Words", "The question as it was asked (JSON)."))},
              ReportCode{study->question}}});
    }
    for (const SparsityPoint& p : points)
        keys.push_back({textCell(phrase(words, QT_TRANSLATE_NOOP("Words", "Point"))),
                        textCell(fmt::format("{} · {:.3f} · {}", toString(p.method), p.remaining, p.weightBits)),
                        textCell(p.key)});
    addVersions(document, std::move(keys), frame);
    return document;
}

} // namespace tenbin
