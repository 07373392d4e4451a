// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_page.h"

#include <cmath>
#include <set>

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
#include "gui/explore/explore_part.h"
#include "gui/explore/parallel_plot.h"
#include "gui/explore/question_form.h"
#include "gui/explore/scatter_plot.h"
#include "gui/look/elided_label.h"
#include "gui/look/text.h"
#include "gui/study/studies_menu.h"

namespace tenbin {

ExplorePage::ExplorePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_session(*new ExploreSession(workspace, this)), m_form(new QuestionForm(m_session, this)),
      m_part(new ExplorePart(*m_form, m_session, this)), m_scatter(new ScatterPlot(m_session, this)),
      m_parallel(new ParallelPlot(m_session, this)),
      m_tableModel(new DesignTableModel(m_session, DesignTableModel::Rows::shown, this)),
      m_pinModel(new DesignTableModel(m_session, DesignTableModel::Rows::pinned, this))
{
    setObjectName(QStringLiteral("explorePage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_form);
    splitter->addWidget(buildMiddle());
    splitter->addWidget(buildSide());
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({280, 800, 280});
    layout->addWidget(splitter);

    connect(&m_session, &ExploreSession::runChanged, this, &ExplorePage::refreshHead);
    connect(&m_session, &ExploreSession::frontChanged, this, [this] { refreshHead(), refreshSide(); });
    connect(&m_session, &ExploreSession::brushChanged, this, &ExplorePage::refreshHead);
    connect(&m_session, &ExploreSession::pinsChanged, this, [this] { fillChoices(), refreshSide(); });
    connect(&m_session, &ExploreSession::failed, this, &ExplorePage::showFailure);
    connect(&m_session, &ExploreSession::boardRequested, this, &ExplorePage::boardRequested);
    retranslate();
}

QWidget* ExplorePage::buildHead()
{
    auto* head = new QWidget(this);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* first = new QHBoxLayout;
    m_title = new QLabel(head);
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_facts = new ElidedLabel(head);
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_facts->setMinimumWidth(80);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    first->addWidget(m_title);
    first->addWidget(m_facts, 1);
    auto* studies = new StudiesMenu(m_session, head);
    studies->setObjectName(QStringLiteral("exploreStudies"));
    m_export = new QToolButton(head);
    first->addWidget(studies);
    first->addWidget(m_export);
    layout->addLayout(first);
    m_failure = new QLabel(head);
    m_failure->setWordWrap(true);
    m_failure->hide();
    layout->addWidget(m_failure);
    auto* second = new QHBoxLayout;
    second->addWidget(m_x = new QComboBox(head));
    second->addWidget(m_against = new QLabel(head));
    second->addWidget(m_y = new QComboBox(head));
    second->addSpacing(12);
    second->addWidget(m_colourLabel = new QLabel(head));
    second->addWidget(m_colour = new QComboBox(head));
    second->addWidget(m_sizeLabel = new QLabel(head));
    second->addWidget(m_sizeBy = new QComboBox(head));
    second->addStretch();
    for (QComboBox* box : {m_x, m_y})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    // Long names of parameters must not widen the window.
    for (QComboBox* box : {m_colour, m_sizeBy}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(9);
    }
    layout->addLayout(second);
    connect(studies, &StudiesMenu::chosen, this, [this](const StudyInfo& study) {
        if (const auto question = parseQuestion(study.question, study.name))
            m_form->setQuestion(*question);
    });
    connect(m_export, &QToolButton::clicked, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export points"), QString(),
                                                          QStringLiteral("CSV (*.csv);;JSON (*.json)"));
        if (!path.isEmpty())
            m_session.exportPoints(path);
    });
    const auto plot = [this] {
        m_session.setPlot(kAllFigures[static_cast<std::size_t>(std::max(0, m_x->currentIndex()))],
                          kAllFigures[static_cast<std::size_t>(std::max(0, m_y->currentIndex()))]);
    };
    connect(m_x, &QComboBox::activated, this, plot);
    connect(m_y, &QComboBox::activated, this, plot);
    connect(m_colour, &QComboBox::activated, this,
            [this] { m_scatter->setColourBy(m_colour->currentData().toULongLong()); });
    connect(m_sizeBy, &QComboBox::activated, this, [this] {
        const QVariant dimension = m_sizeBy->currentData();
        m_scatter->setSizeBy(dimension.isValid() ? std::optional<std::size_t>(dimension.toULongLong()) : std::nullopt);
    });
    return head;
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

QWidget* ExplorePage::buildMiddle()
{
    auto* middle = new QWidget(this);
    middle->setObjectName(QStringLiteral("boardPage"));
    auto* layout = new QVBoxLayout(middle);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    auto* splitter = new QSplitter(Qt::Vertical, middle);
    splitter->addWidget(m_scatter);
    m_tabs = new QTabWidget(splitter);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_parallel, QString());
    QTableView* table = buildTable(m_tableModel);
    connect(table, &QTableView::clicked, this,
            [this](const QModelIndex& index) { m_session.togglePin(index.data(DesignTableModel::RowRole).toUInt()); });
    m_tabs->addTab(table, QString());
    auto* corner = new QWidget(m_tabs);
    auto* cornerLayout = new QHBoxLayout(corner);
    cornerLayout->setContentsMargins(0, 0, 0, 0);
    cornerLayout->addWidget(m_brushed = new QLabel(corner));
    cornerLayout->addWidget(m_clear = new QToolButton(corner));
    connect(m_clear, &QToolButton::clicked, this, [this] { m_session.clearBrushes(); });
    m_tabs->setCornerWidget(corner);
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    layout->addWidget(splitter, 1);
    return middle;
}

QWidget* ExplorePage::buildSide()
{
    auto* side = new QWidget(this);
    side->setObjectName(QStringLiteral("exploreSide"));
    side->setAttribute(Qt::WA_StyledBackground);
    side->setMinimumWidth(220);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(12, 12, 12, 12);
    const auto title = [&](QLabel*& label) {
        label = new QLabel(side);
        label->setObjectName(QStringLiteral("sectionTitle"));
        layout->addWidget(label);
    };
    title(m_pinTitle);
    layout->addWidget(m_pinTable = buildTable(m_pinModel), 1);
    m_compare = new QToolButton(side);
    m_compare->setObjectName(QStringLiteral("exploreCompare"));
    m_compare->setProperty("sheetAction", true);
    layout->addWidget(m_compare, 0, Qt::AlignLeft);
    connect(m_compare, &QToolButton::clicked, this, [this] { compareDesigns(m_session.pins()); });
    title(m_whyTitle);
    for (QLabel** label : {&m_why, &m_frontFacts}) {
        *label = new QLabel(side);
        (*label)->setWordWrap(true);
        (*label)->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    layout->addWidget(m_why);
    title(m_frontTitle);
    layout->addWidget(m_frontFacts);
    layout->addStretch(1);
    connect(m_pinTable->selectionModel(), &QItemSelectionModel::currentChanged, this, &ExplorePage::refreshSide);
    return side;
}

void ExplorePage::fillChoices()
{
    const int x = static_cast<int>(m_session.plotX());
    const int y = static_cast<int>(m_session.plotY());
    for (QComboBox* box : {m_x, m_y}) {
        box->clear();
        for (const FigureKind figure : kAllFigures)
            box->addItem(figureName(figure));
    }
    m_x->setCurrentIndex(x);
    m_y->setCurrentIndex(y);
    const QVariant colour = m_colour->currentData();
    const QVariant size = m_sizeBy->currentData();
    m_colour->clear();
    m_sizeBy->clear();
    m_sizeBy->addItem(tr("all alike"));
    if (const ExploreData* shown = m_session.data())
        for (std::size_t i = 0; i < shown->dimensions().size(); ++i) {
            m_colour->addItem(dimensionName(shown->dimensions()[i]), qulonglong(i));
            if (i > 0)
                m_sizeBy->addItem(dimensionName(shown->dimensions()[i]), qulonglong(i));
        }
    for (QWidget* widget : std::initializer_list<QWidget*>{m_colour, m_colourLabel, m_sizeBy, m_sizeLabel})
        widget->setVisible(m_session.data() != nullptr);
    m_colour->setCurrentIndex(std::max(0, m_colour->findData(colour)));
    m_sizeBy->setCurrentIndex(std::max(0, m_sizeBy->findData(size)));
    if (m_colour->currentData().isValid())
        m_scatter->setColourBy(m_colour->currentData().toULongLong());
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
        const double percent = std::abs(theirs - mine) / mine * 100.0;
        const QString number = percentText(0.01 * percent, percent < 10.0 ? 1 : 0);
        const QString name = figureName(objective.figure);
        if (theirs != mine)
            gains << (objective.maximise ? tr("%1: %2 more") : tr("%1: %2 less")).arg(name, number);
    }
    return tr("%1 is dominated by %2. %3.")
        .arg(designName(shown.layout(), points.index[row]), designName(shown.layout(), points.index[*other]),
             gains.join(QStringLiteral(", ")));
}

void ExplorePage::refreshHead()
{
    const ExploreData* shown = m_session.data();
    m_title->setText(shown ? m_session.studyName() : tr("Explore"));
    m_export->setEnabled(shown != nullptr);
    if (m_session.run() != ExploreSession::Run::idle)
        m_failure->hide();
    QStringList facts;
    if (shown) {
        facts << tr("%1 points").arg(wholeText(std::int64_t(shown->size())));
        if (m_session.pointsPerSecond() > 0.0)
            facts << tr("%1 a second").arg(countText(m_session.pointsPerSecond()));
        facts << tr("front %1").arg(wholeText(std::int64_t(m_session.front().front.size())));
        facts << tr("hypervolume %1").arg(numberText(m_session.front().hypervolume, 3));
    }
    m_facts->setText(facts.join(QStringLiteral(" · ")));
    m_clear->setVisible(!m_session.brushes().empty());
    m_brushed->setText(
        m_session.brushes().empty() || !shown
            ? QString()
            : tr("brushed: %1 of %2")
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

void ExplorePage::refreshSide()
{
    const ExploreData* shown = m_session.data();
    m_compare->setEnabled(shown != nullptr && !m_session.pins().empty());
    const QModelIndex current = m_pinTable->currentIndex();
    const auto& pins = m_session.pins();
    if (!shown || pins.empty())
        m_why->setText(
            tr("Click a point to pin it: what is better than it is said here. A double click puts it on the board."));
    else
        m_why->setText(whyNot(current.isValid() ? current.data(DesignTableModel::RowRole).toUInt() : pins.back()));
    const auto& front = m_session.front().front;
    if (!shown || front.empty() || front.back() >= shown->size()) {
        m_frontFacts->setText(shown ? tr("No design keeps all constraints with known objectives.") : QString());
        return;
    }
    std::set<std::uint32_t> targets;
    QStringList lines;
    for (const std::uint32_t row : front)
        targets.insert(shown->layout().blockOf(shown->points().index[row]).target);
    lines << tr("%n design(s)", nullptr, static_cast<int>(front.size())) + QStringLiteral(" · ")
                 + tr("%n target(s)", nullptr, static_cast<int>(targets.size()));
    for (const Objective& objective : shown->question().objectives) {
        const auto& column = shown->points().column(objective.figure);
        double best = column[front.front()];
        for (const std::uint32_t row : front)
            best = objective.maximise ? std::max(best, column[row]) : std::min(best, column[row]);
        lines << tr("best %1: %2").arg(figureName(objective.figure), figureText(objective.figure, best));
    }
    m_frontFacts->setText(lines.join(u'\n'));
}

void ExplorePage::showFailure(const QString& message)
{
    m_failure->setText(message);
    m_failure->show();
}

void ExplorePage::retranslate()
{
    m_export->setText(tr("Export …"));
    m_against->setText(tr("against"));
    m_colourLabel->setText(tr("colour"));
    m_sizeLabel->setText(tr("size"));
    m_tabs->setTabText(0, tr("Parallel coordinates"));
    m_tabs->setTabText(1, tr("Table"));
    m_clear->setText(tr("Show all"));
    m_pinTitle->setText(tr("Pinned designs"));
    m_compare->setText(tr("Compare"));
    m_compare->setToolTip(tr("Put the pinned designs side by side"));
    m_whyTitle->setText(tr("Why not this one?"));
    m_frontTitle->setText(tr("Front"));
    m_pinTable->setAccessibleName(m_pinTitle->text());
    m_scatter->setAccessibleName(tr("Designs as points"));
    m_parallel->setAccessibleName(m_tabs->tabText(0));
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
