// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "engine/compression/layer_sparsity.h"
#include "engine/sparsity/data_glance.h"
#include "engine/sparsity/published_curves.h"
#include "engine/sparsity/sparsity_study.h"
#include "engine/sparsity/target_gain.h"
#include "engine/training/sensitivity.h"
#include "gui/app/job.h"
#include "gui/sparsity/sparsity_question.h"
#include "gui/study/study_session.h"

namespace tenbin {

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

struct LossSample {
    double epochs = 0.0; ///< since the run began
    double loss = 0.0, accuracy = 0.0;
    bool newPoint = false;
};

/// The sparsity page's question and the measured points. Finished points lie in a study: a run that was stopped or
/// killed goes on where it was.
class SparsitySession final : public StudySession {
    Q_OBJECT
public:
    explicit SparsitySession(Workspace& workspace, QObject* parent = nullptr);

    const SparsityPageQuestion& question() const { return m_question; }
    void setQuestion(const SparsityPageQuestion& question);
    /// Where the question is kept, and networks that go to the board.
    void setOwnFolder(const QString& folder) { m_ownFolder = folder; }
    /// The question as it was left.
    SparsityPageQuestion storedQuestion() const;

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

    const DataGlance* glance() const { return m_glance ? &*m_glance : nullptr; }
    const std::vector<PublishedCurve>& published() const { return m_published; }
    const std::vector<std::size_t>& shownPublished() const { return m_shownPublished; }
    void showPublished(std::size_t curve, bool shown);
    const Sensitivity* sensitivity() const { return m_sensitivity.get(); }

    const std::vector<LossSample>& loss() const { return m_loss; }
    std::optional<double> progress() const override;
    std::optional<double> secondsLeft() const;
    QString stateText() const override;

    void start();
    void scan(); ///< sensitivity of every layer alone
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

protected:
    Reader readerOf(const StudyInfo& study) override;
    void clear() override;
    void changesMade() override;

private:
    struct Position {
        SparsityPoint point;
        int number = 0, count = 0;
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
    };
    void show(const Opened& opened);
    void configureBoard(int weightBits);
    void beginRun(Work work);
    static SweepObserver observer(SparsitySession* session, const Later& later, SweepStore& store);
    void moveTo(const SparsityPoint& next, int number, int count);
    void learn(const TrainingProgress& progress);
    void take(const SparsitySample& sample, bool fromStore);
    void addLosses(const SparsityPoint& point);
    void addSample(SparsitySample sample);
    void requestFigures();
    void forgetFigures();
    void requestGlance();
    void readPublished();

    SparsityPageQuestion m_question;
    QString m_ownFolder;
    std::vector<SparsitySample> m_samples;
    std::vector<SparsitySeries> m_series;
    std::map<std::string, std::uint64_t> m_figureTargets; ///< hashes of the targets that all figures are about
    std::pair<std::size_t, std::size_t> m_current{0, 0};
    bool m_follow = true; ///< the newest point is the current one until the user chooses
    std::optional<DataGlance> m_glance;
    std::shared_ptr<const Sensitivity> m_sensitivity;
    std::vector<PublishedCurve> m_published;
    std::vector<std::size_t> m_shownPublished;
    std::vector<LossSample> m_loss;

    // Where the run is
    std::optional<Position> m_position;
    std::optional<TrainingProgress> m_training;
    std::pair<int, int> m_scanned{0, 0}; ///< of how many; none: no scan
    double m_epochsBefore = 0.0;         ///< of the points before this one
    double m_measuredSeconds = 0.0;      ///< of all points that were retrained
    int m_measured = 0;
    bool m_newPoint = false;
    bool m_moreSamples = false, m_moreLoss = false; ///< since the views were told

    Job<std::vector<FigureTask>> m_figureJob;
    Job<DataGlance> m_glanceJob;
};

} // namespace tenbin
