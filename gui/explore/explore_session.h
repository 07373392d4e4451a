// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <mutex>
#include <thread>

#include <QObject>
#include <QTimer>

#include "engine/comparison/comparison_question.h"
#include "engine/study/run_study.h"
#include "gui/app/job.h"
#include "gui/explore/explore_data.h"

namespace tenbin {

class Workspace;

/// Everything that the perspective's views share: the points, the front, what is brushed, hovered and pinned,
/// and the run that fills it. Views call intents and listen; the sweep runs beside the GUI thread, which
/// drains its points at 25 Hz.
class ExploreSession : public QObject {
    Q_OBJECT
public:
    enum class Run { idle, preparing, running, paused, stopping };

    explicit ExploreSession(Workspace& workspace, QObject* parent = nullptr);
    ~ExploreSession() override;

    Workspace& workspace() { return m_workspace; }

    // What there is
    const ExploreData* data() const { return m_data.get(); }
    const QString& studyName() const { return m_studyName; }
    const QString& storePath() const { return m_storePath; }
    /// The store where the user chose another one than the project's file or the collection; else empty.
    QString otherFile() const { return m_storePath == m_home ? QString() : m_storePath; }
    bool opening() const { return m_openJob.running(); }
    const FrontSummary& front() const { return m_front; }         ///< of the question's objectives
    const FrontSummary& plotFront() const { return m_plotFront; } ///< of the two plotted figures
    FigureKind plotX() const { return m_plotX; }
    FigureKind plotY() const { return m_plotY; }
    const std::vector<Brush>& brushes() const { return m_brushes; }
    std::size_t brushedCount() const { return m_brushedCount; }
    bool brushed(std::size_t row) const { return m_brushes.empty() || m_data->inside(m_brushes, row); }
    std::optional<std::uint32_t> hovered() const { return m_hovered; }
    const std::vector<std::uint32_t>& pins() const { return m_pins; }
    /// The front's row that is better than `row` in everything, if one is.
    std::optional<std::uint32_t> dominator(std::uint32_t row) const;

    // The run
    Run run() const { return m_run; }
    std::uint64_t total() const { return m_total; }
    double pointsPerSecond() const;

    // Intents
    void start(const Question& question);
    void pause();
    void resume();
    void cancel();
    void setStorePath(const QString& path);
    /// Where studies belong from now on: the project's file, or (empty) the user's own collection. A run that
    /// is under way ends in its own file. The same project under another name keeps the study that is shown and
    /// takes it along from the collection; another project shows none.
    void useProject(const QString& path, bool sameProject);
    /// Studies of the store; empty where there is no file yet.
    std::vector<StudyInfo> studies();
    void open(std::int64_t study);
    /// No study is shown any more; it stays in its file.
    void close();
    void rename(std::int64_t study, const QString& name);
    bool exportPoints(const QString& path);
    void setPlot(FigureKind x, FigureKind y);
    void setBrush(const Brush& brush);
    void clearBrush(std::size_t dimension);
    void clearBrushes();
    void hover(std::optional<std::uint32_t> row);
    void togglePin(std::uint32_t row);
    /// Puts the design's network and configuration on the board.
    void showOnBoard(std::uint32_t row);
    /// The design as a column of a comparison.
    ComparisonColumn design(std::uint32_t row) const;

Q_SIGNALS:
    void dataChanged(); ///< other points, or more of them
    void frontChanged();
    void brushChanged();
    void hoverChanged();
    void pinsChanged();
    void runChanged();
    void boardRequested();
    void failed(const QString& message);

private:
    struct Fronts {
        FrontSummary all, plot;
    };
    struct Opened {
        std::unique_ptr<ExploreData> data;
        QString name;
        std::optional<Error> error;
    };
    static std::shared_ptr<Opened> readStudy(const std::string& store, std::int64_t study);
    void setRun(Run run);
    void runStudyHere(const Question& question, const TargetLibrary& targets, const std::string& store);
    void take(const std::vector<PointBatch>& batches);
    void drain();
    void finishRun();
    void replaceData(std::unique_ptr<ExploreData> data, const QString& name);
    void requestFront();
    void countBrushed();
    void changeStore();
    void takeAlong(const QString& from);
    std::string reopenable() const { return m_storePath.toStdString(); }

    Workspace& m_workspace;
    const QString m_collection; ///< the user's own file of studies
    QString m_home;             ///< where studies belong: the project's file or the collection
    QString m_storePath, m_studyName;
    struct NextStore {
        QString path;
        bool sameProject;
    };
    std::optional<NextStore> m_next; ///< waits for the end of a run
    std::unique_ptr<ExploreData> m_data;
    FrontSummary m_front, m_plotFront;
    CostColumns m_costs;
    FigureKind m_plotX = FigureKind::latency, m_plotY = FigureKind::energy;
    std::vector<Brush> m_brushes;
    std::size_t m_brushedCount = 0;
    std::optional<std::uint32_t> m_hovered;
    std::vector<std::uint32_t> m_pins;

    Run m_run = Run::idle;
    std::uint64_t m_total = 0, m_pointsAtStart = 0;
    std::chrono::steady_clock::time_point m_runStart, m_runEnd;
    QTimer m_drainTimer, m_frontTimer;
    std::mutex m_mutex; ///< guards what the run hands over
    std::vector<PointBatch> m_incoming;
    std::unique_ptr<ExploreData> m_prepared;
    QString m_preparedName;
    std::optional<Error> m_error;
    bool m_ended = false;
    std::shared_ptr<SweepControl> m_control;
    std::jthread m_thread;
    Job<Fronts> m_frontJob;
    Job<std::shared_ptr<Opened>> m_openJob;
    Job<std::optional<Error>> m_takeJob;
};

} // namespace tenbin
