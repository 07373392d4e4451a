// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_perspective.h"

#include <QFileInfo>

#include "gui/app/background_tasks.h"
#include "gui/explore/explore_page.h"
#include "gui/explore/explore_part.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

void showProgress(ExploreSession& session, BackgroundTasks& tasks)
{
    const QString id = QStringLiteral("explore");
    if (session.run() != ExploreSession::Run::running || session.total() == 0) {
        tasks.clear(id);
        return;
    }
    double done = 0.0;
    if (session.data())
        done = double(session.data()->size());
    tasks.set({id, ExplorePage::tr("Exploring %1 designs").arg(wholeText(std::int64_t(session.total()))),
               done / double(session.total()), [&session] { session.cancel(); }});
}

std::optional<ReportChoice> shownStudy(const ExploreSession& session)
{
    if (!session.data() || !QFileInfo::exists(session.storePath()))
        return std::nullopt;
    return ReportChoice{ExplorePage::tr("Study: %1").arg(session.studyName()), reportFileName(session.studyName()),
                        StudyRequest{session.storePath().toStdString(), session.studyName().toStdString()}};
}

} // namespace

Perspective explorePerspective(const PerspectiveContext& context)
{
    auto* page = new ExplorePage(context.workspace, context.parent);
    ExploreSession* session = &page->session();
    QObject::connect(page, &ExplorePage::boardRequested, page, context.showBoard);
    QObject::connect(page, &ExplorePage::compareRequested, page, context.compare);
    const auto progress = [session, &tasks = context.tasks] { showProgress(*session, tasks); };
    QObject::connect(session, &ExploreSession::runChanged, page, progress);
    QObject::connect(session, &ExploreSession::dataChanged, page, progress);
    Perspective explore{QStringLiteral("explore"), QT_TRANSLATE_NOOP("Perspectives", "Explore"), page};
    explore.part = &page->projectPart();
    explore.useProject = [session](const QString& path, bool same) { session->useProject(path, same); };
    explore.report = [session] { return shownStudy(*session); };
    return explore;
}

} // namespace tenbin
