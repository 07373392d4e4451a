// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/comparison/compared_figure.h"

#include <cmath>

#include <fmt/format.h>

#include "engine/exploration/objective.h"
#include "engine/words/translated.h"

// Qt's lupdate collects the marked texts; the engine itself needs no Qt.
#define QT_TRANSLATE_NOOP(context, text) text

namespace tenbin {

namespace {

/// The figure of a study that is the same, so that names, units and directions stand in one place.
std::optional<FigureKind> studyFigure(ComparedFigure figure)
{
    switch (figure) {
    case ComparedFigure::framesPerSecond:
        return FigureKind::framesPerSecond;
    case ComparedFigure::latency:
        return FigureKind::latency;
    case ComparedFigure::energy:
        return FigureKind::energy;
    case ComparedFigure::peakMemory:
        return FigureKind::peakMemory;
    case ComparedFigure::weights:
        return FigureKind::weights;
    case ComparedFigure::accuracy:
        return FigureKind::accuracy;
    case ComparedFigure::price:
        return FigureKind::price;
    case ComparedFigure::verdict:
    case ComparedFigure::memoryFill:
    case ComparedFigure::macs:
    case ComparedFigure::parameters:
    case ComparedFigure::package:
    case ComparedFigure::latencyError:
        break;
    }
    return std::nullopt;
}

std::string_view labelOf(ComparedFigure figure)
{
    switch (figure) {
    case ComparedFigure::verdict:
        return QT_TRANSLATE_NOOP("Words", "Verdict");
    case ComparedFigure::framesPerSecond:
        return QT_TRANSLATE_NOOP("Words", "Frame rate");
    case ComparedFigure::latency:
        return QT_TRANSLATE_NOOP("Words", "Latency");
    case ComparedFigure::energy:
        return QT_TRANSLATE_NOOP("Words", "Energy per inference");
    case ComparedFigure::peakMemory:
        return QT_TRANSLATE_NOOP("Words", "Activation memory");
    case ComparedFigure::memoryFill:
        return QT_TRANSLATE_NOOP("Words", "Fullest memory");
    case ComparedFigure::weights:
        return QT_TRANSLATE_NOOP("Words", "Weights");
    case ComparedFigure::macs:
        return QT_TRANSLATE_NOOP("Words", "MACs");
    case ComparedFigure::parameters:
        return QT_TRANSLATE_NOOP("Words", "Parameters");
    case ComparedFigure::accuracy:
        return QT_TRANSLATE_NOOP("Words", "Accuracy");
    case ComparedFigure::price:
        return QT_TRANSLATE_NOOP("Words", "Price");
    case ComparedFigure::package:
        return QT_TRANSLATE_NOOP("Words", "Package");
    case ComparedFigure::latencyError:
        return QT_TRANSLATE_NOOP("Words", "Error of the latency");
    }
    return {};
}

constexpr const char* kThinSpace = "\u2009";

} // namespace

std::string_view toString(ComparedFigure figure)
{
    if (const auto same = studyFigure(figure))
        return toString(*same);
    switch (figure) {
    case ComparedFigure::verdict:
        return "verdict";
    case ComparedFigure::memoryFill:
        return "memory_fill";
    case ComparedFigure::macs:
        return "macs";
    case ComparedFigure::parameters:
        return "parameters";
    case ComparedFigure::package:
        return "package";
    case ComparedFigure::latencyError:
        return "latency_error";
    case ComparedFigure::framesPerSecond:
    case ComparedFigure::latency:
    case ComparedFigure::energy:
    case ComparedFigure::peakMemory:
    case ComparedFigure::weights:
    case ComparedFigure::accuracy:
    case ComparedFigure::price:
        break; // named above
    }
    return {};
}

std::string_view unitOf(ComparedFigure figure)
{
    if (const auto same = studyFigure(figure))
        return unitOf(*same);
    if (figure == ComparedFigure::verdict || figure == ComparedFigure::package)
        return {};
    return "1";
}

Preference preferenceOf(ComparedFigure figure)
{
    if (const auto same = studyFigure(figure); same && naturalObjective(*same).maximise)
        return Preference::large;
    else if (same)
        return Preference::small;
    if (figure == ComparedFigure::memoryFill || figure == ComparedFigure::latencyError)
        return Preference::small;
    return Preference::none;
}

bool isOptional(ComparedFigure figure)
{
    return figure == ComparedFigure::accuracy || figure == ComparedFigure::price || figure == ComparedFigure::package
           || figure == ComparedFigure::latencyError;
}

std::string figureLabel(ComparedFigure figure, const Wording& wording) { return translated(labelOf(figure), wording); }

std::string figureText(ComparedFigure figure, double value)
{
    switch (figure) {
    case ComparedFigure::framesPerSecond:
        return humanFps(value);
    case ComparedFigure::latency:
        return humanSeconds(Seconds(value));
    case ComparedFigure::energy:
        return humanJoules(Joules(value));
    case ComparedFigure::peakMemory:
    case ComparedFigure::weights:
        return humanBytes(Bytes(static_cast<std::int64_t>(value)));
    case ComparedFigure::macs:
    case ComparedFigure::parameters:
        return humanCount(value);
    case ComparedFigure::memoryFill:
    case ComparedFigure::accuracy:
    case ComparedFigure::latencyError:
        return fmt::format("{:.1f}{}%", 100.0 * value, kThinSpace);
    case ComparedFigure::price:
        return fmt::format("{:.2f}{}USD", value, kThinSpace);
    case ComparedFigure::verdict:
    case ComparedFigure::package:
        break;
    }
    return {};
}

std::string differenceText(double difference)
{
    const auto digits = [](double shown) { return static_cast<int>(shown < 99.95); };
    const double ratio = 1.0 + difference;
    if (ratio >= 9.995)
        return fmt::format("×{:.{}f}", ratio, digits(ratio));
    const double percent = 100.0 * difference;
    const double size = std::fabs(percent);
    if (size < 0.05)
        return fmt::format("0{}%", kThinSpace);
    std::string_view sign = "+";
    if (percent < 0.0)
        sign = "\u2212";
    return fmt::format("{}{:.{}f}{}%", sign, size, digits(size), kThinSpace);
}

} // namespace tenbin
