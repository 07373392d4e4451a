// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/app/verdict_text.h"
#include "gui/details/details_panel.h"
#include "gui/details/sections.h"
#include "gui/details/sheet.h"
#include "gui/look/figure_text.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

template <class Q, class Format>
QString rangeText(const Figure<Q>& figure, Format format)
{
    if (figure.isBound && figure.low)
        return DetailsPanel::tr("lower bound");
    if (figure.isBound)
        return DetailsPanel::tr("upper bound");
    if (!figure.low || !figure.high)
        return {};
    return QStringLiteral("%1 – %2").arg(format(*figure.low), format(*figure.high));
}

/// A bound carries its sign: "≥ 20.1 ms".
QString signedText(bool isBound, QChar sign, const QString& text)
{
    if (!isBound)
        return text;
    return QString(sign) + QChar(0x2009) + text;
}

QString memoryText(const MemoryUse& memory)
{
    return QStringLiteral("%1 / %2").arg(textOrUnknown(memory.used, bytesText),
                                         textOrUnknown(memory.available, bytesText));
}

QString memoryToolTip(const MemoryUse& memory)
{
    if (!memory.available)
        return DetailsPanel::tr("The size of this memory was never published.");
    if (!memory.used)
        return DetailsPanel::tr("What the network takes of this memory cannot be told.");
    const auto exact = [](Bytes bytes) { return wholeText(bytes.count()); };
    QStringList lines{DetailsPanel::tr("%1 of %2 bytes").arg(exact(*memory.used), exact(*memory.available))};
    if (memory.holdsWeights)
        lines << DetailsPanel::tr("Holds weights");
    if (memory.holdsActivations)
        lines << DetailsPanel::tr("Holds feature maps");
    return lines.join(u'\n');
}

std::optional<double> fractionOf(const MemoryUse& memory)
{
    if (!memory.used || !memory.available || memory.available->count() == 0)
        return std::nullopt;
    return *memory.used / *memory.available;
}

/// Why the frame rate is not one over the latency, where it is not.
QString frameRateNote(const Estimate& estimate)
{
    if (!estimate.latency || estimate.latency->isBound)
        return {};
    const double framesInFlight = *estimate.framesPerSecond * estimate.latency->value.count();
    if (framesInFlight > 1.01)
        return DetailsPanel::tr("frames overlap");
    return textIf(framesInFlight < 0.99, DetailsPanel::tr("set by the sensor or the input"));
}

void addFrameRate(Sheet& sheet, const Estimate& estimate)
{
    if (!estimate.framesPerSecond)
        return;
    const bool bound = estimate.latency && estimate.latency->isBound;
    sheet.fact(DetailsPanel::tr("Frame rate"), frameRateText(*estimate.framesPerSecond, bound), frameRateNote(estimate),
               DetailsPanel::tr("%1 frames per second").arg(*estimate.framesPerSecond));
}

void addSizes(Sheet& sheet, const Estimate& estimate)
{
    const auto bytesTip = [](Bytes bytes) {
        return DetailsPanel::tr("%n byte(s)", nullptr, static_cast<int>(bytes.count()));
    };
    sheet.fact(DetailsPanel::tr("Weights"), bytesText(estimate.weightBytes), {}, bytesTip(estimate.weightBytes));
    sheet.fact(DetailsPanel::tr("Feature maps, peak"), bytesText(estimate.peakActivationBytes), {},
               bytesTip(estimate.peakActivationBytes));
    sheet.fact(DetailsPanel::tr("MACs"), countText(estimate.macs.toDouble()), {}, wholeText(estimate.macs.count()));
}

} // namespace

void addResults(Sheet& sheet, const Estimate& estimate)
{
    sheet.title(DetailsPanel::tr("Result"));
    if (const auto& latency = estimate.latency)
        sheet.fact(DetailsPanel::tr("Inference"), signedText(latency->isBound, u'≥', secondsText(latency->value)),
                   rangeText(*latency, secondsText), DetailsPanel::tr("%1 s").arg(latency->value.count()));
    else
        sheet.fact(DetailsPanel::tr("Inference"), unknownText(), {},
                   DetailsPanel::tr("Nobody has published what it takes to estimate the latency."));
    addFrameRate(sheet, estimate);
    if (const auto& energy = estimate.energy)
        sheet.fact(DetailsPanel::tr("Energy per inference"),
                   signedText(energy->isBound, u'≤', joulesText(energy->value)), rangeText(*energy, joulesText),
                   DetailsPanel::tr("%1 J").arg(energy->value.count()));
    else
        sheet.fact(DetailsPanel::tr("Energy per inference"), unknownText(), {},
                   DetailsPanel::tr("Nobody has published what this target consumes."));
    addSizes(sheet, estimate);
}

void addMemories(Sheet& sheet, const Estimate& estimate)
{
    if (estimate.memories.empty())
        return;
    sheet.title(DetailsPanel::tr("Memory"));
    for (const MemoryUse& memory : estimate.memories) {
        sheet.gauge(QString::fromStdString(memory.name), memoryText(memory), fractionOf(memory), memoryToolTip(memory));
        if (const QStringList notes = memoryNotes(memory); !notes.isEmpty())
            sheet.paragraph(notes.join(QStringLiteral(" · ")));
    }
}

} // namespace tenbin
