// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exploration/objective.h"

namespace tenbin {

std::string_view toString(FigureKind kind)
{
    switch (kind) {
    case FigureKind::latency:
        return "latency";
    case FigureKind::framesPerSecond:
        return "fps";
    case FigureKind::energy:
        return "energy";
    case FigureKind::peakMemory:
        return "peak_memory";
    case FigureKind::weights:
        return "weights";
    case FigureKind::accuracy:
        return "accuracy";
    case FigureKind::price:
        return "price";
    }
    return {};
}

std::optional<FigureKind> figureFromString(std::string_view text)
{
    for (const FigureKind kind : kAllFigures)
        if (toString(kind) == text)
            return kind;
    return std::nullopt;
}

std::string_view unitOf(FigureKind kind)
{
    switch (kind) {
    case FigureKind::latency:
        return "s";
    case FigureKind::framesPerSecond:
        return "1/s";
    case FigureKind::energy:
        return "J";
    case FigureKind::peakMemory:
    case FigureKind::weights:
        return "B";
    case FigureKind::accuracy:
        return "1";
    case FigureKind::price:
        return "USD";
    }
    return {};
}

Objective naturalObjective(FigureKind kind)
{
    return {kind, kind == FigureKind::framesPerSecond || kind == FigureKind::accuracy};
}

std::optional<Objective> parseObjective(std::string_view text)
{
    const bool low = text.starts_with("min:");
    const bool high = text.starts_with("max:");
    if (low || high)
        text.remove_prefix(4);
    const auto figure = figureFromString(text);
    if (!figure)
        return std::nullopt;
    if (low || high)
        return Objective{*figure, high};
    return naturalObjective(*figure);
}

std::string_view directionOf(const Objective& objective)
{
    if (objective.maximise)
        return "max";
    return "min";
}

} // namespace tenbin
