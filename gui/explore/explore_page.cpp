// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_page.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/workspace.h"
#include "gui/explore/design_table_model.h"
#include "gui/explore/distribution_chart.h"
#include "gui/explore/explore_part.h"
#include "gui/explore/growth_chart.h"
#include "gui/explore/parallel_plot.h"
#include "gui/explore/question_form.h"
#include "gui/explore/scatter_plot.h"
#include "gui/explore/ui_explore_page.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/study/studies_menu.h"

namespace tenbin {

ExplorePage::ExplorePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_session(*new ExploreSession(workspace, this)), m_form(new QuestionForm(m_session, this)),
      m_part(new ExplorePart(*m_form, m_session, this)), m_scatter(new ScatterPlot(m_session, this)),
      m_parallel(new ParallelPlot(m_session, this)), m_distribution(new DistributionChart(m_session, this)),
      m_growth(new GrowthChart(m_session, this)),
      m_tableModel(new DesignTableModel(m_session, DesignTableModel::Rows::shown, this)),
      m_pinModel(new DesignTableModel(m_session, DesignTableModel::Rows::pinned, this)),
      m_ui(std::make_unique<Ui::ExplorePage>())
{
    setObjectName(QStringLiteral("explorePage"));
    m_ui->setupUi(this);
    build();
    connectHead();
    connect(&m_session, &ExploreSession::runChanged, this, &ExplorePage::refreshHead);
    connect(&m_session, &ExploreSession::frontChanged, this, [this] {
        refreshHead();
        refreshSide();
    });
    connect(&m_session, &ExploreSession::brushChanged, this, &ExplorePage::refreshHead);
    connect(&m_session, &ExploreSession::pinsChanged, this, [this] {
        fillChoices();
        refreshSide();
    });
    connect(&m_session, &ExploreSession::failed, this, &ExplorePage::showFailure);
    connect(&m_session, &ExploreSession::boardRequested, this, &ExplorePage::boardRequested);
    retranslate();
}

ExplorePage::~ExplorePage() = default;

/// Puts what knows the session into the places that the form leaves for it.
void ExplorePage::build()
{
    m_ui->columns->insertWidget(0, m_form);
    m_ui->columns->setStretchFactor(1, 1);
    m_ui->columns->setSizes({280, 800, 280});
    m_ui->views->insertWidget(0, m_scatter);
    m_ui->views->setStretchFactor(0, 3);
    m_ui->views->setStretchFactor(1, 2);
    m_ui->parallelPageParts->addWidget(m_parallel);
    QTableView* table = buildTable(m_tableModel);
    connect(table, &QTableView::clicked, this,
            [this](const QModelIndex& index) { m_session.togglePin(index.data(DesignTableModel::RowRole).toUInt()); });
    m_ui->tablePageParts->addWidget(table);
    m_ui->distributionPageParts->addWidget(m_distribution);
    m_ui->growthPageParts->addWidget(m_growth);
    buildCorner();
    m_ui->exploreSide->setAttribute(Qt::WA_StyledBackground);
    m_pinTable = buildTable(m_pinModel);
    m_ui->side->insertWidget(1, m_pinTable, 1);
    connect(m_ui->exploreCompare, &QToolButton::clicked, this, [this] { compareDesigns(m_session.pins()); });
    connect(m_pinTable->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExplorePage::refreshSide);
    m_ui->side->setStretch(m_ui->side->count() - 1, 1);
}

/// Beside the tabs: how much is brushed. A form has no place for it.
void ExplorePage::buildCorner()
{
    auto* corner = new QWidget(m_ui->tabs);
    auto* layout = new QHBoxLayout(corner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_brushed = new QLabel(corner));
    layout->addWidget(m_clear = new QToolButton(corner));
    connect(m_clear, &QToolButton::clicked, this, [this] { m_session.clearBrushes(); });
    m_ui->tabs->setCornerWidget(corner);
}

void ExplorePage::connectHead()
{
    auto* studies = new StudiesMenu(m_session, this);
    studies->setObjectName(QStringLiteral("exploreStudies"));
    m_ui->titles->insertWidget(m_ui->titles->indexOf(m_ui->exportPoints), studies);
    setTabOrder(studies, m_ui->exportPoints);
    connect(studies, &StudiesMenu::chosen, this, [this](const StudyInfo& study) {
        if (const auto question = parseQuestion(study.question, study.name))
            m_form->setQuestion(*question);
    });
    connect(m_ui->exportPoints, &QToolButton::clicked, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export points"), QString(),
                                                          QStringLiteral("CSV (*.csv);;JSON (*.json)"));
        if (!path.isEmpty())
            m_session.exportPoints(path);
    });
    const auto plot = [this] {
        m_session.setPlot(kAllFigures[static_cast<std::size_t>(std::max(0, m_ui->x->currentIndex()))],
                          kAllFigures[static_cast<std::size_t>(std::max(0, m_ui->y->currentIndex()))]);
    };
    connect(m_ui->x, &QComboBox::activated, this, plot);
    connect(m_ui->y, &QComboBox::activated, this, plot);
    connect(m_ui->colour, &QComboBox::activated, this,
            [this] { m_scatter->setColourBy(m_ui->colour->currentData().toULongLong()); });
    connect(m_ui->sizeBy, &QComboBox::activated, this, [this] {
        std::optional<std::size_t> by;
        if (const QVariant dimension = m_ui->sizeBy->currentData(); dimension.isValid())
            by = dimension.toULongLong();
        m_scatter->setSizeBy(by);
    });
}

QTableView* ExplorePage::buildTable(DesignTableModel* model)
{
    auto* view = new QTableView(this);
    auto* proxy = new QSortFilterProxyModel(view);
    proxy->setSourceModel(model);
    proxy->setSortRole(DesignTableModel::SortRole);
    view->setModel(proxy);
    view->setSortingEnabled(true);
    view->sortByColumn(1, Qt::AscendingOrder);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(24);
    view->setShowGrid(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setMouseTracking(true);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view->horizontalHeader()->setMinimumSectionSize(64);
    view->setWordWrap(false);
    connect(model, &QAbstractItemModel::modelReset, view, [view] {
        if (view->model()->columnCount() > 0)
            view->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    });
    view->setDragEnabled(true);
    view->setDragDropMode(QAbstractItemView::DragOnly);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, this,
            [this, view](const QPoint& at) { showDesignMenu(*view, at); });
    connect(view, &QTableView::entered, this,
            [this](const QModelIndex& index) { m_session.hover(index.data(DesignTableModel::RowRole).toUInt()); });
    connect(view, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        m_session.showOnBoard(index.data(DesignTableModel::RowRole).toUInt());
    });
    return view;
}

void ExplorePage::fillChoices()
{
    const int x = static_cast<int>(m_session.plotX());
    const int y = static_cast<int>(m_session.plotY());
    for (QComboBox* box : {m_ui->x, m_ui->y}) {
        box->clear();
        for (const FigureKind figure : kAllFigures)
            box->addItem(figureName(figure));
    }
    m_ui->x->setCurrentIndex(x);
    m_ui->y->setCurrentIndex(y);
    const QVariant colour = m_ui->colour->currentData();
    const QVariant size = m_ui->sizeBy->currentData();
    m_ui->colour->clear();
    m_ui->sizeBy->clear();
    m_ui->sizeBy->addItem(tr("all alike"));
    if (const ExploreData* shown = m_session.data())
        for (std::size_t i = 0; i < shown->dimensions().size(); ++i) {
            m_ui->colour->addItem(dimensionName(shown->dimensions()[i]), qulonglong(i));
            if (i > 0)
                m_ui->sizeBy->addItem(dimensionName(shown->dimensions()[i]), qulonglong(i));
        }
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_ui->colour, m_ui->colourLabel, m_ui->sizeBy, m_ui->sizeLabel})
        widget->setVisible(m_session.data() != nullptr);
    m_ui->colour->setCurrentIndex(std::max(0, m_ui->colour->findData(colour)));
    m_ui->sizeBy->setCurrentIndex(std::max(0, m_ui->sizeBy->findData(size)));
    if (m_ui->colour->currentData().isValid())
        m_scatter->setColourBy(m_ui->colour->currentData().toULongLong());
}

QString ExplorePage::whyNot(std::uint32_t row) const
{
    const ExploreData& shown = *m_session.data();
    const auto& points = shown.points();
    if (points.verdict[row] != VerdictKind::fits && shown.question().constraints.fits)
        return tr("%1 does not fit.").arg(designName(shown.layout(), points.index[row]));
    if (!shown.admitted(row))
        return tr("%1 breaks a constraint of the question.").arg(designName(shown.layout(), points.index[row]));
    const auto other = m_session.dominator(row);
    if (!other)
        return tr("%1 is on the front: nothing is better in every objective.")
            .arg(designName(shown.layout(), points.index[row]));
    QStringList gains;
    for (const Objective& objective : shown.question().objectives) {
        const double mine = points.column(objective.figure)[row];
        const double theirs = points.column(objective.figure)[*other];
        if (theirs == mine)
            continue;
        const QString number = roughPercentText(std::abs(theirs - mine) / mine);
        const QString name = figureName(objective.figure);
        if (objective.maximise)
            gains << tr("%1: %2 more").arg(name, number);
        else
            gains << tr("%1: %2 less").arg(name, number);
    }
    return tr("%1 is dominated by %2. %3.")
        .arg(designName(shown.layout(), points.index[row]), designName(shown.layout(), points.index[*other]),
             gains.join(QStringLiteral(", ")));
}

void ExplorePage::refreshHead()
{
    const ExploreData* shown = m_session.data();
    m_ui->pageTitle->setText(tr("Explore"));
    if (shown)
        m_ui->pageTitle->setText(m_session.studyName());
    m_ui->exportPoints->setEnabled(shown != nullptr);
    if (m_session.run() != ExploreSession::Run::idle)
        m_ui->failure->hide();
    QStringList facts;
    if (shown) {
        facts << tr("%1 points").arg(wholeText(std::int64_t(shown->size())));
        if (m_session.pointsPerSecond() > 0.0)
            facts << tr("%1 a second").arg(countText(m_session.pointsPerSecond()));
        facts << tr("front %1").arg(wholeText(std::int64_t(m_session.front().front.size())));
        facts << tr("hypervolume %1").arg(numberText(m_session.front().hypervolume, 3));
    }
    m_ui->facts->setText(facts.join(QStringLiteral(" · ")));
    m_clear->setVisible(!m_session.brushes().empty());
    m_brushed->clear();
    if (shown && !m_session.brushes().empty())
        m_brushed->setText(
            tr("brushed: %1 of %2")
                .arg(wholeText(std::int64_t(m_session.brushedCount())), wholeText(std::int64_t(shown->size()))));
}

void ExplorePage::showDesignMenu(QTableView& view, const QPoint& at)
{
    const QModelIndex index = view.indexAt(at);
    if (!index.isValid())
        return;
    const std::uint32_t row = index.data(DesignTableModel::RowRole).toUInt();
    QMenu menu(this);
    menu.addAction(tr("Add to comparison"), this, [this, row] { compareDesigns({row}); });
    menu.addAction(tr("Show on the board"), this, [this, row] { m_session.showOnBoard(row); });
    menu.exec(view.viewport()->mapToGlobal(at));
}

void ExplorePage::compareDesigns(const std::vector<std::uint32_t>& rows)
{
    std::vector<ComparisonColumn> designs;
    for (const std::uint32_t row : rows)
        designs.push_back(m_session.design(row));
    if (!designs.empty())
        Q_EMIT compareRequested(designs);
}

namespace {

double bestOf(std::span<const double> column, const std::vector<std::uint32_t>& rows, bool maximise)
{
    std::vector<double> values;
    for (const std::uint32_t row : rows)
        values.push_back(column[row]);
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    if (maximise)
        return *most;
    return *least;
}

} // namespace

void ExplorePage::refreshSide()
{
    const ExploreData* shown = m_session.data();
    m_ui->exploreCompare->setEnabled(shown != nullptr && !m_session.pins().empty());
    const QModelIndex current = m_pinTable->currentIndex();
    const auto& pins = m_session.pins();
    if (!shown || pins.empty())
        m_ui->why->setText(
            tr("Click a point to pin it: what is better than it is said here. A double click puts it on the board."));
    else if (current.isValid())
        m_ui->why->setText(whyNot(current.data(DesignTableModel::RowRole).toUInt()));
    else
        m_ui->why->setText(whyNot(pins.back()));
    const auto& front = m_session.front().front;
    if (!shown || front.empty() || front.back() >= shown->size()) {
        m_ui->frontFacts->setText(
            textIf(shown != nullptr, tr("No design keeps all constraints with known objectives.")));
        return;
    }
    std::set<std::uint32_t> targets;
    QStringList lines;
    for (const std::uint32_t row : front)
        targets.insert(shown->layout().blockOf(shown->points().index[row]).target);
    lines << tr("%n design(s)", nullptr, static_cast<int>(front.size())) + QStringLiteral(" · ")
                 + tr("%n target(s)", nullptr, static_cast<int>(targets.size()));
    for (const Objective& objective : shown->question().objectives) {
        const double best = bestOf(shown->points().column(objective.figure), front, objective.maximise);
        lines << tr("best %1: %2").arg(figureName(objective.figure), figureText(objective.figure, best));
    }
    m_ui->frontFacts->setText(lines.join(u'\n'));
}

void ExplorePage::showFailure(const QString& message)
{
    m_ui->failure->setText(message);
    m_ui->failure->show();
}

void ExplorePage::retranslate()
{
    m_ui->retranslateUi(this);
    m_clear->setText(tr("Show all"));
    m_pinTable->setAccessibleName(m_ui->pinTitle->text());
    m_scatter->setAccessibleName(tr("Designs as points"));
    m_parallel->setAccessibleName(m_ui->tabs->tabText(0));
    m_distribution->setAccessibleName(m_ui->tabs->tabText(2));
    m_growth->setAccessibleName(m_ui->tabs->tabText(3));
    fillChoices();
    refreshHead();
    refreshSide();
}

void ExplorePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
