// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_page.h"

#include <algorithm>
#include <map>

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/sparsity/curve_chart.h"
#include "gui/sparsity/gain_chart.h"
#include "gui/sparsity/kernel_view.h"
#include "gui/sparsity/loss_chart.h"
#include "gui/sparsity/preprocessing_panel.h"
#include "gui/sparsity/sensitivity_panel.h"
#include "gui/sparsity/sparsity_form.h"
#include "gui/sparsity/sparsity_part.h"
#include "gui/study/studies_menu.h"

namespace tenbin {

SparsityPage::SparsityPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_session(*new SparsitySession(workspace, this)), m_form(new SparsityForm(m_session, this)),
      m_part(new SparsityPart(
          m_session, [this] { m_form->fill(); }, this)),
      m_curve(new CurveChart(m_session, this)), m_gain(new GainChart(m_session, this)),
      m_kernels(new KernelView(m_session, this)), m_data(new PreprocessingPanel(m_session, this)),
      m_sensitivity(new SensitivityPanel(m_session, this))
{
    setObjectName(QStringLiteral("sparsityPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    m_form->setMinimumWidth(250);
    splitter->addWidget(m_form);
    splitter->addWidget(buildMiddle());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({280, 1000});
    layout->addWidget(splitter);
    connect(&m_session, &SparsitySession::samplesChanged, this, [this] { refreshHead(), refreshWalk(); });
    connect(&m_session, &SparsitySession::runChanged, this, &SparsityPage::refreshHead);
    connect(&m_session, &SparsitySession::glanceChanged, this, &SparsityPage::refreshHead);
    connect(&m_session, &SparsitySession::currentChanged, this,
            [this] { refreshWalk(), refreshLayers(), refreshTargets(); });
    connect(&m_session, &SparsitySession::figuresChanged, this, [this] { refreshLayers(), refreshTargets(); });
    connect(&m_session, &SparsitySession::questionOpened, m_form, &SparsityForm::fill);
    connect(&m_session, &SparsitySession::boardRequested, this, &SparsityPage::boardRequested);
    connect(&m_session, &SparsitySession::failed, this, [this](const QString& message) {
        m_failure->setText(message);
        m_failure->show();
    });
    retranslate();
}

SparsityPage::~SparsityPage() = default;

QWidget* SparsityPage::buildHead()
{
    auto* head = new QWidget(this);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* first = new QHBoxLayout;
    first->addWidget(m_title = new QLabel(head));
    m_title->setObjectName(QStringLiteral("pageTitle"));
    first->addWidget(m_facts = new QLabel(head), 1);
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addLayout(first);
    layout->addWidget(m_failure = new QLabel(head));
    m_failure->setObjectName(QStringLiteral("sparsityFailure"));
    m_failure->setWordWrap(true);
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_failure->hide();
    auto* second = new QHBoxLayout;
    second->addWidget(m_differences = new QCheckBox(head));
    second->addWidget(m_published = new QToolButton(head));
    auto* studies = new StudiesMenu(m_session, head);
    studies->setObjectName(QStringLiteral("sparsityStudies"));
    second->addWidget(studies);
    second->addWidget(m_export = new QToolButton(head));
    second->addStretch();
    second->addWidget(m_figure = new QComboBox(head));
    m_figure->addItems({QString(), QString(), QString()});
    m_figure->setCurrentIndex(1);
    layout->addLayout(second);
    connect(m_differences, &QCheckBox::toggled, m_curve, &CurveChart::setDifferences);
    connect(m_published, &QToolButton::clicked, this, &SparsityPage::showPublishedMenu);
    connect(m_export, &QToolButton::clicked, this, &SparsityPage::exportPoints);
    connect(m_figure, &QComboBox::activated, this,
            [this](int index) { m_gain->setFigure(static_cast<GainChart::Figure>(index)); });
    return head;
}

QWidget* SparsityPage::buildWalk()
{
    auto* walk = new QWidget(this);
    auto* layout = new QHBoxLayout(walk);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_series = new QComboBox(walk));
    m_series->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    layout->addWidget(m_slider = new QSlider(Qt::Horizontal, walk), 1);
    m_slider->setObjectName(QStringLiteral("sparsitySlider"));
    m_slider->setPageStep(1);
    m_slider->setTickPosition(QSlider::TicksBelow);
    m_slider->setTickInterval(1);
    layout->addWidget(m_point = new QLabel(walk));
    layout->addWidget(m_board = new QToolButton(walk));
    layout->addWidget(m_save = new QToolButton(walk));
    connect(m_series, &QComboBox::activated, this,
            [this](int index) { m_session.setCurrent(static_cast<std::size_t>(index), m_session.currentPosition()); });
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int value) { m_session.setCurrent(m_session.currentSeries(), static_cast<std::size_t>(value)); });
    connect(m_board, &QToolButton::clicked, this, [this] { m_session.openOnBoard(); });
    connect(m_save, &QToolButton::clicked, this, &SparsityPage::saveNetwork);
    return walk;
}

QTableWidget* SparsityPage::buildTable(const char* name)
{
    auto* table = new QTableWidget(this);
    table->setObjectName(QLatin1String(name));
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setStretchLastSection(true);
    return table;
}

QWidget* SparsityPage::buildTabs()
{
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    auto* layers = new QSplitter(Qt::Horizontal, m_tabs);
    m_layers = buildTable("sparsityLayers");
    layers->addWidget(m_layers);
    layers->addWidget(m_kernels);
    layers->setSizes({480, 420});
    m_tabs->addTab(layers, QString());
    m_targets = buildTable("sparsityTargets");
    m_tabs->addTab(m_targets, QString());
    m_tabs->addTab(m_sensitivity, QString());
    m_tabs->addTab(new LossChart(m_session, m_tabs), QString());
    m_tabs->addTab(m_data, QString());
    connect(m_layers, &QTableWidget::currentCellChanged, this, [this](int row) { m_kernels->setLayer(row); });
    return m_tabs;
}

QWidget* SparsityPage::buildMiddle()
{
    auto* middle = new QWidget(this);
    middle->setObjectName(QStringLiteral("boardPage"));
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    auto* splitter = new QSplitter(Qt::Vertical, middle);
    auto* upper = new QWidget(splitter);
    auto* upperLayout = new QVBoxLayout(upper);
    upperLayout->setContentsMargins(0, 0, 0, 0);
    auto* charts = new QSplitter(Qt::Horizontal, upper);
    charts->addWidget(m_curve);
    charts->addWidget(m_gain);
    charts->setSizes({500, 500});
    upperLayout->addWidget(charts, 1);
    upperLayout->addWidget(buildWalk());
    splitter->addWidget(upper);
    splitter->addWidget(buildTabs());
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    layout->addWidget(splitter, 1);
    return middle;
}

void SparsityPage::retranslate()
{
    m_differences->setText(tr("Difference to dense"));
    m_published->setText(tr("Published curves …"));
    m_export->setText(tr("Export …"));
    m_figure->setItemText(0, tr("Latency"));
    m_figure->setItemText(1, tr("Energy"));
    m_figure->setItemText(2, tr("Memory"));
    m_slider->setToolTip(tr("Walks along the curve"));
    m_board->setText(tr("Show on the board"));
    m_save->setText(tr("Save network …"));
    const QStringList tabs{tr("Layers"), tr("Targets"), tr("Sensitivity"), tr("Loss"), tr("Data")};
    for (int i = 0; i < m_tabs->count(); ++i)
        m_tabs->setTabText(i, tabs[i]);
    m_tabs->setAccessibleName(tr("Measured networks in detail"));
    m_layers->setAccessibleName(tabs[0]);
    m_targets->setAccessibleName(tabs[1]);
    m_kernels->setAccessibleName(tr("Kernels with the elements that remain"));
    m_curve->setAccessibleName(tr("Accuracy against sparsity"));
    m_gain->setAccessibleName(tr("Accuracy against what a target gains"));
    m_series->setAccessibleName(tr("Series"));
    m_slider->setAccessibleName(m_slider->toolTip());
    m_figure->setAccessibleName(tr("Figure"));
    refreshHead();
    refreshWalk();
    refreshLayers();
    refreshTargets();
}

void SparsityPage::refreshHead()
{
    m_title->setText(tr("Sparsity against accuracy"));
    m_export->setEnabled(!m_session.samples().empty());
    QStringList facts;
    if (!m_session.studyName().isEmpty())
        facts << m_session.studyName();
    if (const DataGlance* glance = m_session.glance(); glance && !glance->error)
        facts << QString::fromStdString(glance->few.name)
              << tr("%1 test samples").arg(wholeText(static_cast<std::int64_t>(glance->testSamples)));
    if (!m_session.samples().empty())
        facts << tr("%n point(s) measured", nullptr, static_cast<int>(m_session.samples().size()));
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    const DataGlance* glance = m_session.glance();
    if (m_session.run() == SparsitySession::Run::idle && glance && (glance->error || glance->networkError)) {
        const Error& error = glance->error ? *glance->error : *glance->networkError;
        m_failure->setText(tr("Not measured: %1").arg(sentenceText(error)));
        m_failure->show();
    } else if (m_session.run() != SparsitySession::Run::idle
               || (glance && m_failure->text().startsWith(tr("Not measured: %1").section(u'%', 0, 0)))) {
        m_failure->hide();
    }
}

void SparsityPage::refreshWalk()
{
    const bool some = m_session.current() != nullptr;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_series, m_slider, m_board, m_save})
        widget->setEnabled(some);
    m_series->clear();
    for (const SparsitySeries& series : m_session.series())
        m_series->addItem(seriesText(series.method, series.bits, series.retrained));
    m_series->setVisible(some);
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0,
                       some ? static_cast<int>(m_session.series()[m_session.currentSeries()].samples.size()) - 1 : 0);
    m_slider->setValue(static_cast<int>(m_session.currentPosition()));
    m_series->setCurrentIndex(static_cast<int>(m_session.currentSeries()));
    const SparsitySample* sample = m_session.current();
    m_point->setText(sample ? remainingText(sample->point.remaining) + QStringLiteral(" · ")
                                  + accuracyText(sample->point.retrained)
                            : QString());
}

namespace {

QTableWidgetItem* cell(const QString& text, bool number = true)
{
    auto* item = new QTableWidgetItem(text);
    if (number)
        item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

} // namespace

void SparsityPage::refreshLayers()
{
    const SparsitySample* sample = m_session.current();
    const QSignalBlocker quiet(m_layers);
    const int row = m_layers->currentRow();
    m_layers->clear();
    m_layers->setColumnCount(6);
    m_layers->setHorizontalHeaderLabels(
        {tr("Layer"), tr("Kernels"), tr("Weights"), tr("Zeros"), tr("Lost, share of all"), tr("Dead channels")});
    m_layers->setRowCount(sample ? static_cast<int>(sample->layers.size()) : 0);
    std::int64_t lost = 0;
    if (sample)
        for (const LayerSparsity& layer : sample->layers)
            lost += layer.zeros;
    int pruned = -1;
    for (int i = 0; i < m_layers->rowCount(); ++i) {
        const LayerSparsity& layer = sample->layers[static_cast<std::size_t>(i)];
        m_layers->setItem(i, 0, cell(QString::fromStdString(layer.name), false));
        m_layers->setItem(i, 1, cell(QString::fromStdString(toString(layer.shape)).replace(u'x', u'×')));
        m_layers->setItem(i, 2, cell(wholeText(layer.elements)));
        m_layers->setItem(i, 3, cell(percentText(layer.zeroFraction())));
        m_layers->setItem(
            i, 4,
            cell(lost ? percentText(static_cast<double>(layer.zeros) / static_cast<double>(lost)) : unknownText()));
        m_layers->setItem(i, 5, cell(tr("%1 of %2").arg(layer.deadChannels).arg(layer.outputChannels)));
        if (pruned < 0 && i > 0 && layer.shape.size() == 4)
            pruned = i;
    }
    m_layers->setCurrentCell(row >= 0 && row < m_layers->rowCount() ? row : std::max(0, pruned), 0);
    m_kernels->setLayer(m_layers->currentRow());
}

void SparsityPage::refreshTargets()
{
    m_targets->clear();
    m_targets->setColumnCount(6);
    m_targets->setHorizontalHeaderLabels({tr("Target"), tr("Latency"), tr("Energy"), tr("Memory"),
                                          tr("TOPS/W, dense operations"), tr("Against the first point")});
    const auto& ids = m_session.question().targets;
    const SparsitySample* sample = m_session.current();
    const SparsitySample* dense = m_session.dense();
    m_targets->setRowCount(sample ? static_cast<int>(ids.size()) : 0);
    for (int i = 0; i < m_targets->rowCount(); ++i) {
        const std::string& id = ids[static_cast<std::size_t>(i)];
        const Target* target = m_session.workspace().target(id);
        m_targets->setItem(i, 0,
                           cell(target ? QString::fromStdString(target->name) : QString::fromStdString(id), false));
        const auto found = sample->figures.find(id);
        const auto first = dense->figures.find(id);
        if (found == sample->figures.end() || first == dense->figures.end())
            continue;
        const PrunedFigures& f = found->second;
        m_targets->setItem(i, 1, cell(f.latency ? secondsText(*f.latency) : unknownText()));
        m_targets->setItem(i, 2, cell(f.energy ? joulesText(*f.energy) : unknownText()));
        m_targets->setItem(i, 3, cell(f.memory > Bytes{0} ? bytesText(f.memory) : unknownText()));
        const auto efficiency = f.topsPerWatt();
        m_targets->setItem(i, 4, cell(efficiency ? roughText(*efficiency) : unknownText()));
        m_targets->setItem(
            i, 5, cell(sample == dense ? tr("is the first point") : gainText(gainOver(first->second, f)), false));
    }
}

void SparsityPage::showPublishedMenu()
{
    QMenu menu(this);
    std::map<std::string, QMenu*> families;
    const auto& shown = m_session.shownPublished();
    for (std::size_t i = 0; i < m_session.published().size(); ++i) {
        const PublishedCurve& curve = m_session.published()[i];
        QMenu*& family = families[curve.family];
        if (!family)
            family = menu.addMenu(tr("Networks: %1").arg(publishedWord(curve.family)));
        QAction* action =
            family->addAction(publishedText(curve) + QStringLiteral(" (%1)").arg(publishedWord(curve.method)));
        action->setCheckable(true);
        action->setChecked(std::find(shown.begin(), shown.end(), i) != shown.end());
        connect(action, &QAction::toggled, this, [this, i](bool on) { m_session.showPublished(i, on); });
    }
    menu.addSeparator();
    menu.addAction(tr("Show none"), this, [this] {
        for (std::size_t i = 0; i < m_session.published().size(); ++i)
            m_session.showPublished(i, false);
    });
    menu.exec(m_published->mapToGlobal(QPoint(0, m_published->height())));
}

void SparsityPage::exportPoints()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export points"), m_session.studyName() + QStringLiteral(".csv"),
                                     QStringLiteral("CSV (*.csv);;JSON (*.json)"));
    if (!path.isEmpty())
        m_session.exportPoints(path);
}

void SparsityPage::saveNetwork()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save network"), QStringLiteral("pruned.tflite"),
                                                      QStringLiteral("TensorFlow Lite (*.tflite)"));
    if (path.isEmpty() || m_session.saveNetwork(path))
        return;
    m_failure->setText(tr("%1 could not be written.").arg(path));
    m_failure->show();
}

void SparsityPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

/// The data are read when the page is first looked at.
void SparsityPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_part->begin();
}

} // namespace tenbin
