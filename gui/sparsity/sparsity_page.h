// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QWidget>

#include "gui/sparsity/sparsity_session.h"

class QPushButton;

namespace tenbin {

namespace Ui {
class SparsityPage;
}

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
    void build();
    void connectHead();
    void connectWalk();
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
    std::unique_ptr<Ui::SparsityPage> m_ui;
};

} // namespace tenbin
