// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/remedy_text.h"

#include <cmath>

#include <QCoreApplication>
#include <QStringList>

#include "engine/networks/published_accuracy.h"
#include "engine/report/accuracy_text.h"
#include "gui/app/network_names.h"
#include "gui/app/option_names.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

struct RemedyText {
    Q_DECLARE_TR_FUNCTIONS(RemedyText)
};

/// "+74 %", "−12 %"; empty below half a percent.
QString factorText(double factor)
{
    const double percent = std::round(100.0 * (factor - 1.0));
    return percent == 0.0 ? QString() : changeText(percent / 100.0, 0);
}

} // namespace

QString remedyText(const Target& target, const Remedy& remedy)
{
    if (!remedy.network.empty())
        return RemedyText::tr("Smaller network: %1").arg(networkTitle(zooNetworkId(remedy.network)));
    QStringList changes;
    for (const auto& [key, value] : remedy.changes) {
        const OptionSpec* option = target.findOption(key);
        Configuration changed;
        changed.values.emplace(key, value);
        const QString text =
            option ? optionValueText(target, *option, changed) : QString::fromStdString(toString(value));
        changes << QStringLiteral("%1: %2").arg(optionText(&target, key), text);
    }
    return changes.join(QStringLiteral(", "));
}

QString remedyCost(const Remedy& remedy, const Graph* graph)
{
    QStringList parts;
    if (remedy.latency) {
        const QString change = remedy.latencyFactor ? factorText(*remedy.latencyFactor) : QString();
        if (!change.isEmpty())
            parts << QStringLiteral("%1 (%2)").arg(secondsText(*remedy.latency), change);
        else
            parts << (remedy.latencyFactor ? RemedyText::tr("%1, the same time").arg(secondsText(*remedy.latency))
                                           : secondsText(*remedy.latency));
    }
    if (remedy.energy)
        parts << joulesText(*remedy.energy);
    if (const QString macs = factorText(remedy.macFactor); !macs.isEmpty())
        parts << RemedyText::tr("%1 MACs").arg(macs);
    if (const auto accuracy = graph ? accuracyChange(*graph, remedy.network) : std::nullopt)
        parts << QString::fromStdString(
            accuracyText(*accuracy, [](double share) { return percentText(share).toStdString(); }));
    return parts.join(QStringLiteral(" · "));
}

QString remedyNote(const Target& target, const Remedy& remedy)
{
    QString what;
    if (!remedy.network.empty())
        what = networkTitle(zooNetworkId(remedy.network));
    else
        what = remedyText(target, remedy);
    if (!remedy.latency)
        return what;
    return what + QStringLiteral(" · ") + secondsText(*remedy.latency);
}

} // namespace tenbin
