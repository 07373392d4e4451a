// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <vector>

#include "gui/details/details_panel.h"
#include "gui/details/sections.h"
#include "gui/details/sheet.h"
#include "gui/items/remedy_text.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

/// Several operators of one kind can break one limit: each sentence once, and how many more layers it holds for.
struct Said {
    const Reason* reason;
    QString text;
    int more = 0;
};
std::vector<Said> saidOnce(const std::vector<Reason>& reasons)
{
    std::vector<Said> said;
    for (const Reason& reason : reasons) {
        const QString text = sentenceText(reason);
        const auto known = std::find_if(said.begin(), said.end(), [&](const Said& s) { return s.text == text; });
        if (known == said.end())
            said.push_back({&reason, text});
        else
            ++known->more;
    }
    return said;
}

} // namespace

void addReasons(Sheet& sheet, const Answer& answer, Workspace& workspace)
{
    const auto& reasons = answer.estimate->reasons;
    std::vector<ImportRemark> remarks;
    if (answer.graph)
        remarks = answer.graph->remarks();
    if (reasons.empty() && remarks.empty())
        return;
    const ThemeColors& colors = themeColors(sheet.palette());
    if (answer.estimate->fits() && !answer.estimate->isUncertain())
        sheet.title(DetailsPanel::tr("Good to know"));
    else
        sheet.title(DetailsPanel::tr("Why"));
    for (const Said& said : saidOnce(reasons)) {
        std::optional<Sheet::Action> show;
        if (const OperatorId op = said.reason->op; op.valid())
            show = Sheet::Action{QStringLiteral("layer_%1").arg(op.index), DetailsPanel::tr("Layer %1").arg(op.index),
                                 DetailsPanel::tr("Show layer %1 in the table").arg(op.index),
                                 [&workspace, op] { workspace.setSelectedLayer(op); }};
        QString text = said.text;
        if (said.more > 0)
            text += u' ' + DetailsPanel::tr("(%n more)", nullptr, said.more);
        if (said.reason->blocks)
            sheet.item(QStringLiteral("✕"), DetailsPanel::tr("Does not fit because:"), text, show,
                       colors.of(VerdictKind::doesNotFit));
        else
            sheet.item(QStringLiteral("•"), DetailsPanel::tr("Good to know"), text, show);
    }
    for (const ImportRemark& remark : remarks)
        sheet.item(QStringLiteral("•"), DetailsPanel::tr("At import"), sentenceText(remark));
}

void addRemedies(Sheet& sheet, const Answer& answer, const Target& target, Workspace& workspace)
{
    const Estimate& estimate = *answer.estimate;
    if (estimate.verdict == VerdictKind::doesNotFit && estimate.remedies.empty()) {
        sheet.title(DetailsPanel::tr("What would help"));
        sheet.paragraph(DetailsPanel::tr(
            "None of the target's options makes it fit, and no smaller variant of this network does."));
    }
    if (estimate.remedies.empty())
        return;
    sheet.title(DetailsPanel::tr("What would help"));
    int number = 0;
    for (const Remedy& remedy : estimate.remedies) {
        const QString what = remedyText(target, remedy);
        const QString cost = remedyCost(remedy, answer.graph.get());
        const Sheet::Action apply{QStringLiteral("apply_%1").arg(number++), DetailsPanel::tr("Apply"),
                                  DetailsPanel::tr("Apply: %1").arg(what),
                                  [&workspace, id = target.id, remedy] { workspace.applyRemedy(id, remedy); }};
        sheet.item(QStringLiteral("→"), DetailsPanel::tr("Makes it fit:"), joined(what, QStringLiteral("\n"), cost),
                   apply);
    }
}

} // namespace tenbin
