// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <QObject>
#include <QTimer>

#include "engine/compression/layer_sparsity.h"
#include "engine/sparsity/published_curves.h"
#include "engine/sparsity/sparsity_study.h"
#include "engine/sparsity/target_gain.h"
#include "engine/training/sensitivity.h"
#include "gui/app/job.h"
#include "gui/sparsity/sparsity_question.h"

namespace tenbin {

class Workspace;

/// A measured point with its network.
struct SparsitySample {
    SparsityPoint point;
    std::shared_ptr<const Graph> graph; ///< int8; null where it cannot be read
    std::vector<LayerSparsity> layers;
    std::map<std::string, PrunedFigures> figures; ///< by target; what is being asked is not here yet

    bool retrained() const { return point.epochs > 0; }
};

/// Points of one method and width, with or without retraining, in the order of the steps.
struct SparsitySeries {
    PruningMethod method = PruningMethod::coordinate;
    int bits = 8;
    bool retrained = true;
    std::vector<std::size_t> samples; ///< indices
};

/// What was read of a data folder: a few samples as stored, and the network's answers to them.
struct DataGlance {
    std::size_t trainSamples = 0, testSamples = 0;
    DataSet few;                      ///< of the test split
    std::vector<std::string> answers; ///< class by class; empty: the network cannot be run on this data
    std::optional<Error> error;       ///< why there is nothing to see
    std::optional<Error> networkError;
};

struct LossSample {
    double epochs = 0.0; ///< since the run began
    double loss = 0.0, accuracy = 0.0;
    bool newPoint = false;
};

/// The sparsity page's question, its run beside the window, and the measured points. Finished points lie in a
/// study: a run that was stopped or killed goes on where it was.
class SparsitySession : public QObject {
    Q_OBJECT
public:
    enum class Run { idle, preparing, running, scanning, paused, stopping };

    explicit SparsitySession(Workspace& workspace, QObject* parent = nullptr);
    ~SparsitySession() override;

    Workspace& workspace() const { return m_workspace; }
    const SparsityQuestion& question() const { return m_question; }
    void setQuestion(const SparsityQuestion& question);
    /// File of studies; ignored while a sweep runs.
    void setStorePath(const QString& file);
    const QString& storePath() const { return m_storePath; }
    /// Where the question is kept, and networks that go to the board.
    void setOwnFolder(const QString& folder) { m_ownFolder = folder; }
    /// The user's own file of studies.
    void setCollection(const QString& file) { m_collection = file; }
    /// Where studies belong from now on: the project's file, or (empty) the user's own collection. A run that is
    /// under way ends in its own file; the same project under another name takes the study along that is shown.
    void useProject(const QString& path, bool sameProject);
    /// The question as it was left.
    SparsityQuestion storedQuestion() const;
    /// All studies of the file, whatever their kind; empty where there is no file yet.
    std::vector<StudyInfo> studies();
    const QString& studyName() const { return m_studyName; }
    void open(const StudyInfo& study);
    void rename(const StudyInfo& study, const QString& name);

    const std::vector<SparsitySample>& samples() const { return m_samples; }
    const std::vector<SparsitySeries>& series() const { return m_series; }
    std::size_t currentSeries() const { return m_current.first; }
    /// Null while there is none.
    const SparsitySample* current() const;
    /// First point of the current series: what gains are counted against.
    const SparsitySample* dense() const;
    const SparsitySample* denseOf(std::size_t series) const;
    std::size_t currentPosition() const { return m_current.second; }
    void setCurrent(std::size_t series, std::size_t position);
    /// Samples that no other beats in accuracy and energy at once, on one target or all chosen ones.
    std::vector<std::pair<std::size_t, std::string>> front() const;

    const DataGlance* glance() const { return m_glance.get(); }
    const std::vector<PublishedCurve>& published() const { return m_published; }
    const std::vector<std::size_t>& shownPublished() const { return m_shownPublished; }
    void showPublished(std::size_t curve, bool shown);
    const Sensitivity* sensitivity() const { return m_sensitivity.get(); }

    Run run() const { return m_run; }
    double progress() const; ///< 0 to 1
    std::optional<double> secondsLeft() const;
    const std::vector<LossSample>& loss() const { return m_loss; }
    QString stateText() const;

    void start();
    void scan(); ///< sensitivity of every layer alone
    void pause();
    void resume();
    void cancel();
    bool saveNetwork(const QString& path) const;
    /// All points that are shown, as .csv or .json by the path's end.
    bool exportPoints(const QString& path);
    void openOnBoard();

Q_SIGNALS:
    void questionChanged();
    void questionOpened(); ///< by a study
    void samplesChanged();
    void figuresChanged();
    void currentChanged();
    void publishedChanged();
    void glanceChanged();
    void sensitivityChanged();
    void lossChanged();
    void runChanged();
    void boardRequested();
    void failed(const QString& message);

private:
    struct Position {
        SparsityPoint point;
        int number = 0, count = 0;
    };
    struct Inputs {
        std::shared_ptr<const Graph> network;
        DataSet train, test;
    };
    struct FigureTask {
        std::size_t sample;
        std::string target;
        std::uint64_t targetHash; ///< of the target as it was asked
        std::optional<PrunedFigures> figures;
    };
    struct Opened {
        QString name;
        SparsityQuestion question;
        std::vector<SparsitySample> samples;
        std::optional<Error> error;
    };
    struct NextStore {
        QString path;
        bool sameProject;
    };
    static std::shared_ptr<Opened> readStudy(const std::string& store, const StudyInfo& study,
                                             const SparsityQuestion& before);
    void show(const Opened& opened);
    void changeStore();
    void takeAlong(const QString& from);
    void configureBoard(int weightBits);
    void clearSamples();
    static Result<std::shared_ptr<const Graph>> loadNetwork(const QString& path);
    static Result<Inputs> loadInputs(const SparsityQuestion& question);
    static std::shared_ptr<DataGlance> lookAt(const SparsityQuestion& question);
    void begin(Run run, std::function<std::optional<Error>(std::stop_token)> work);
    std::optional<Error> sweepHere(const SparsityQuestion& question, const std::filesystem::path& store,
                                   std::stop_token stop);
    std::optional<Error> scanHere(const SparsityQuestion& question, std::stop_token stop);
    SweepObserver observer(SweepStore& store, int before, int total);
    void waitWhilePaused();
    void take(const SparsityPoint& point, SweepStore& store);
    void drain();
    void finishRun();
    void addSample(SparsitySample sample);
    void requestFigures();
    void forgetFigures();
    void requestGlance();
    void readPublished();

    Workspace& m_workspace;
    SparsityQuestion m_question;
    QString m_collection; ///< the user's own file of studies
    QString m_storePath, m_studyName, m_ownFolder;
    std::optional<NextStore> m_next; ///< waits for the end of a run
    std::vector<SparsitySample> m_samples;
    std::vector<SparsitySeries> m_series;
    std::map<std::string, std::uint64_t> m_figureTargets; ///< hashes of the targets that all figures are about
    std::pair<std::size_t, std::size_t> m_current{0, 0};
    bool m_follow = true; ///< the newest point is the current one until the user chooses
    std::shared_ptr<const DataGlance> m_glance;
    std::shared_ptr<const Sensitivity> m_sensitivity;
    std::vector<PublishedCurve> m_published;
    std::vector<std::size_t> m_shownPublished;
    std::vector<LossSample> m_loss;

    Run m_run = Run::idle, m_beforePause = Run::running;
    QTimer m_drainTimer;
    std::optional<Position> m_shownPosition; ///< what the run had reached when it was last asked
    std::optional<TrainingProgress> m_shownTraining;
    std::pair<int, int> m_shownScanned{0, 0};
    std::optional<double> m_meanSeconds; ///< of a retrained point
    std::mutex m_mutex;                  ///< guards what follows, which the run hands over
    std::condition_variable m_awake;
    bool m_paused = false, m_ended = false, m_newPoint = false;
    std::vector<SparsitySample> m_incoming;
    QString m_incomingName;
    std::vector<LossSample> m_incomingLoss;
    std::optional<Position> m_position;
    std::optional<TrainingProgress> m_training;
    double m_epochsBefore = 0.0, m_measuredSeconds = 0.0;
    int m_measured = 0;
    std::pair<int, int> m_scanned{0, 0};
    std::shared_ptr<const Sensitivity> m_incomingScan;
    std::optional<Error> m_error;

    Job<std::vector<FigureTask>> m_figureJob;
    Job<std::shared_ptr<DataGlance>> m_glanceJob;
    Job<std::shared_ptr<Opened>> m_openJob;
    Job<std::optional<Error>> m_takeJob;
    std::jthread m_thread; ///< last: joined first
};

} // namespace tenbin
