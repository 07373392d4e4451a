// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/report_document/phrases.h"

#include <cmath>

#include <fmt/format.h>

#include "engine/core/shortened.h"
#include "engine/estimate/memory_range.h"
#include "engine/words/frame_rate.h"
#include "engine/words/placeholders.h"
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
        cell.text = (figure->high && !figure->low ? "≤ " : "≥ ") + cell.text;
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
    return fillPlaceholders(wording.translate ? wording.translate(english) : std::string(english), arguments);
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
    return bytes ? TableCell{.text = humanBytes(*bytes), .value = bytes->toDouble()} : textCell(kUnknown, Tone::muted);
}

TableCell countCell(double value) { return {.text = humanCount(value), .value = value}; }
TableCell plainCell(double value)
{
    // Powers of ten are for numbers that nobody reads digit by digit.
    const bool whole = std::abs(value) >= 1e3 && std::abs(value) < 1e7;
    return {.text = whole ? fmt::format("{:.0f}", value) : fmt::format("{:.4g}", value), .value = value};
}

TableCell percentCell(const std::optional<double>& share)
{
    return share ? TableCell{.text = fmt::format("{:.1f}\u2009%", 100.0 * *share), .value = share}
                 : textCell(kUnknown, Tone::muted);
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
    if (cell.isBound())
        result.text = (cell.atLeast ? "≥ " : "≤ ") + result.text;
    if (cell.halfWidth)
        result.text += fmt::format(" ±{:.0f}\u2009%", 100.0 * *cell.halfWidth);
    result.best = cell.best != BestMark::none;
    return result;
}

std::string networkLabel(const ComparedColumn& column)
{
    const std::string& asked = column.asked.network;
    const std::size_t question = asked.starts_with("zoo:") ? asked.find('?') : std::string::npos;
    std::string label = shortened(column.network ? column.network->name() : asked);
    if (!column.network || question == std::string::npos)
        return label;
    label += " (";
    for (const char c : std::string_view(asked).substr(question + 1))
        label += c == '&' ? std::string(", ") : std::string(1, c);
    return label + ")";
}

void addSentence(std::string& text, const std::string& sentence)
{
    const bool closed = text.empty() || text.ends_with("。") || text.ends_with("）");
    text += (closed ? "" : " ") + sentence;
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
        const std::string number = humanCount(value);
        return number + (value >= 1000.0 ? "" : "\u2009") + std::string(unit);
    }
    const std::string number = fmt::format("{:.6g}", value);
    return unit.empty() || unit == "1" ? number : number + "\u2009" + std::string(unit);
}

std::string settingsText(const Target& target, const Configuration& configuration, const Wording& wording)
{
    std::string text;
    for (const auto& [key, value] : configuration.values) {
        const OptionSpec* option = target.findOption(key);
        std::string shown = toString(value);
        if (const OptionChoice* choice = option ? option->findChoice(shown) : nullptr; choice && !choice->label.empty())
            shown = choice->label;
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", optionLabel(target, key, wording), shown);
    }
    return text.empty() ? phrase(wording, QT_TRANSLATE_NOOP("Words", "defaults")) : text;
}

} // namespace tenbin
