// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/comparison/comparison_question.h"
#include "engine/exploration/progress_curves.h"
#include "engine/study/run_study.h"
#include "gui/app/job.h"
#include "gui/explore/explore_data.h"
#include "gui/study/study_session.h"

namespace tenbin {

/// Everything that the perspective's views share: the points, the front, what is brushed, hovered and pinned. Views
/// call intents and listen.
class ExploreSession final : public StudySession {
    Q_OBJECT
public:
    explicit ExploreSession(Workspace& workspace, QObject* parent = nullptr);

    // What there is
    const ExploreData* data() const { return m_data.get(); }
    const FrontSummary& front() const { return m_front; }         ///< of the question's objectives
    const FrontSummary& plotFront() const { return m_plotFront; } ///< of the two plotted figures
    /// How the hypervolume of front() grew with the designs; empty where there are too many objectives for it.
    const std::vector<HypervolumeStep>& growth() const { return m_growth; }
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
    std::uint64_t total() const { return m_total; }
    double pointsPerSecond() const;
    std::optional<double> progress() const override;
    QString stateText() const override;

    // Intents
    void start(const Question& question);
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

protected:
    Reader readerOf(const StudyInfo& study) override;
    void clear() override { replaceData(nullptr, {}); }
    void changesMade() override;
    void runEnded() override { requestFront(); }

private:
    struct Fronts {
        FrontSummary all, plot;
        std::vector<HypervolumeStep> growth;
    };
    /// Points of a study with the question that they answer.
    using Data = std::shared_ptr<ExploreData>;
    void beginWith(Data data);
    void take(const std::vector<PointBatch>& batches);
    void replaceData(Data data, const QString& name);
    void requestFront();
    void countBrushed();

    Data m_data;
    FrontSummary m_front, m_plotFront;
    std::vector<HypervolumeStep> m_growth;
    CostColumns m_costs;
    FigureKind m_plotX = FigureKind::latency, m_plotY = FigureKind::energy;
    std::vector<Brush> m_brushes;
    std::size_t m_brushedCount = 0;
    std::optional<std::uint32_t> m_hovered;
    std::vector<std::uint32_t> m_pins;

    std::uint64_t m_total = 0, m_pointsAtStart = 0;
    double m_secondsAtStart = 0.0; ///< of work, when the first point was begun
    bool m_grown = false;          ///< since the views were told
    QTimer m_frontTimer;
    Job<Fronts> m_frontJob;
};

} // namespace tenbin
