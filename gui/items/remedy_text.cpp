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
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

struct RemedyText {
    Q_DECLARE_TR_FUNCTIONS(RemedyText)
};

/// "+74 %", "−12 %"; empty below half a percent.
QString factorText(double factor)
{
    const double percent = std::round(100.0 * (factor - 1.0));
    return textIf(percent != 0.0, changeText(percent / 100.0, 0));
}

/// "4.64 ms (+74 %)"; the time alone where it is not known how it was before.
QString latencyCost(Seconds latency, std::optional<double> factor)
{
    const QString time = secondsText(latency);
    if (!factor)
        return time;
    const QString change = factorText(*factor);
    if (change.isEmpty())
        return RemedyText::tr("%1, the same time").arg(time);
    return QStringLiteral("%1 (%2)").arg(time, change);
}

} // namespace

QString remedyText(const Target& target, const Remedy& remedy)
{
    if (!remedy.network.empty())
        return RemedyText::tr("Smaller network: %1").arg(networkTitle(zooNetworkId(remedy.network)));
    QStringList changes;
    for (const auto& [key, value] : remedy.changes) {
        Configuration changed;
        changed.values.emplace(key, value);
        QString text = QString::fromStdString(toString(value));
        if (const OptionSpec* option = target.findOption(key))
            text = optionValueText(target, *option, changed);
        changes << QStringLiteral("%1: %2").arg(optionText(&target, key), text);
    }
    return changes.join(QStringLiteral(", "));
}

QString remedyCost(const Remedy& remedy, const Graph* graph)
{
    QStringList parts;
    if (remedy.latency)
        parts << latencyCost(*remedy.latency, remedy.latencyFactor);
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
