// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/compare_page.h"

#include <QAction>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/design_drag.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/compare/compare_model.h"
#include "gui/compare/compare_table.h"
#include "gui/compare/layer_compare_panel.h"

namespace tenbin {

namespace {

constexpr const char* kExampleNetwork = "zoo:mobilenet_v1?alpha=0.25&input=96x96x3";
constexpr const char* kExampleTargets[] = {"imx500",   "ethos_u55_256", "ethos_u85_512",
                                           "max78002", "stm32n6",       "stm32h747"};

} // namespace

ComparePage::ComparePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_session(*new CompareSession(workspace, this)), m_model(new CompareModel(m_session, this)),
      m_table(new CompareTable(*m_model, this)), m_layers(new LayerComparePanel(m_session, this)),
      m_stack(new QStackedWidget(this)), m_names(new QComboBox(this)), m_facts(new QLabel(this)),
      m_add(new QToolButton(this)), m_layerButton(new QToolButton(this)), m_copy(new QToolButton(this)),
      m_more(new QToolButton(this)), m_addMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("comparePage"));
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    buildActions();
    build();
    connect(m_table, &CompareTable::headingClicked, this, [this](int column) {
        const auto index = static_cast<std::size_t>(column);
        m_session.setReference(m_session.question().reference == index ? std::nullopt : std::optional(index));
    });
    connect(m_table, &CompareTable::columnMoved, this, [this](int column, int gap) {
        m_session.move(static_cast<std::size_t>(column), static_cast<std::size_t>(gap > column ? gap - 1 : gap));
    });
    connect(m_table, &CompareTable::dropped, this,
            [this](const QMimeData* dragged, int gap, int column) { take(*dragged, gap, column); });
    connect(m_table, &CompareTable::menuRequested, this, &ComparePage::showMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        m_layers->follow(current.column());
        refreshActions();
    });
    connect(m_layers, &LayerComparePanel::closeRequested, this, [this] { setLayersVisible(false); });
    connect(&m_session, &CompareSession::comparisonChanged, this, &ComparePage::refresh);
    connect(&m_session, &CompareSession::questionChanged, this, &ComparePage::refresh);
    connect(&m_session, &CompareSession::runningChanged, this, &ComparePage::refresh);
    retranslate();
}

void ComparePage::build()
{
    m_names->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_names->setMinimumContentsLength(16);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts->setObjectName(QStringLiteral("counts"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 12, 16, 8);
    head->setSpacing(12);
    head->addWidget(m_names);
    head->addWidget(m_facts, 1);
    for (QToolButton* button : {m_add, m_layerButton, m_copy, m_more})
        head->addWidget(button);
    m_add->setMenu(m_addMenu);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_layerButton->setCheckable(true);
    connect(m_layerButton, &QToolButton::clicked, this, &ComparePage::setLayersVisible);
    connect(m_names, &QComboBox::activated, this,
            [this](int index) { m_session.showComparison(static_cast<std::size_t>(index)); });

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_table);
    splitter->addWidget(m_layers);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_layers->hide();
    m_stack->addWidget(buildEmpty());
    m_stack->addWidget(splitter);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_stack, 1);
}

QWidget* ComparePage::buildEmpty()
{
    auto* empty = new QWidget(this);
    m_emptyTitle = new QLabel(empty);
    m_emptyText = new QLabel(empty);
    m_example = new QPushButton(empty);
    m_example->setObjectName(QStringLiteral("compareExample"));
    m_fromBoard = new QPushButton(empty);
    m_emptyTitle->setObjectName(QStringLiteral("pageTitle"));
    m_emptyText->setWordWrap(true);
    m_emptyText->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_fromBoard);
    buttons->addWidget(m_example);
    buttons->addStretch();
    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch();
    column->addWidget(m_emptyTitle);
    column->addWidget(m_emptyText);
    column->addLayout(buttons);
    column->addStretch();
    auto* row = new QHBoxLayout(empty);
    row->addStretch(1);
    row->addLayout(column, 2);
    row->addStretch(1);
    connect(m_example, &QPushButton::clicked, this, [this] {
        std::vector<ComparisonColumn> columns;
        for (const char* target : kExampleTargets) {
            ComparisonColumn design;
            design.network = kExampleNetwork;
            design.target = target;
            if (m_session.workspace().target(target))
                columns.push_back(std::move(design));
        }
        add(columns);
    });
    connect(m_fromBoard, &QPushButton::clicked, this, [this] {
        if (const auto design = designOn(m_session.workspace(), m_session.workspace().selectedTarget()))
            add({*design});
    });
    return empty;
}

void ComparePage::add(const std::vector<ComparisonColumn>& designs)
{
    const std::size_t taken = m_session.add(designs);
    if (taken < designs.size())
        tell(tr("A comparison holds %n column(s): remove one first.", nullptr,
                static_cast<int>(kMostComparisonColumns)));
}

void ComparePage::addNetwork(const NetworkId& network, int gap, int column)
{
    // On the target of the column it was dropped on, else on that of the board's selection.
    const auto& columns = m_session.question().columns;
    const Workspace& workspace = m_session.workspace();
    ComparisonColumn design;
    design.network = networkSource(network);
    if (column >= 0 && static_cast<std::size_t>(column) < columns.size()) {
        design.target = columns[static_cast<std::size_t>(column)].target;
        design.configuration = columns[static_cast<std::size_t>(column)].configuration;
    } else {
        design.target = workspace.selectedTarget();
        if (design.target.empty() && !columns.empty())
            design.target = columns.back().target;
        else if (design.target.empty() && !workspace.targets().targets.empty())
            design.target = workspace.targets().targets.front().id;
    }
    if (design.target.empty())
        return;
    if (m_session.add({design}, gap < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(gap))) == 0)
        tell(tr("A comparison holds %n column(s): remove one first.", nullptr,
                static_cast<int>(kMostComparisonColumns)));
}

void ComparePage::take(const QMimeData& dragged, int gap, int column)
{
    if (const auto designs = designsOf(dragged); !designs.empty()) {
        if (m_session.add(designs, gap < 0 ? std::nullopt : std::optional(static_cast<std::size_t>(gap)))
            < designs.size())
            tell(tr("A comparison holds %n column(s): remove one first.", nullptr,
                    static_cast<int>(kMostComparisonColumns)));
    } else if (dragged.hasFormat(QLatin1String(kNetworkMime))) {
        addNetwork(dragged.data(QLatin1String(kNetworkMime)).toStdString(), gap, column);
    } else {
        const QStringList files = localFiles(dragged);
        m_session.workspace().openFiles(files); // so that they lie on the shelf too
        for (const QString& file : files)
            addNetwork(fileNetworkId(file), gap, column);
    }
}

void ComparePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!CompareTable::takes(*event->mimeData()))
        return;
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void ComparePage::dropEvent(QDropEvent* event)
{
    take(*event->mimeData(), -1, -1);
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void ComparePage::setLayersVisible(bool visible)
{
    m_layers->setVisible(visible);
    m_layerButton->setChecked(visible);
    if (visible) {
        const auto reference = m_session.question().reference;
        m_layers->choose(reference ? static_cast<int>(*reference) : m_layers->left(), m_layers->right());
        m_layers->follow(current());
    }
}

void ComparePage::tell(const QString& text) { m_facts->setText(text); }

void ComparePage::refresh()
{
    const ComparisonQuestion& question = m_session.question();
    const bool empty = question.columns.empty();
    m_stack->setCurrentIndex(empty ? 0 : 1);
    const QSignalBlocker quiet(m_names);
    m_names->clear();
    for (std::size_t i = 0; i < m_session.book().comparisons.size(); ++i) {
        const QString name = QString::fromStdString(m_session.book().comparisons[i].name);
        m_names->addItem(name.isEmpty() ? tr("Comparison %1").arg(i + 1) : name);
    }
    m_names->setCurrentIndex(static_cast<int>(m_session.book().current));
    QStringList facts{tr("%n column(s)", nullptr, static_cast<int>(question.columns.size()))};
    if (m_session.running())
        facts << tr("Estimating…");
    m_facts->setText(empty ? QString() : facts.join(QStringLiteral(" · ")));
    m_facts->setToolTip(m_facts->text());
    refreshActions();
}

void ComparePage::retranslate()
{
    m_add->setText(tr("Add column") + QStringLiteral(" ▾"));
    m_layerButton->setText(tr("Layer by layer"));
    m_copy->setText(tr("Copy") + QStringLiteral(" ▾"));
    m_more->setText(QStringLiteral("⋯"));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(tr("More"));
    m_names->setAccessibleName(tr("Comparison"));
    m_table->setAccessibleName(tr("Comparison"));
    m_emptyTitle->setText(tr("Put designs side by side"));
    m_emptyText->setText(tr("A column is a network on a target. Drag cards from the board onto “Compare” in the bar on "
                            "the left, drag networks from "
                            "the shelf or designs from Explore, or choose “Add to comparison” in their menus. Click a "
                            "heading to see the others "
                            "as differences against it."));
    m_example->setText(tr("Show an example"));
    m_fromBoard->setText(tr("Add the card selected on the board"));
    retranslateActions();
    refresh();
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_fromBoard->setEnabled(designOn(m_session.workspace(), m_session.workspace().selectedTarget()).has_value());
    Q_EMIT shown();
}

void ComparePage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        m_table->doItemsLayout();
    }
    QWidget::changeEvent(event);
}

} // namespace tenbin
