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
#include "gui/compare/ui_compare_page.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

constexpr const char* kExampleNetwork = "zoo:mobilenet_v1?alpha=0.25&input=96x96x3";
constexpr const char* kExampleTargets[] = {"imx500",   "ethos_u55_256", "ethos_u85_512",
                                           "max78002", "stm32n6",       "stm32h747"};

} // namespace

ComparePage::ComparePage(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_session(*new CompareSession(workspace, this)), m_model(new CompareModel(m_session, this)),
      m_table(new CompareTable(*m_model, this)), m_layers(new LayerComparePanel(m_session, this)),
      m_ui(std::make_unique<Ui::ComparePage>()), m_addMenu(new QMenu(this))
{
    setObjectName(QStringLiteral("comparePage"));
    setAttribute(Qt::WA_StyledBackground);
    setAcceptDrops(true);
    m_ui->setupUi(this);
    buildActions();
    build();
    connectEmpty();
    connect(m_table, &CompareTable::headingClicked, this,
            [this](int column) { m_session.toggleReference(static_cast<std::size_t>(column)); });
    connect(m_table, &CompareTable::columnMoved, this, [this](int column, int gap) {
        if (gap > column) // its own place goes
            --gap;
        m_session.move(static_cast<std::size_t>(column), static_cast<std::size_t>(gap));
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

ComparePage::~ComparePage() = default;

/// Puts what knows the session into the places that the form leaves for it.
void ComparePage::build()
{
    m_ui->add->setMenu(m_addMenu);
    connect(m_ui->layerByLayer, &QToolButton::clicked, this, &ComparePage::setLayersVisible);
    connect(m_ui->names, &QComboBox::activated, this,
            [this](int index) { m_session.showComparison(static_cast<std::size_t>(index)); });
    m_ui->tables->addWidget(m_table);
    m_ui->tables->addWidget(m_layers);
    m_ui->tables->setStretchFactor(0, 3);
    m_ui->tables->setStretchFactor(1, 2);
    m_layers->hide();
    m_ui->emptyText->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
}

void ComparePage::connectEmpty()
{
    connect(m_ui->compareExample, &QPushButton::clicked, this, [this] {
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
    connect(m_ui->fromBoard, &QPushButton::clicked, this, [this] {
        if (const auto design = designOn(m_session.workspace(), m_session.workspace().selectedTarget()))
            add({*design});
    });
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
    addAt({design}, gap);
}

void ComparePage::addAt(const std::vector<ComparisonColumn>& designs, int gap)
{
    std::optional<std::size_t> position;
    if (gap >= 0)
        position = static_cast<std::size_t>(gap);
    if (m_session.add(designs, position) < designs.size())
        tell(tr("A comparison holds %n column(s): remove one first.", nullptr,
                static_cast<int>(kMostComparisonColumns)));
}

void ComparePage::take(const QMimeData& dragged, int gap, int column)
{
    if (const auto designs = designsOf(dragged); !designs.empty()) {
        addAt(designs, gap);
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
    m_ui->layerByLayer->setChecked(visible);
    if (visible) {
        if (const auto reference = m_session.question().reference)
            m_layers->choose(static_cast<int>(*reference), m_layers->right());
        else
            m_layers->choose(m_layers->left(), m_layers->right());
        m_layers->follow(current());
    }
}

void ComparePage::tell(const QString& text) { m_ui->counts->setText(text); }

void ComparePage::refresh()
{
    const ComparisonQuestion& question = m_session.question();
    const bool empty = question.columns.empty();
    if (empty)
        m_ui->pages->setCurrentIndex(0);
    else
        m_ui->pages->setCurrentIndex(1);
    const QSignalBlocker quiet(m_ui->names);
    m_ui->names->clear();
    for (std::size_t i = 0; i < m_session.book().comparisons.size(); ++i) {
        const QString name = QString::fromStdString(m_session.book().comparisons[i].name);
        m_ui->names->addItem(textOr(name, tr("Comparison %1").arg(i + 1)));
    }
    m_ui->names->setCurrentIndex(static_cast<int>(m_session.book().current));
    QStringList facts{tr("%n column(s)", nullptr, static_cast<int>(question.columns.size()))};
    if (m_session.running())
        facts << tr("Estimating…");
    m_ui->counts->setText(textIf(!empty, facts.join(QStringLiteral(" · "))));
    m_ui->counts->setToolTip(m_ui->counts->text());
    refreshActions();
}

void ComparePage::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->add->setText(tr("Add column") + QStringLiteral(" ▾"));
    m_ui->copy->setText(tr("Copy") + QStringLiteral(" ▾"));
    m_table->setAccessibleName(tr("Comparison"));
    retranslateActions();
    refresh();
}

void ComparePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_ui->fromBoard->setEnabled(designOn(m_session.workspace(), m_session.workspace().selectedTarget()).has_value());
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
