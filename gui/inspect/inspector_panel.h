// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

#include <QWidget>

#include "engine/inspection/frame_timing.h"
#include "gui/inspect/inspection.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace tenbin {

class EnergyChart;
class FrameChart;
class GraphChart;
class InspectionChart;
class MemoryChart;
class RooflineChart;
class TimingChart;
class Workspace;

/// The selected answer from all sides, one tab a view; the table of layers is one of them.
/// What was pinned stays behind the present state, so that a change shows its effect.
class InspectorPanel final : public QWidget {
    Q_OBJECT
public:
    enum Tab { Timing, Memory, Layers, Energy, RooflineTab, GraphTab, Frames, TabCount };

    /// `layers` becomes the tab of that name. `cameras`: what may stand before a target.
    InspectorPanel(Workspace& workspace, QWidget* layers, std::vector<Camera> cameras, QWidget* parent = nullptr);

    void showTab(Tab tab);
    Tab currentTab() const;
    InspectionPtr present() const { return m_present; }
    TimingChart& timing() { return *m_timing; }
    MemoryChart& memory() { return *m_memory; }
    EnergyChart& energy() { return *m_energy; }
    RooflineChart& roofline() { return *m_roofline; }
    GraphChart& graph() { return *m_graph; }
    FrameChart& frames() { return *m_frames; }
    void setPinned(bool pinned);

protected:
    void changeEvent(QEvent* event) override;

private:
    struct View {
        const char* title = ""; ///< marked with QT_TR_NOOP
        InspectionChart* chart = nullptr;
    };
    static QWidget* withControls(QWidget* chart, std::initializer_list<QWidget*> controls);
    /// `chart` is on `page`; the table of layers has none.
    void addView(Tab tab, const char* title, QWidget* page, InspectionChart* chart);
    void addChart(Tab tab, const char* title, InspectionChart* chart, std::initializer_list<QWidget*> controls);
    void build(QWidget* layers);
    void connectAll();
    void retranslate();
    void takeAnswer();
    void refresh();
    void refreshDifference();
    void refreshMemories();
    void refreshRoofline();
    void followFrameRate(const Target* target);
    void refreshBattery();
    void refreshFrames();
    void showFrames(const Target& target);
    InspectionChart* currentChart() const;

    Workspace& m_workspace;
    std::vector<Camera> m_cameras;
    InspectionPtr m_present, m_pinned;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    std::array<View, TabCount> m_views;
    QLabel* m_difference;
    QToolButton *m_pin, *m_save;
    TimingChart* m_timing;
    MemoryChart* m_memory;
    EnergyChart* m_energy;
    RooflineChart* m_roofline;
    GraphChart* m_graph;
    FrameChart* m_frames;
    QComboBox *m_memoryChoice, *m_memoryMode, *m_roofChoice, *m_heat, *m_camera;
    QCheckBox *m_byAccess, *m_fold;
    bool m_rateChosen = false; ///< by the user
    QDoubleSpinBox *m_rate, *m_battery, *m_sleep;
    QLabel *m_batteryLife, *m_cameraNote;
};

} // namespace tenbin
