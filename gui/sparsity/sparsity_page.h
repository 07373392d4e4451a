// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/sparsity/sparsity_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSlider;
class QTabWidget;
class QTableWidget;
class QToolButton;

namespace tenbin {

class CurveChart;
class GainChart;
class KernelView;
class PreprocessingPanel;
class SensitivityPanel;
class SparsityForm;
class SparsityPart;

/// How far a network can be pruned before it hurts, measured, and what each target gains.
class SparsityPage final : public QWidget {
    Q_OBJECT
public:
    explicit SparsityPage(Workspace& workspace, QWidget* parent = nullptr);
    ~SparsityPage() override;

    /// A hint, no fixed minimum: while another perspective is shown this one asks for no room.
    QSize minimumSizeHint() const override { return {720, 480}; }

    SparsitySession& session() { return m_session; }
    /// What a project keeps of this page.
    SparsityPart& projectPart() { return *m_part; }

Q_SIGNALS:
    void boardRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildMiddle();
    QWidget* buildHead();
    QWidget* buildWalk();
    QWidget* buildTabs();
    QTableWidget* buildTable(const char* name);
    void retranslate();
    void refreshHead();
    void refreshWalk();
    void refreshLayers();
    void refreshTargets();
    void showPublishedMenu();
    void saveNetwork();
    void exportPoints();

    SparsitySession& m_session; // a child: tables ask it still while a page closes
    SparsityForm* m_form;
    SparsityPart* m_part;
    CurveChart* m_curve;
    GainChart* m_gain;
    KernelView* m_kernels;
    PreprocessingPanel* m_data;
    SensitivityPanel* m_sensitivity;
    QLabel *m_title, *m_facts, *m_failure, *m_point;
    QComboBox *m_series, *m_figure;
    QCheckBox* m_differences;
    QToolButton *m_published, *m_export, *m_save, *m_board;
    QSlider* m_slider;
    QTabWidget* m_tabs;
    QTableWidget *m_layers, *m_targets;
};

} // namespace tenbin
