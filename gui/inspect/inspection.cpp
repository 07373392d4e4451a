// SPDX-License-Identifier: GPL-3.0-or-later
#include <QString>

#include "gui/inspect/inspection.h"

#include "engine/targets/settings.h"

namespace tenbin {

InspectionPtr inspect(std::shared_ptr<const Answer> answer, const Target& target)
{
    if (!answer || !answer->graph || !answer->estimate)
        return nullptr;
    auto inspection = std::make_shared<Inspection>();
    inspection->timeline = timelineOf(*answer->estimate);
    inspection->memories = memoryMaps(*answer->estimate, *answer->graph);
    inspection->energy = energyOf(*answer->estimate);
    if (const auto settings = Settings::resolve(target, answer->configuration))
        inspection->rooflines = rooflinesOf(*answer->estimate, *answer->graph, *settings);
    inspection->answer = std::move(answer);
    return inspection;
}

QString operatorTitle(const Inspection& inspection, OperatorId op)
{
    const Operator& what = inspection.graph().op(op);
    const std::string_view kind = toString(what.kind);
    return QStringLiteral("%1 %2").arg(QLatin1String(kind.data(), static_cast<qsizetype>(kind.size()))).arg(op.index);
}

} // namespace tenbin
