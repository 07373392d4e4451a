// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "gui/explore/explore_session.h"

class QLabel;
class QTableView;
class QToolButton;

namespace tenbin {

namespace Ui {
class ExplorePage;
}

class DesignTableModel;
class ExplorePart;
class DistributionChart;
class GrowthChart;
class ParallelPlot;
class QuestionForm;
class ScatterPlot;

/// The Explore perspective: question on the left, cloud and parallel coordinates in the middle, pinned
/// designs and "why not this one?" on the right. Everything is linked through the session.
class ExplorePage final : public QWidget {
    Q_OBJECT
public:
    explicit ExplorePage(Workspace& workspace, QWidget* parent = nullptr);
    ~ExplorePage() override;

    /// A hint, no fixed minimum: while another perspective is shown this one asks for no room.
    QSize minimumSizeHint() const override { return {720, 480}; }

    ExploreSession& session() { return m_session; }
    /// What a project keeps of this page.
    ExplorePart& projectPart() { return *m_part; }
    QuestionForm& form() { return *m_form; }
    ScatterPlot& scatter() { return *m_scatter; }
    ParallelPlot& parallel() { return *m_parallel; }
    DesignTableModel& table() { return *m_tableModel; }
    /// Why the design is not on the front: who is better, and by how much.
    QString whyNot(std::uint32_t row) const;

Q_SIGNALS:
    void boardRequested();
    void compareRequested(const std::vector<tenbin::ComparisonColumn>& designs);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildCorner();
    void connectHead();
    QTableView* buildTable(DesignTableModel* model);
    void refreshHead();
    void refreshSide();
    void fillChoices();
    void showDesignMenu(QTableView& view, const QPoint& at);
    void compareDesigns(const std::vector<std::uint32_t>& rows);
    void showFailure(const QString& message);
    void retranslate();

    ExploreSession& m_session; // a child: tables ask it still while a page closes
    QuestionForm* m_form;
    ExplorePart* m_part;
    ScatterPlot* m_scatter;
    ParallelPlot* m_parallel;
    DistributionChart* m_distribution;
    GrowthChart* m_growth;
    DesignTableModel *m_tableModel, *m_pinModel;
    std::unique_ptr<Ui::ExplorePage> m_ui;
    QTableView* m_pinTable;
    QLabel* m_brushed;
    QToolButton* m_clear;
};

} // namespace tenbin
