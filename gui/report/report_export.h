// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include "gui/app/job.h"
#include "gui/report/report_choice.h"

namespace tenbin {

class BackgroundTasks;
class Workspace;

/// The first lines of a report.
struct ReportPreview {
    std::optional<Error> error;
    QString title, asked;
    QStringList answer;
};

/// Makes and writes reports beside the GUI thread; the status line shows it and can cancel it.
class ReportExport final : public QObject {
    Q_OBJECT
public:
    ReportExport(Workspace& workspace, BackgroundTasks& tasks, QObject* parent = nullptr);

    bool running() const { return m_job.running(); }
    /// The newest request wins.
    void preview(const ReportRequest& request, const QString& language);
    void start(const ReportRequest& request, const ReportOrder& order);
    /// Files that are written stay.
    void cancel();

Q_SIGNALS:
    void previewed(const tenbin::ReportPreview& preview);
    void progressed(int written, int all);
    void finished(const QStringList& files);
    void failed(const tenbin::Error& error);
    void cancelled();
    /// From the thread of the work.
    void fileWritten(int written);

private:
    /// Everything that is needed away from the GUI thread.
    struct Facts;
    std::shared_ptr<const Facts> facts(bool measurements) const;
    void showProgress(int written);

    Workspace& m_workspace;
    BackgroundTasks& m_tasks;
    int m_all = 0;
    Job<ReportPreview> m_previewJob;
    Job<Result<QStringList>> m_job;
};

} // namespace tenbin
