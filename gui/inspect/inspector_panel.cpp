// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspect/inspector_panel.h"

#include <cmath>
#include <optional>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/targets/settings.h"
#include "gui/app/workspace.h"
#include "gui/inspect/energy_chart.h"
#include "gui/inspect/frame_chart.h"
#include "gui/inspect/graph_chart.h"
#include "gui/inspect/memory_chart.h"
#include "gui/inspect/roofline_chart.h"
#include "gui/inspect/timing_chart.h"
#include "gui/look/flow_layout.h"
#include "gui/look/lookup.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

constexpr double kVoltsOfCell = 3.0, kCoulombsPerMilliampereHour = 3.6;
constexpr int kFramesShown = 4;

QDoubleSpinBox* spin(double lowest, double highest, double value, int decimals)
{
    auto* box = new QDoubleSpinBox;
    box->setRange(lowest, highest);
    box->setDecimals(decimals);
    box->setValue(value);
    return box;
}

QString differenceText(double before, double after)
{
    if (before <= 0.0)
        return changeText(0.0);
    return changeText(after / before - 1.0);
}

} // namespace

InspectorPanel::InspectorPanel(Workspace& workspace, QWidget* layers, std::vector<Camera> cameras, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_cameras(std::move(cameras)), m_tabs(new QTabBar),
      m_pages(new QStackedWidget), m_difference(new QLabel), m_pin(new QToolButton), m_save(new QToolButton),
      m_timing(new TimingChart(workspace)), m_memory(new MemoryChart(workspace)), m_energy(new EnergyChart(workspace)),
      m_roofline(new RooflineChart(workspace)), m_graph(new GraphChart(workspace)), m_frames(new FrameChart(workspace)),
      m_memoryChoice(new QComboBox), m_memoryMode(new QComboBox), m_roofChoice(new QComboBox), m_heat(new QComboBox),
      m_camera(new QComboBox), m_byAccess(new QCheckBox), m_fold(new QCheckBox), m_rate(spin(0.0001, 100000.0, 1.0, 4)),
      m_battery(spin(1.0, 1e6, 220.0, 0)), m_sleep(spin(0.0, 1e6, 10.0, 1)), m_batteryLife(new QLabel),
      m_cameraNote(new QLabel)
{
    setObjectName(QStringLiteral("inspector"));
    setAttribute(Qt::WA_StyledBackground);
    build(layers);
    connectAll();
    retranslate();
    showTab(Layers);
    takeAnswer();
}

QWidget* InspectorPanel::withControls(QWidget* chart, std::initializer_list<QWidget*> controls)
{
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (controls.size() > 0) {
        auto* line = new FlowLayout;
        line->setContentsMargins(12, 4, 12, 0);
        for (QWidget* control : controls)
            line->addWidget(control);
        line->setSpacing(8);
        layout->addLayout(line);
    }
    layout->addWidget(chart, 1);
    return page;
}

void InspectorPanel::addView(Tab tab, const char* title, QWidget* page, InspectionChart* chart)
{
    m_views[tab] = {title, chart};
    m_tabs->insertTab(tab, QString());
    m_pages->insertWidget(tab, page);
}

void InspectorPanel::addChart(Tab tab, const char* title, InspectionChart* chart,
                              std::initializer_list<QWidget*> controls)
{
    addView(tab, title, withControls(chart, controls), chart);
}

void InspectorPanel::build(QWidget* layers)
{
    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    m_pin->setCheckable(true);
    m_pin->setObjectName(QStringLiteral("pin"));
    // In the order of Tab.
    addChart(Timing, QT_TR_NOOP("Timing"), m_timing, {});
    addChart(Memory, QT_TR_NOOP("Memory"), m_memory, {m_memoryChoice, m_memoryMode, m_byAccess});
    addView(Layers, QT_TR_NOOP("Layers"), layers, nullptr);
    addChart(Energy, QT_TR_NOOP("Energy"), m_energy, {m_rate, m_battery, m_sleep});
    addChart(RooflineTab, QT_TR_NOOP("Roofline"), m_roofline, {m_roofChoice});
    addChart(GraphTab, QT_TR_NOOP("Graph"), m_graph, {m_heat, m_fold});
    addChart(Frames, QT_TR_NOOP("Frames"), m_frames, {m_camera, m_cameraNote});
    m_rate->setObjectName(QStringLiteral("inferencesPerSecond"));
    m_batteryLife->setObjectName(QStringLiteral("batteryLife"));
    m_batteryLife->setContentsMargins(12, 2, 12, 0);
    m_batteryLife->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    static_cast<QVBoxLayout*>(m_pages->widget(Energy)->layout())->insertWidget(1, m_batteryLife);
    for (const Camera& camera : m_cameras)
        m_camera->addItem(QString::fromStdString(camera.name));

    auto* head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 8, 0);
    head->addWidget(m_tabs);
    head->addWidget(m_difference, 1, Qt::AlignRight | Qt::AlignVCenter);
    head->addWidget(m_pin);
    head->addWidget(m_save);
    m_difference->setMinimumWidth(0);
    m_difference->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_pages, 1);
}

void InspectorPanel::connectAll()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_pages->setCurrentIndex(tab);
        refresh();
    });
    connect(&m_workspace, &Workspace::estimatesChanged, this, &InspectorPanel::takeAnswer);
    connect(&m_workspace, &Workspace::selectionChanged, this, &InspectorPanel::takeAnswer);
    connect(m_pin, &QToolButton::toggled, this, &InspectorPanel::setPinned);
    connect(m_save, &QToolButton::clicked, this, [this] {
        if (InspectionChart* chart = currentChart())
            chart->askAndSave();
    });
    connect(m_memoryChoice, &QComboBox::activated, this,
            [this] { m_memory->setMemory(m_memoryChoice->currentData().toInt()); });
    connect(m_roofChoice, &QComboBox::textActivated, m_roofline, &RooflineChart::setMemory);
    connect(m_memoryMode, &QComboBox::activated, this,
            [this](int mode) { m_memory->setMode(static_cast<MemoryChart::Mode>(mode)); });
    connect(m_byAccess, &QCheckBox::toggled, m_memory, &MemoryChart::setHeat);
    connect(m_heat, &QComboBox::activated, this,
            [this](int heat) { m_graph->setHeat(static_cast<GraphChart::Heat>(heat)); });
    connect(m_fold, &QCheckBox::toggled, m_graph, &GraphChart::setFold);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, [this] { m_rateChosen = true; });
    for (QDoubleSpinBox* box : {m_rate, m_battery, m_sleep})
        connect(box, &QDoubleSpinBox::valueChanged, this, &InspectorPanel::refreshBattery);
    connect(m_camera, &QComboBox::activated, this, &InspectorPanel::refreshFrames);
}

void InspectorPanel::retranslate()
{
    m_tabs->setAccessibleName(tr("Views of the selected target"));
    for (int tab = 0; tab < TabCount; ++tab) {
        const View& view = m_views[static_cast<std::size_t>(tab)];
        m_tabs->setTabText(tab, tr(view.title));
        if (view.chart)
            view.chart->setAccessibleName(tr(view.title));
    }
    m_pin->setText(tr("Pin"));
    m_pin->setToolTip(tr("Keep this state in every view, to see what a change does"));
    m_save->setText(tr("Save…"));
    m_save->setToolTip(tr("Save this chart as SVG, PNG or CSV"));
    const QSignalBlocker mode(m_memoryMode);
    const QSignalBlocker heat(m_heat);
    const int chosenMode = m_memoryMode->currentIndex();
    const int chosenHeat = m_heat->currentIndex();
    m_memoryMode->clear();
    m_memoryMode->addItems({tr("Addresses over time"), tr("Live bytes against the limit")});
    m_memoryMode->setCurrentIndex(std::max(0, chosenMode));
    m_heat->clear();
    m_heat->addItems({tr("Heat by latency"), tr("Heat by energy"), tr("Heat by live memory")});
    m_heat->setCurrentIndex(std::max(0, chosenHeat));
    m_memoryChoice->setAccessibleName(tr("Memory"));
    m_roofChoice->setAccessibleName(tr("Memory"));
    m_memoryMode->setAccessibleName(tr("What the chart shows"));
    m_heat->setAccessibleName(tr("What the chart shows"));
    m_camera->setAccessibleName(tr("Camera"));
    m_byAccess->setText(tr("Heat by access"));
    m_fold->setText(tr("Fold repeated blocks"));
    m_rate->setAccessibleName(tr("Inferences a second"));
    m_rate->setSuffix(tr(" inferences/s"));
    m_battery->setAccessibleName(tr("Capacity of the battery"));
    m_battery->setSuffix(tr(" mAh at 3 V"));
    m_sleep->setAccessibleName(tr("Power asleep"));
    m_sleep->setSuffix(tr(" µW asleep"));
    for (QDoubleSpinBox* box : {m_rate, m_battery, m_sleep})
        box->setToolTip(box->accessibleName());
    refresh();
}

void InspectorPanel::takeAnswer()
{
    const TargetId& id = m_workspace.selectedTarget();
    const Target* target = m_workspace.target(id);
    const auto answer = valueOr(m_workspace.estimates()->answers, id, nullptr);
    m_present.reset();
    if (target && answer)
        m_present = inspect(answer, *target);
    if (!m_rateChosen)
        followFrameRate(target);
    refreshMemories();
    refresh();
}

/// A sensor asks for an inference every frame, until the user says another rate.
void InspectorPanel::followFrameRate(const Target* target)
{
    double rate = 1.0;
    if (m_present)
        if (const auto settings = Settings::resolve(*target, m_present->estimate().configuration))
            rate = settings->numberOr("frame_rate_hz", rate);
    const QSignalBlocker blocker(m_rate);
    m_rate->setValue(rate);
}

void InspectorPanel::setPinned(bool pinned)
{
    m_pinned.reset();
    if (pinned)
        m_pinned = m_present;
    const QSignalBlocker blocker(m_pin);
    m_pin->setChecked(m_pinned != nullptr);
    refresh();
}

InspectionChart* InspectorPanel::currentChart() const
{
    return m_views[static_cast<std::size_t>(m_tabs->currentIndex())].chart;
}

/// Only the chart on the screen takes the new data: a slider redraws one of them.
void InspectorPanel::refresh()
{
    if (InspectionChart* chart = currentChart())
        chart->show(m_present, m_pinned);
    m_save->setEnabled(currentChart() != nullptr);
    m_pin->setEnabled(m_present || m_pinned);
    refreshDifference();
    refreshBattery();
    if (currentChart() == m_roofline)
        refreshRoofline();
    if (currentChart() == m_frames)
        refreshFrames();
}

void InspectorPanel::refreshDifference()
{
    if (!m_pinned || !m_present)
        return m_difference->clear();
    const Estimate& before = m_pinned->estimate();
    const Estimate& after = m_present->estimate();
    QStringList parts;
    if (before.latency && after.latency)
        parts << tr("latency %1 → %2 (%3)")
                     .arg(secondsText(before.latency->value), secondsText(after.latency->value),
                          differenceText(before.latency->value.count(), after.latency->value.count()));
    if (before.energy && after.energy)
        parts << tr("energy %1 → %2 (%3)")
                     .arg(joulesText(before.energy->value), joulesText(after.energy->value),
                          differenceText(before.energy->value.count(), after.energy->value.count()));
    if (before.peakActivationBytes != after.peakActivationBytes)
        parts << tr("feature maps %1 → %2")
                     .arg(bytesText(before.peakActivationBytes), bytesText(after.peakActivationBytes));
    m_difference->setText(parts.join(QStringLiteral(" · ")));
    m_difference->setToolTip(
        tr("Pinned: %1 on %2").arg(QString::fromStdString(before.model), QString::fromStdString(before.targetName)));
}

void InspectorPanel::refreshMemories()
{
    const QSignalBlocker blocker(m_memoryChoice);
    int shown = -1;
    if (m_memory->map())
        shown = m_memory->map()->memory;
    m_memoryChoice->clear();
    if (m_present)
        for (const MemoryMap& map : m_present->memories)
            m_memoryChoice->addItem(
                QString::fromStdString(m_present->estimate().memories[static_cast<std::size_t>(map.memory)].name),
                map.memory);
    m_memory->show(m_present, m_pinned);
    if (m_memory->map())
        shown = m_memory->map()->memory;
    m_memoryChoice->setCurrentIndex(std::max(0, m_memoryChoice->findData(shown)));
}

void InspectorPanel::refreshRoofline()
{
    const QSignalBlocker blocker(m_roofChoice);
    m_roofChoice->clear();
    if (!m_present)
        return;
    for (const Roofline& roofline : m_present->rooflines)
        m_roofChoice->addItem(QString::fromStdString(roofline.memory));
    if (const Roofline* shown = m_roofline->roofline())
        m_roofChoice->setCurrentText(QString::fromStdString(shown->memory));
}

void InspectorPanel::refreshBattery()
{
    if (!m_present)
        return m_batteryLife->clear();
    const DutyCycle duty{.inferencesPerSecond = m_rate->value(),
                         .sleep = Watts(m_sleep->value() * 1e-6),
                         .battery = Joules(m_battery->value() * kCoulombsPerMilliampereHour * kVoltsOfCell)};
    const auto life = batteryLife(m_present->estimate(), duty);
    const auto power = averagePower(m_present->estimate(), duty);
    if (!life || !power)
        return m_batteryLife->setText(unknownText());
    const double days = life->count() / 86400.0;
    QString text = tr("%1 on average, battery lasts %2 days").arg(quantityText(power->count(), "W"), roughText(days));
    QStringList missing;
    for (const EnergyComponent part : notCounted(m_present->energy))
        missing << wordText(part);
    if (!missing.isEmpty())
        text += QStringLiteral(" · ") + tr("not counted: %1").arg(missing.join(QStringLiteral(", ")));
    m_batteryLife->setText(text);
    m_batteryLife->setToolTip(text);
}

void InspectorPanel::refreshFrames()
{
    if (!m_present)
        return m_frames->setTiming({}, {});
    if (const Target* target = m_workspace.target(m_present->answer->target))
        showFrames(*target);
    else
        m_frames->setTiming({}, {});
}

void InspectorPanel::showFrames(const Target& target)
{
    const auto settings = Settings::resolve(target, m_present->answer->configuration);
    std::optional<Camera> camera;
    if (settings)
        camera = ownCamera(*settings);
    m_camera->setVisible(!camera);
    m_cameraNote->clear();
    if (camera)
        m_cameraNote->setText(tr("The sensor is the target: readout and frame rate are options."));
    const int chosen = m_camera->currentIndex();
    if (!camera && chosen >= 0 && chosen < static_cast<int>(m_cameras.size()))
        camera = m_cameras[static_cast<std::size_t>(chosen)];
    if (!settings || !camera)
        return m_frames->setTiming({}, {});
    m_cameraNote->setToolTip(QString::fromStdString(camera->readoutSeconds.source));
    m_frames->setTiming(
        frameTiming(m_present->estimate(), *camera, resultOutput(*settings, m_present->graph()), kFramesShown),
        QString::fromStdString(camera->name));
}

void InspectorPanel::showTab(Tab tab) { m_tabs->setCurrentIndex(tab); }
InspectorPanel::Tab InspectorPanel::currentTab() const { return static_cast<Tab>(m_tabs->currentIndex()); }

void InspectorPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
