// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_perspective.h"

#include "gui/sparsity/sparsity_page.h"
#include "gui/sparsity/sparsity_part.h"

namespace tenbin {

namespace {

std::optional<ReportChoice> shownSweep(const SparsitySession& session)
{
    if (session.samples().empty())
        return std::nullopt;
    return ReportChoice{SparsityPage::tr("Sparsity sweep"), QStringLiteral("sparsity"),
                        SparsityRequest{session.storePath().toStdString(), session.studyName().toStdString()}};
}

} // namespace

Perspective sparsityPerspective(const PerspectiveContext& context)
{
    auto* page = new SparsityPage(context.workspace, context.parent);
    SparsitySession* session = &page->session();
    QObject::connect(page, &SparsityPage::boardRequested, page, context.showBoard);
    Perspective sparsity{QStringLiteral("sparsity"), QT_TRANSLATE_NOOP("Perspectives", "Sparsity"), page};
    sparsity.part = &page->projectPart();
    sparsity.useProject = [session](const QString& path, bool same) { session->useProject(path, same); };
    sparsity.report = [session] { return shownSweep(*session); };
    return sparsity;
}

} // namespace tenbin
