// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/card_gauge.h"

#include <algorithm>

#include <QStringList>

#include "gui/app/verdict_text.h"
#include "gui/items/card_text.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

/// "1.37 / 4.00 MiB"; the unit once where both sides have the same.
QString usedOfAvailable(const std::optional<Bytes>& used, const std::optional<Bytes>& available)
{
    QString left = textOrUnknown(used, bytesText);
    const QString right = textOrUnknown(available, bytesText);
    const QChar thinSpace(0x2009);
    if (left.contains(thinSpace) && left.section(thinSpace, 1) == right.section(thinSpace, 1))
        left = left.section(thinSpace, 0, 0);
    return left + QStringLiteral(" / ") + right;
}

std::optional<double> fullness(const MemoryUse& memory)
{
    if (!memory.used || !memory.available || memory.available->count() <= 0)
        return std::nullopt;
    return *memory.used / *memory.available;
}

QString memoryLine(const MemoryUse& memory)
{
    QString line =
        QString::fromStdString(memory.name) + QStringLiteral(": ") + usedOfAvailable(memory.used, memory.available);
    if (memory.used && !memory.available)
        line += QStringLiteral(" (") + CardText::tr("size never published") + QLatin1Char(')');
    if (const QStringList notes = memoryNotes(memory); !notes.isEmpty())
        line += QStringLiteral(" (") + notes.join(QStringLiteral("; ")) + QLatin1Char(')');
    return line;
}

/// "Bias" for "Bias memory": that it is a memory, its place says.
QString shortName(const MemoryUse& memory)
{
    QString name = QString::fromStdString(memory.name);
    const QString ending = QStringLiteral(" memory");
    if (name.endsWith(ending))
        name.chop(ending.size());
    return name;
}

template <class Holds>
Gauge makeGauge(const Estimate& estimate, const QString& label, Bytes ofNetwork, Holds holds)
{
    Gauge gauge;
    gauge.label = label;
    const MemoryUse* fullest = nullptr;
    const MemoryUse* main = nullptr; // the one that the label means: it holds most
    QStringList lines;
    for (const MemoryUse& memory : estimate.memories) {
        if (!holds(memory))
            continue;
        lines << memoryLine(memory);
        if (!fullest || fullness(memory).value_or(-1.0) > fullness(*fullest).value_or(-1.0))
            fullest = &memory;
        if (!main || memory.used.value_or(Bytes()) > main->used.value_or(Bytes()))
            main = &memory;
    }
    if (!fullest) {
        gauge.text = usedOfAvailable(ofNetwork, std::nullopt);
        gauge.toolTip = CardText::tr("What this target has was never published.");
        return gauge;
    }
    // A memory that holds both shows each gauge its own part; whether it is too small is told by the sum.
    MemoryUse part = *fullest;
    if (part.used && part.holdsWeights && part.holdsActivations)
        part.used = std::min(*part.used, ofNetwork);
    if (fullest != main)
        gauge.label = shortName(*fullest);
    gauge.text = usedOfAvailable(part.used, part.available);
    gauge.fraction = fullness(part);
    gauge.exceeded = fullest->exceeded();
    gauge.toolTip = lines.join(QLatin1Char('\n'));
    return gauge;
}

} // namespace

Gauge weightsGauge(const Estimate& estimate)
{
    return makeGauge(estimate, CardText::tr("Weights"), estimate.weightBytes,
                     [](const MemoryUse& m) { return m.holdsWeights; });
}

Gauge activationsGauge(const Estimate& estimate)
{
    return makeGauge(estimate, CardText::tr("Memory"), estimate.peakActivationBytes,
                     [](const MemoryUse& m) { return m.holdsActivations; });
}

} // namespace tenbin
