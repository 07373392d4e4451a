// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QCoreApplication>

#include "gui/app/network_names.h"
#include "gui/app/option_names.h"
#include "gui/explore/explore_data.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

std::string_view unitOfKey(std::string_view key)
{
    if (key.ends_with("_hz"))
        return "Hz";
    if (key.ends_with("bytes_per_s"))
        return "B/s";
    if (key.ends_with("_bytes"))
        return "B";
    if (key.ends_with("_v"))
        return "V";
    if (key.ends_with("_s"))
        return "s";
    return {};
}

} // namespace

QString figureName(FigureKind figure)
{
    switch (figure) {
    case FigureKind::latency:
        return QCoreApplication::translate("Explore", "Latency");
    case FigureKind::framesPerSecond:
        return QCoreApplication::translate("Explore", "Frame rate");
    case FigureKind::energy:
        return QCoreApplication::translate("Explore", "Energy");
    case FigureKind::peakMemory:
        return QCoreApplication::translate("Explore", "Activation memory");
    case FigureKind::weights:
        return QCoreApplication::translate("Explore", "Weights");
    case FigureKind::accuracy:
        return QCoreApplication::translate("Explore", "Accuracy");
    case FigureKind::price:
        return QCoreApplication::translate("Explore", "Price");
    }
    return {};
}

QString figureText(FigureKind figure, double value)
{
    if (std::isnan(value))
        return unknownText();
    switch (figure) {
    case FigureKind::framesPerSecond:
        return fpsText(value);
    case FigureKind::accuracy:
        return percentText(value);
    case FigureKind::price:
        return numberText(value, 2) + QStringLiteral("\u2009USD");
    default:
        return quantityText(value, unitOf(figure));
    }
}

QString parameterText(std::string_view key, const OptionValue& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return quantityText(*number, unitOfKey(key));
    return QString::fromStdString(std::get<std::string>(value));
}

QString dimensionName(const Dimension& dimension)
{
    switch (dimension.kind) {
    case Dimension::Kind::target:
        return QCoreApplication::translate("Explore", "Target");
    case Dimension::Kind::network:
        return QCoreApplication::translate("Explore", "Network");
    case Dimension::Kind::figure:
        return figureName(dimension.figure);
    case Dimension::Kind::parameter:
        break;
    }
    return optionText(nullptr, dimension.key);
}

QString designName(const SpaceLayout& layout, std::uint64_t point)
{
    const SpaceBlock& block = layout.blockOf(point);
    QStringList parts{QString::fromStdString(layout.targets[block.target].name)};
    if (layout.networks.size() > 1) {
        const SpaceNetwork& network = layout.networks[block.network];
        parts << textOr(networkVariantText(network.spec), QString::fromStdString(network.name));
    }
    const auto digits = layout.digits(point);
    for (std::size_t i = 0; i < block.axes.size(); ++i)
        if (block.axes[i].values.size() > 1)
            parts << optionText(nullptr, block.axes[i].key) + u' '
                         + parameterText(block.axes[i].key, block.axes[i].values[digits[i]]);
    return parts.join(QStringLiteral(", "));
}

} // namespace tenbin
