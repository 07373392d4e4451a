// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_perspective.h"

#include "gui/app/validation_service.h"
#include "gui/compare/compare_page.h"

namespace tenbin {

namespace {

std::optional<ReportChoice> shownComparison(const CompareSession& session)
{
    const ComparisonQuestion& question = session.question();
    if (question.columns.empty())
        return std::nullopt;
    const int columns = static_cast<int>(question.columns.size());
    if (question.name.empty())
        return ReportChoice{ComparePage::tr("Comparison: %n column(s)", nullptr, columns), QStringLiteral("comparison"),
                            ComparisonRequest{{question}}};
    const QString name = QString::fromStdString(question.name);
    return ReportChoice{ComparePage::tr("Comparison: %1").arg(name), reportFileName(name),
                        ComparisonRequest{{question}}};
}

/// Columns stand beside what was measured, once somebody looks.
void holdAgainst(ValidationService& validation, ComparePage& page)
{
    QObject::connect(&validation, &ValidationService::reportChanged, &page,
                     [&validation, &page] { page.session().setMeasurements(validation.report()); });
    QObject::connect(&page, &ComparePage::shown, &validation, [&validation] {
        if (!validation.report() && !validation.running())
            validation.start();
    });
}

} // namespace

Perspective comparePerspective(const PerspectiveContext& context)
{
    auto* page = new ComparePage(context.workspace, context.parent);
    QObject::connect(page, &ComparePage::boardRequested, page, context.showBoard);
    holdAgainst(context.validation, *page);
    Perspective compare{QStringLiteral("compare"), QT_TRANSLATE_NOOP("Perspectives", "Compare"), page};
    compare.docks = PerspectiveDocks::shelf;
    compare.part = &page->session();
    compare.report = [page] { return shownComparison(page->session()); };
    compare.takeDesigns = [page](const std::vector<ComparisonColumn>& designs) { page->add(designs); };
    return compare;
}

} // namespace tenbin
