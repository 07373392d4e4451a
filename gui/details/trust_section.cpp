// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/targets/settings.h"
#include "gui/app/option_names.h"
#include "gui/details/details_panel.h"
#include "gui/details/sections.h"
#include "gui/details/sheet.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

/// How the width of an interval was found: the source beside it in the preset.
void addEvidence(Sheet& sheet, const Settings& settings, const char* key, const QString& label)
{
    if (const Sourced<double>* known = settings.sourced(key))
        sheet.paragraph(
            QStringLiteral("%1 (%2): %3").arg(label, wordText(known->kind), QString::fromStdString(known->source)));
}

void addIntervals(Sheet& sheet, const Estimate& estimate)
{
    if (!estimate.latency)
        sheet.paragraph(DetailsPanel::tr("Nobody has published what it takes to estimate the latency."));
    else if (estimate.latency->isBound)
        sheet.paragraph(
            DetailsPanel::tr("Only a bound from the data sheet: no measurement on a public network exists."));
    else if (estimate.latency->low && estimate.latency->high)
        sheet.paragraph(DetailsPanel::tr("The true latency should lie between %1 and %2 four times out of five.")
                            .arg(secondsText(*estimate.latency->low), secondsText(*estimate.latency->high)));
    else
        sheet.paragraph(DetailsPanel::tr("How far the true latency may be off is not known."));
}

/// The sentence above is for everybody; how it was found, in the words of the presets, for those who ask.
void addEvidence(Sheet& sheet, const Estimate& estimate, const Target& target)
{
    // An option may bring its own evidence: each kernel library was measured by itself.
    const auto settings = Settings::resolve(target, estimate.configuration);
    const bool latency = estimate.latency && !estimate.latency->isBound;
    const bool energy = estimate.energy && !estimate.energy->isBound;
    if (!settings || (!latency && !energy))
        return;
    sheet.beginFold(QStringLiteral("evidence"), DetailsPanel::tr("How the ranges were found"));
    if (latency)
        addEvidence(sheet, *settings, "accuracy.latency", DetailsPanel::tr("Latency"));
    if (energy)
        addEvidence(sheet, *settings, "accuracy.energy", DetailsPanel::tr("Energy"));
    sheet.endFold();
}

void addAssumptions(Sheet& sheet, const Estimate& estimate, const Target& target)
{
    if (estimate.assumptions.empty())
        return;
    sheet.beginFold(QStringLiteral("assumptions"),
                    DetailsPanel::tr("%n assumed input(s)", nullptr, static_cast<int>(estimate.assumptions.size())));
    for (const Assumption& assumption : estimate.assumptions)
        sheet.paragraph(QStringLiteral("%1 = %2\n%3")
                            .arg(optionText(&target, assumption.key),
                                 quantityText(assumption.value.value, unitOf(target, assumption.key)),
                                 QString::fromStdString(assumption.value.source)),
                        QString::fromStdString(assumption.key));
    sheet.endFold();
}

void addReferences(Sheet& sheet, const Target& target)
{
    if (target.references.empty())
        return;
    sheet.beginFold(QStringLiteral("references"),
                    DetailsPanel::tr("%n reference(s)", nullptr, static_cast<int>(target.references.size())));
    for (const std::string& reference : target.references)
        sheet.paragraph(QString::fromStdString(reference));
    sheet.endFold();
}

} // namespace

void addTrust(Sheet& sheet, const Estimate& estimate, const Target& target, std::function<void()> showMeasurements)
{
    sheet.title(DetailsPanel::tr("How sure is this?"));
    addIntervals(sheet, estimate);
    addEvidence(sheet, estimate, target);
    if (estimate.latency && !estimate.latency->isBound)
        sheet.item({}, {}, DetailsPanel::tr("Published figures beside their estimates"),
                   Sheet::Action{QStringLiteral("showMeasurements"), DetailsPanel::tr("Show"),
                                 DetailsPanel::tr("Show the measurements of this target"),
                                 std::move(showMeasurements)});
    addAssumptions(sheet, estimate, target);
    addReferences(sheet, target);
}

} // namespace tenbin
