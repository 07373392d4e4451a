// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/network_summary.h"

#include <QCoreApplication>
#include <QStringList>

#include "engine/graph/analysis.h"
#include "gui/look/text.h"

namespace tenbin {

NetworkSummary summarise(const Graph& graph)
{
    NetworkSummary summary;
    if (!graph.inputs().empty()) {
        const Tensor& input = graph.tensor(graph.inputs().front());
        summary.input = input.shape;
        if (summary.input.size() > 1)
            summary.input.erase(summary.input.begin());
    }
    summary.macs = totalMacs(graph);
    summary.parameters = totalParameters(graph);
    summary.type = activationType(graph);
    return summary;
}

QString inputText(const NetworkSummary& summary)
{
    QStringList sides;
    for (const std::int64_t side : summary.input)
        sides << QString::number(side);
    return sides.join(QStringLiteral("×"));
}

QString summaryText(const NetworkSummary& summary)
{
    QStringList parts;
    if (!summary.input.empty())
        parts << inputText(summary);
    parts << QCoreApplication::translate("NetworkSummary", "%1 MAC").arg(countText(summary.macs.toDouble()))
          << QCoreApplication::translate("NetworkSummary", "%1 par.").arg(countText(double(summary.parameters)));
    return parts.join(QStringLiteral(" · "));
}

QString typeText(const NetworkSummary& summary) { return QString::fromStdString(toString(summary.type)); }

} // namespace tenbin
