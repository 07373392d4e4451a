// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/phrases.h"

#include <cmath>

#include <fmt/format.h>

#include "engine/core/shortened.h"
#include "engine/core/text_parts.h"
#include "engine/estimate/memory_range.h"
#include "engine/report/accuracy_text.h"
#include "engine/words/choice_label.h"
#include "engine/words/frame_rate.h"
#include "engine/words/placeholders.h"
#include "engine/words/translated.h"
#include "engine/words/words_verdict.h"

namespace tenbin {

namespace {

constexpr const char* kUnknown = "—";

template <class Q>
TableCell boundedCell(const std::optional<Figure<Q>>& figure, std::string (*text)(Q))
{
    if (!figure)
        return textCell(kUnknown, Tone::muted);
    TableCell cell{.text = text(figure->value), .value = figure->value.count()};
    if (figure->isBound) {
        // Which side is open says which bound it is.
        std::string_view sign = "≥ ";
        if (figure->high && !figure->low)
            sign = "≤ ";
        cell.text.insert(0, sign);
        return cell;
    }
    if (figure->low && figure->high) {
        cell.low = figure->low->count();
        cell.high = figure->high->count();
        cell.text += fmt::format(" ({} … {})", text(*figure->low), text(*figure->high));
    }
    return cell;
}

} // namespace

std::string phrase(const Wording& wording, std::string_view english, const std::vector<std::string>& arguments)
{
    return fillPlaceholders(translated(english, wording), arguments);
}

ReportDocument begunReport(const char* kind, const ReportFrame& frame, std::string title)
{
    ReportDocument document;
    document.kind = kind;
    document.language = frame.language;
    document.title = frame.title;
    if (document.title.empty())
        document.title = std::move(title);
    document.author = frame.author;
    document.date = frame.date;
    document.notes = frame.notes;
    document.logo = frame.logo;
    document.askedTitle = phrase(frame.wording, QT_TRANSLATE_NOOP("Words", "Asked"));
    document.answerTitle = phrase(frame.wording, QT_TRANSLATE_NOOP("Words", "Answer"));
    document.notesTitle = phrase(frame.wording, QT_TRANSLATE_NOOP("Words", "Notes"));
    document.contentsTitle = phrase(frame.wording, QT_TRANSLATE_NOOP("Words", "Contents"));
    document.bestTitle = phrase(frame.wording, QT_TRANSLATE_NOOP("Words", "best"));
    document.engine = kEngineVersion;
    return document;
}

TableCell textCell(std::string text, Tone tone)
{
    TableCell cell;
    cell.text = std::move(text);
    cell.tone = tone;
    return cell;
}

TableCell latencyCell(const Estimate& estimate, const Wording& /*wording*/)
{
    return boundedCell<Seconds>(estimate.latency, &humanSeconds);
}
TableCell energyCell(const Estimate& estimate, const Wording& /*wording*/)
{
    return boundedCell<Joules>(estimate.energy, &humanJoules);
}

TableCell rateCell(const Estimate& estimate)
{
    if (!estimate.framesPerSecond)
        return textCell(kUnknown, Tone::muted);
    const bool bound = estimate.latency && estimate.latency->isBound;
    return {.text = humanFrameRate(*estimate.framesPerSecond, bound), .value = estimate.framesPerSecond};
}

TableCell bytesCell(const std::optional<Bytes>& bytes)
{
    if (!bytes)
        return textCell(kUnknown, Tone::muted);
    return {.text = humanBytes(*bytes), .value = bytes->toDouble()};
}

TableCell countCell(double value) { return {.text = humanCount(value), .value = value}; }
TableCell plainCell(double value)
{
    // Powers of ten are for numbers that nobody reads digit by digit.
    if (std::abs(value) >= 1e3 && std::abs(value) < 1e7)
        return {.text = fmt::format("{:.0f}", value), .value = value};
    return {.text = fmt::format("{:.4g}", value), .value = value};
}

TableCell percentCell(const std::optional<double>& share)
{
    if (!share)
        return textCell(kUnknown, Tone::muted);
    return {.text = fmt::format("{:.1f}\u2009%", 100.0 * *share), .value = share};
}

namespace {

Tone toneOf(VerdictKind verdict, std::optional<double> fitsProbability)
{
    if (isUncertain(verdict, fitsProbability))
        return Tone::warn;
    switch (verdict) {
    case VerdictKind::fits:
        return Tone::good;
    case VerdictKind::doesNotFit:
        return Tone::bad;
    case VerdictKind::unknown:
        return Tone::muted;
    case VerdictKind::fitsWithChanges:
        break;
    }
    return Tone::warn;
}

} // namespace

TableCell verdictCell(VerdictKind verdict, std::optional<double> fitsProbability, const Wording& wording)
{
    return textCell(verdictText(verdict, fitsProbability, wording), toneOf(verdict, fitsProbability));
}

TableCell figureCell(ComparedFigure figure, const ComparedCell& cell, const Wording& wording)
{
    if (cell.verdict)
        return verdictCell(*cell.verdict, cell.fitsProbability, wording);
    if (!cell.value && cell.text.empty())
        return textCell(kUnknown, Tone::muted);
    if (!cell.value)
        return textCell(cell.text, Tone::plain);
    TableCell result{.text = figureText(figure, *cell.value), .value = cell.value, .low = cell.low, .high = cell.high};
    if (cell.atLeast)
        result.text.insert(0, "≥ ");
    else if (cell.atMost)
        result.text.insert(0, "≤ ");
    if (cell.halfWidth)
        result.text += fmt::format(" ±{:.0f}\u2009%", 100.0 * *cell.halfWidth);
    result.best = cell.best != BestMark::none;
    return result;
}

std::string networkLabel(const ComparedColumn& column)
{
    const std::string& asked = column.asked.network;
    if (!column.network)
        return shortened(asked);
    const std::string label = shortened(column.network->name());
    const std::size_t question = asked.find('?');
    if (!asked.starts_with("zoo:") || question == std::string::npos)
        return label;
    return label + " (" + variantText(std::string_view(asked).substr(question + 1)) + ")";
}

std::string variantText(std::string_view query)
{
    std::string text;
    for (const char c : query) {
        if (c == '&')
            text += ", ";
        else
            text += c;
    }
    return text;
}

std::string wayOut(const Remedy& remedy, const Graph& graph, const Wording& wording)
{
    return phrase(wording, QT_TRANSLATE_NOOP("Words", "Way out: %1%2."),
                  {sentence(remedy, wording), remedyOutcome(remedy, graph)});
}

std::string byLine(const ReportDocument& document)
{
    std::string text = document.author;
    if (!document.date.empty())
        appendTo(text, document.date, " · ");
    return text;
}

void addSentence(std::string& text, const std::string& sentence)
{
    const bool closed = text.empty() || text.ends_with("。") || text.ends_with("）");
    if (!closed)
        text += " ";
    text += sentence;
}

std::string valueText(double value, std::string_view unit)
{
    if (unit == "B")
        return humanBytes(Bytes(static_cast<std::int64_t>(value)));
    if (unit == "s")
        return humanSeconds(Seconds(value));
    if (unit == "J")
        return humanJoules(Joules(value));
    if (unit == "Hz" || unit == "B/s" || unit == "bit/s") {
        return humanCount(value) + textIf(value < 1000.0, "\u2009") + std::string(unit); // from there on with a prefix
    }
    const std::string number = fmt::format("{:.6g}", value);
    if (unit.empty() || unit == "1")
        return number;
    return number + "\u2009" + std::string(unit);
}

std::string settingsText(const Target& target, const Configuration& configuration, const Wording& wording)
{
    std::string text;
    for (const auto& [key, value] : configuration.values)
        appendTo(text, optionLabel(target, key, wording) + " " + choiceLabel(target, key, toString(value), wording));
    if (text.empty())
        return phrase(wording, QT_TRANSLATE_NOOP("Words", "defaults"));
    return text;
}

} // namespace tenbin
