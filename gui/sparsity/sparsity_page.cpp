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

#include "gui/app/target_name.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/sparsity/curve_chart.h"
#include "gui/sparsity/gain_chart.h"
#include "gui/sparsity/kernel_view.h"
#include "gui/sparsity/loss_chart.h"
#include "gui/sparsity/preprocessing_panel.h"
#include "gui/sparsity/sensitivity_panel.h"
#include "gui/sparsity/sparsity_form.h"
#include "gui/sparsity/sparsity_part.h"
#include "gui/sparsity/ui_sparsity_page.h"
#include "gui/study/studies_menu.h"

namespace tenbin {

SparsityPage::SparsityPage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_session(*new SparsitySession(workspace, this)), m_form(new SparsityForm(m_session, this)),
      m_part(new SparsityPart(
          m_session, [this] { m_form->fill(); }, this)),
      m_curve(new CurveChart(m_session, this)), m_gain(new GainChart(m_session, this)),
      m_kernels(new KernelView(m_session, this)), m_data(new PreprocessingPanel(m_session, this)),
      m_sensitivity(new SensitivityPanel(m_session, this)), m_ui(std::make_unique<Ui::SparsityPage>())
{
    setObjectName(QStringLiteral("sparsityPage"));
    m_ui->setupUi(this);
    build();
    connectHead();
    connectWalk();
    connect(&m_session, &SparsitySession::samplesChanged, this, [this] {
        refreshHead();
        refreshWalk();
    });
    connect(&m_session, &SparsitySession::runChanged, this, &SparsityPage::refreshHead);
    connect(&m_session, &SparsitySession::glanceChanged, this, &SparsityPage::refreshHead);
    connect(&m_session, &SparsitySession::currentChanged, this, [this] {
        refreshWalk();
        refreshLayers();
        refreshTargets();
    });
    connect(&m_session, &SparsitySession::figuresChanged, this, [this] {
        refreshLayers();
        refreshTargets();
    });
    connect(&m_session, &SparsitySession::questionOpened, m_form, &SparsityForm::fill);
    connect(&m_session, &SparsitySession::boardRequested, this, &SparsityPage::boardRequested);
    connect(&m_session, &SparsitySession::failed, this, [this](const QString& message) {
        m_ui->sparsityFailure->setText(message);
        m_ui->sparsityFailure->show();
    });
    retranslate();
}

SparsityPage::~SparsityPage() = default;

namespace {

void prepare(QTableWidget& table)
{
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(24);
    table.horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table.horizontalHeader()->setStretchLastSection(true);
}

} // namespace

/// Puts what knows the session into the places that the form leaves for it.
void SparsityPage::build()
{
    m_form->setMinimumWidth(250);
    m_ui->columns->insertWidget(0, m_form);
    m_ui->columns->setStretchFactor(1, 1);
    m_ui->columns->setSizes({280, 1000});
    m_ui->charts->addWidget(m_curve);
    m_ui->charts->addWidget(m_gain);
    m_ui->charts->setSizes({500, 500});
    m_ui->views->setStretchFactor(0, 3);
    m_ui->views->setStretchFactor(1, 2);
    prepare(*m_ui->sparsityLayers);
    prepare(*m_ui->sparsityTargets);
    m_ui->layers->addWidget(m_kernels);
    m_ui->layers->setSizes({480, 420});
    m_ui->sensitivityPageParts->addWidget(m_sensitivity);
    m_ui->lossPageParts->addWidget(new LossChart(m_session, m_ui->lossPage));
    m_ui->dataPageParts->addWidget(m_data);
    connect(m_ui->sparsityLayers, &QTableWidget::currentCellChanged, this,
            [this](int row) { m_kernels->setLayer(row); });
}

void SparsityPage::connectHead()
{
    auto* studies = new StudiesMenu(m_session, this);
    studies->setObjectName(QStringLiteral("sparsityStudies"));
    m_ui->choices->insertWidget(m_ui->choices->indexOf(m_ui->exportPoints), studies);
    setTabOrder(m_ui->published, studies);
    connect(m_ui->differences, &QCheckBox::toggled, m_curve, &CurveChart::setDifferences);
    connect(m_ui->published, &QToolButton::clicked, this, &SparsityPage::showPublishedMenu);
    connect(m_ui->exportPoints, &QToolButton::clicked, this, &SparsityPage::exportPoints);
    connect(m_ui->figure, &QComboBox::activated, this,
            [this](int index) { m_gain->setFigure(static_cast<GainChart::Figure>(index)); });
}

void SparsityPage::connectWalk()
{
    connect(m_ui->series, &QComboBox::activated, this,
            [this](int index) { m_session.setCurrent(static_cast<std::size_t>(index), m_session.currentPosition()); });
    connect(m_ui->sparsitySlider, &QSlider::valueChanged, this,
            [this](int value) { m_session.setCurrent(m_session.currentSeries(), static_cast<std::size_t>(value)); });
    connect(m_ui->board, &QToolButton::clicked, this, [this] { m_session.openOnBoard(); });
    connect(m_ui->save, &QToolButton::clicked, this, &SparsityPage::saveNetwork);
}

void SparsityPage::retranslate()
{
    m_ui->retranslateUi(this);
    m_kernels->setAccessibleName(tr("Kernels with the elements that remain"));
    m_curve->setAccessibleName(tr("Accuracy against sparsity"));
    m_gain->setAccessibleName(tr("Accuracy against what a target gains"));
    refreshHead();
    refreshWalk();
    refreshLayers();
    refreshTargets();
}

void SparsityPage::refreshHead()
{
    m_ui->exportPoints->setEnabled(!m_session.samples().empty());
    QStringList facts;
    if (!m_session.studyName().isEmpty())
        facts << m_session.studyName();
    if (const DataGlance* glance = m_session.glance(); glance && !glance->error)
        facts << QString::fromStdString(glance->few.name)
              << tr("%1 test samples").arg(wholeText(static_cast<std::int64_t>(glance->testSamples)));
    if (!m_session.samples().empty())
        facts << tr("%n point(s) measured", nullptr, static_cast<int>(m_session.samples().size()));
    m_ui->facts->setText(facts.join(QStringLiteral(" · ")));
    const DataGlance* glance = m_session.glance();
    if (m_session.run() == SparsitySession::Run::idle && glance && (glance->error || glance->networkError)) {
        QString why = textOf(glance->error, [](const Error& error) { return sentenceText(error); });
        if (!glance->error)
            why = sentenceText(*glance->networkError);
        m_ui->sparsityFailure->setText(tr("Not measured: %1").arg(why));
        m_ui->sparsityFailure->show();
    } else if (m_session.run() != SparsitySession::Run::idle
               || (glance && m_ui->sparsityFailure->text().startsWith(tr("Not measured: %1").section(u'%', 0, 0)))) {
        m_ui->sparsityFailure->hide();
    }
}

void SparsityPage::refreshWalk()
{
    const bool some = m_session.current() != nullptr;
    for (QWidget* widget : std::initializer_list<QWidget*>{m_ui->series, m_ui->sparsitySlider, m_ui->board, m_ui->save})
        widget->setEnabled(some);
    m_ui->series->clear();
    for (const SparsitySeries& series : m_session.series())
        m_ui->series->addItem(seriesText(series.method, series.bits, series.retrained));
    m_ui->series->setVisible(some);
    const QSignalBlocker quiet(m_ui->sparsitySlider);
    int last = 0;
    m_ui->point->clear();
    if (const SparsitySample* sample = m_session.current()) {
        last = static_cast<int>(m_session.series()[m_session.currentSeries()].samples.size()) - 1;
        m_ui->point->setText(remainingText(sample->point.remaining) + QStringLiteral(" · ")
                             + accuracyText(sample->point.retrained));
    }
    m_ui->sparsitySlider->setRange(0, last);
    m_ui->sparsitySlider->setValue(static_cast<int>(m_session.currentPosition()));
    m_ui->series->setCurrentIndex(static_cast<int>(m_session.currentSeries()));
}

namespace {

QString shareText(std::int64_t part, std::int64_t whole)
{
    if (whole == 0)
        return unknownText();
    return percentText(static_cast<double>(part) / static_cast<double>(whole));
}

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
    const QSignalBlocker quiet(m_ui->sparsityLayers);
    const int row = m_ui->sparsityLayers->currentRow();
    m_ui->sparsityLayers->clear();
    m_ui->sparsityLayers->setColumnCount(6);
    m_ui->sparsityLayers->setHorizontalHeaderLabels(
        {tr("Layer"), tr("Kernels"), tr("Weights"), tr("Zeros"), tr("Lost, share of all"), tr("Dead channels")});
    m_ui->sparsityLayers->setRowCount(0);
    std::int64_t lost = 0;
    if (sample) {
        m_ui->sparsityLayers->setRowCount(static_cast<int>(sample->layers.size()));
        for (const LayerSparsity& layer : sample->layers)
            lost += layer.zeros;
    }
    int pruned = -1;
    for (int i = 0; i < m_ui->sparsityLayers->rowCount(); ++i) {
        const LayerSparsity& layer = sample->layers[static_cast<std::size_t>(i)];
        m_ui->sparsityLayers->setItem(i, 0, cell(QString::fromStdString(layer.name), false));
        m_ui->sparsityLayers->setItem(i, 1, cell(QString::fromStdString(toString(layer.shape)).replace(u'x', u'×')));
        m_ui->sparsityLayers->setItem(i, 2, cell(wholeText(layer.elements)));
        m_ui->sparsityLayers->setItem(i, 3, cell(percentText(layer.zeroFraction())));
        m_ui->sparsityLayers->setItem(i, 4, cell(shareText(layer.zeros, lost)));
        m_ui->sparsityLayers->setItem(i, 5, cell(tr("%1 of %2").arg(layer.deadChannels).arg(layer.outputChannels)));
        if (pruned < 0 && i > 0 && layer.shape.size() == 4)
            pruned = i;
    }
    if (row >= 0 && row < m_ui->sparsityLayers->rowCount())
        m_ui->sparsityLayers->setCurrentCell(row, 0);
    else
        m_ui->sparsityLayers->setCurrentCell(std::max(0, pruned), 0);
    m_kernels->setLayer(m_ui->sparsityLayers->currentRow());
}

void SparsityPage::refreshTargets()
{
    m_ui->sparsityTargets->clear();
    m_ui->sparsityTargets->setColumnCount(6);
    m_ui->sparsityTargets->setHorizontalHeaderLabels({tr("Target"), tr("Latency"), tr("Energy"), tr("Memory"),
                                                      tr("TOPS/W, dense operations"), tr("Against the first point")});
    const auto& ids = m_session.question().targets;
    const SparsitySample* sample = m_session.current();
    const SparsitySample* dense = m_session.dense();
    m_ui->sparsityTargets->setRowCount(0);
    if (sample)
        m_ui->sparsityTargets->setRowCount(static_cast<int>(ids.size()));
    for (int i = 0; i < m_ui->sparsityTargets->rowCount(); ++i) {
        const std::string& id = ids[static_cast<std::size_t>(i)];
        m_ui->sparsityTargets->setItem(i, 0, cell(targetName(m_session.workspace().target(id), id), false));
        const auto found = sample->figures.find(id);
        const auto first = dense->figures.find(id);
        if (found == sample->figures.end() || first == dense->figures.end())
            continue;
        const PrunedFigures& f = found->second;
        m_ui->sparsityTargets->setItem(i, 1, cell(textOrUnknown(f.latency, secondsText)));
        m_ui->sparsityTargets->setItem(i, 2, cell(textOrUnknown(f.energy, joulesText)));
        m_ui->sparsityTargets->setItem(i, 3,
                                       cell(textOr(textIf(f.memory > Bytes{0}, bytesText(f.memory)), unknownText())));
        m_ui->sparsityTargets->setItem(i, 4, cell(textOrUnknown(f.topsPerWatt(), roughText)));
        QString against = tr("is the first point");
        if (sample != dense)
            against = gainText(gainOver(first->second, f));
        m_ui->sparsityTargets->setItem(i, 5, cell(against, false));
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
    menu.exec(m_ui->published->mapToGlobal(QPoint(0, m_ui->published->height())));
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
    m_ui->sparsityFailure->setText(tr("%1 could not be written.").arg(path));
    m_ui->sparsityFailure->show();
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
