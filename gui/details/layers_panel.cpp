// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layers_panel.h"

#include <algorithm>

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/core/file.h"
#include "engine/tables/csv.h"
#include "engine/targets/placement.h"
#include "gui/app/network_names.h"
#include "gui/details/layer_filter.h"
#include "gui/details/layer_table_model.h"
#include "gui/details/totals_row.h"
#include "gui/look/elided_label.h"
#include "gui/look/share_delegate.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

struct ColumnWidth {
    LayerTableModel::Column column;
    int characters;
};
/// Order on the screen: what the eye looks for first needs no scrolling.
constexpr ColumnWidth kColumns[] = {
    {LayerTableModel::Index, 5},       {LayerTableModel::Kind, 21},    {LayerTableModel::Name, 15},
    {LayerTableModel::Latency, 11},    {LayerTableModel::Share, 13},   {LayerTableModel::BoundBy, 11},
    {LayerTableModel::Output, 15},     {LayerTableModel::MacCount, 9}, {LayerTableModel::Utilisation, 12},
    {LayerTableModel::Moved, 10},      {LayerTableModel::Energy, 10},  {LayerTableModel::CycleCount, 9},
    {LayerTableModel::Parameters, 12}, {LayerTableModel::Input, 15},   {LayerTableModel::Where, 14},
};

} // namespace

LayersPanel::LayersPanel(Workspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_model(new LayerTableModel(this)), m_proxy(new LayerFilter(this)),
      m_pages(new QStackedWidget), m_table(new QTableView), m_totals(new TotalsRow(m_table)), m_bar(new QWidget),
      m_empty(new QLabel), m_title(new ElidedLabel), m_filter(new QLineEdit), m_kind(new QComboBox),
      m_copyButton(new QToolButton), m_saveButton(new QToolButton)
{
    setObjectName(QStringLiteral("layersPanel"));
    setAttribute(Qt::WA_StyledBackground);
    buildTable();
    buildBar();
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    auto* filled = new QWidget;
    auto* column = new QVBoxLayout(filled);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_table, 1);
    column->addWidget(m_totals);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(filled);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    setFocusProxy(m_table);

    connect(m_workspace, &Workspace::selectionChanged, this, &LayersPanel::refresh);
    connect(m_workspace, &Workspace::estimatesChanged, this, &LayersPanel::refresh);
    connect(m_workspace, &Workspace::layerChanged, this, &LayersPanel::showSelectedLayer);
    colourSelection();
    retranslate();
    refresh();
}

void LayersPanel::buildTable()
{
    m_proxy->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("layerTable"));
    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setItemDelegateForColumn(LayerTableModel::Share, new ShareDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    resetColumns();
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this, &LayersPanel::showHeaderMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &LayersPanel::showTableMenu);
    connect(
        m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
            if (current.isValid())
                m_workspace->setSelectedLayer(
                    OperatorId{m_model->rows()[static_cast<std::size_t>(m_proxy->mapToSource(current).row())].index});
        });
    auto* copyAction = new QAction(m_table);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copyAction, &QAction::triggered, this, &LayersPanel::copy);
    m_table->addAction(copyAction);
}

void LayersPanel::buildBar()
{
    m_filter->setObjectName(QStringLiteral("layerFilter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(220);
    m_filter->setMinimumWidth(80);
    m_kind->setObjectName(QStringLiteral("layerKind"));
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(10);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* bar = new QHBoxLayout(m_bar);
    bar->setContentsMargins(12, 4, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_kind);
    bar->addWidget(m_title, 2);
    bar->addWidget(m_copyButton);
    bar->addWidget(m_saveButton);
    const auto filtered = [this] {
        m_proxy->setText(m_filter->text());
        m_proxy->setKind(m_kind->currentData().toString());
        refreshTotals();
    };
    connect(m_filter, &QLineEdit::textChanged, this, filtered);
    connect(m_kind, &QComboBox::currentIndexChanged, this, filtered);
    connect(m_copyButton, &QToolButton::clicked, this, &LayersPanel::copy);
    connect(m_saveButton, &QToolButton::clicked, this, &LayersPanel::saveAsCsv);
}

void LayersPanel::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter layers"));
    m_filter->setAccessibleName(tr("Filter layers"));
    m_kind->setAccessibleName(tr("Operator kind"));
    m_table->setAccessibleName(tr("Layers of the selected target"));
    m_empty->setText(tr("Select a card to see what each layer of its network costs."));
    m_copyButton->setText(tr("Copy"));
    m_copyButton->setToolTip(tr("Copy the selected layers with their raw values"));
    m_saveButton->setText(tr("Save as CSV…"));
    m_saveButton->setToolTip(tr("Save all layers with their raw values"));
    m_model->retranslate();
    m_shown.reset();
}

void LayersPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    } else if (event->type() == QEvent::PaletteChange) {
        colourSelection();
    }
    QWidget::changeEvent(event);
}

/// A selected row stays readable text on a soft ground, bars included.
void LayersPanel::colourSelection()
{
    const ThemeColors& colors = themeColors(palette());
    QPalette soft = m_table->palette();
    soft.setColor(QPalette::Highlight, colors.accentSoft);
    soft.setColor(QPalette::HighlightedText, colors.text);
    m_table->setPalette(soft);
}

void LayersPanel::refresh()
{
    const Answer* answer = m_workspace->answer(m_workspace->selectedTarget());
    const bool shown = answer && answer->estimate && answer->graph;
    if (!shown) {
        m_pages->setCurrentIndex(0);
        m_model->show({}, std::nullopt);
        m_shown.reset();
        return;
    }
    m_pages->setCurrentIndex(1);
    if (m_shown == answer->estimate)
        return;
    m_shown = answer->estimate;
    m_title->setText(tr("%1 on %2").arg(networkTitle(answer->network), QString::fromStdString(m_shown->targetName)));
    m_model->show(layerRows(*m_shown, *answer->graph), m_shown->bottleneck, answer->configuration);
    for (const int column : {LayerTableModel::Kind, LayerTableModel::Input, LayerTableModel::Output})
        m_table->setColumnWidth(column, std::max(m_table->columnWidth(column), widthOf(column)));
    refreshKinds();
    refreshTotals();
    showSelectedLayer();
}

/// What a column needs to show every cell whole; 0 while it is hidden.
int LayersPanel::widthOf(int column) const
{
    if (m_table->isColumnHidden(column))
        return 0;
    QFont bold = m_table->font(); // the slowest layer's
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int width = 0;
    for (int row = 0; row < m_model->rowCount(); ++row)
        width = std::max(width, metrics.horizontalAdvance(m_model->index(row, column).data().toString()));
    return width + metrics.averageCharWidth() * 2;
}

void LayersPanel::refreshKinds()
{
    const QString chosen = m_kind->currentData().toString();
    QStringList kinds = m_model->kinds();
    kinds.sort();
    const QSignalBlocker blocker(m_kind);
    m_kind->clear();
    m_kind->addItem(tr("All operators"), QString());
    for (const QString& kind : kinds)
        m_kind->addItem(kind, kind);
    m_kind->setCurrentIndex(std::max(0, m_kind->findData(chosen)));
    m_proxy->setKind(m_kind->currentData().toString());
}

void LayersPanel::refreshTotals()
{
    if (!m_shown)
        return;
    std::vector<const LayerRow*> rows;
    for (int r = 0; r < m_proxy->rowCount(); ++r)
        rows.push_back(&m_model->rows()[static_cast<std::size_t>(m_proxy->mapToSource(m_proxy->index(r, 0)).row())]);
    LayerTotals totals = totalsOf(rows);
    if (m_proxy->isActive()) {
        m_totals->show(tr("%1 of %n layer(s)", nullptr, m_model->rowCount()).arg(totals.rows),
                       LayerTableModel::cellsOf(totals));
        return;
    }
    // Of the whole inference: what its layers add up to is not all.
    totals.latency.reset();
    totals.share.reset();
    totals.energy.reset();
    if (m_shown->latency) {
        totals.latency = m_shown->latency->value;
        totals.share = 1.0;
    }
    if (m_shown->energy)
        totals.energy = m_shown->energy->value;
    totals.parameters = m_shown->parameters;
    QString label = tr("Whole inference, %n layer(s)", nullptr, m_model->rowCount());
    QString toolTip;
    if (m_shown->latency && m_shown->overhead.count() > 0.0) {
        label += QStringLiteral(" + ") + secondsText(m_shown->overhead);
        toolTip = tr("%1 pass before, between and after the layers").arg(secondsText(m_shown->overhead));
        if (const auto energy = overheadEnergy(*m_shown); energy && energy->count() > 0.0)
            toolTip += u'\n' + tr("%1 are spent there").arg(joulesText(*energy));
    }
    m_totals->show(label, LayerTableModel::cellsOf(totals), toolTip);
}

void LayersPanel::showSelectedLayer()
{
    const OperatorId layer = m_workspace->selectedLayer();
    if (!layer.valid()) {
        m_table->selectionModel()->clear();
        return;
    }
    const auto& rows = m_model->rows();
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const LayerRow& row) { return row.index == layer.index; });
    if (found == rows.end())
        return;
    const QModelIndex row = m_proxy->mapFromSource(m_model->index(static_cast<int>(found - rows.begin()), 0));
    if (row.isValid() && row.row() != m_table->currentIndex().row())
        m_table->setCurrentIndex(row);
}

QString LayersPanel::copyText(Rows which) const
{
    QModelIndexList rows;
    if (which == Rows::selected)
        rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        for (int r = 0; r < m_proxy->rowCount(); ++r)
            rows.append(m_proxy->index(r, 0));
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    RecordWriter records(kTsv);
    for (int c = 0; c < LayerTableModel::ColumnCount; ++c)
        records.text(m_proxy->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString().toStdString());
    for (const QModelIndex& row : rows) {
        records.endRecord();
        for (int c = 0; c < LayerTableModel::ColumnCount; ++c)
            records.text(row.siblingAtColumn(c).data(LayerTableModel::SortRole).toString().toStdString());
    }
    return QString::fromStdString(records.take());
}

void LayersPanel::copy() const { QApplication::clipboard()->setText(copyText(Rows::selected)); }

void LayersPanel::saveAsCsv()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save layers as CSV"), QStringLiteral("layers.csv"),
                                                      tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    const auto written = writeWhole(path.toStdString(), toCsv(layerTable(m_model->rows())));
    if (!written)
        m_workspace->report(written.error());
}

QByteArray LayersPanel::columns() const { return m_table->horizontalHeader()->saveState(); }

void LayersPanel::setColumns(const QByteArray& columns)
{
    if (columns.isEmpty() || !m_table->horizontalHeader()->restoreState(columns))
        resetColumns();
}

void LayersPanel::resetColumns()
{
    QHeaderView* header = m_table->horizontalHeader();
    const int character = fontMetrics().averageCharWidth() + 1;
    int visual = 0;
    for (const auto& [column, characters] : kColumns) {
        header->showSection(column);
        header->moveSection(header->visualIndex(column), visual++);
        header->resizeSection(column, characters * character);
    }
    m_table->sortByColumn(LayerTableModel::Index, Qt::AscendingOrder);
}

void LayersPanel::showHeaderMenu(const QPoint& position)
{
    QMenu menu(this);
    for (const auto& [column, characters] : kColumns) {
        if (column == LayerTableModel::Index)
            continue;
        QAction* action = menu.addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(column));
        connect(action, &QAction::toggled, this,
                [this, hidden = column](bool on) { m_table->setColumnHidden(hidden, !on); });
    }
    menu.addSeparator();
    menu.addAction(tr("Reset columns"), this, &LayersPanel::resetColumns);
    menu.exec(m_table->horizontalHeader()->mapToGlobal(position));
    m_totals->update();
}

void LayersPanel::addPlacement(QMenu& menu, const LayerRow& row)
{
    const TargetId id = m_workspace->selectedTarget();
    const Target* target = m_workspace->target(id);
    const bool placed = isPlacedOnProcessor(m_workspace->configuration(id), row.index);
    const bool onAccelerator = row.unit == ExecutionUnit::macArray || row.unit == ExecutionUnit::vectorUnit;
    if (!target || !canPlaceOnProcessor(*target) || !(placed || onAccelerator))
        return;
    const auto place = [=, this, key = placementKey(row.index)](std::string_view where) {
        m_workspace->setOption(id, key, std::string(where));
    };
    menu.addSeparator();
    if (placed)
        menu.addAction(tr("Leave to the compiler"), this, [=] { place(kAsCompiled); });
    else
        menu.addAction(tr("Run on the processor"), this, [=] { place(kOnProcessor); });
}

void LayersPanel::showTableMenu(const QPoint& position)
{
    QMenu menu(this);
    const QModelIndex cell = m_table->indexAt(position);
    const auto copyThis = [](const QString& text) { QApplication::clipboard()->setText(text); };
    if (cell.isValid())
        menu.addAction(tr("Copy cell"), this, [=] { copyThis(cell.data(LayerTableModel::SortRole).toString()); });
    menu.addAction(tr("Copy rows"), this, [=, this] { copyThis(copyText(Rows::selected)); });
    menu.addAction(tr("Copy all"), this, [=, this] { copyThis(copyText(Rows::shown)); });
    if (cell.isValid())
        addPlacement(menu, m_model->rows()[static_cast<std::size_t>(m_proxy->mapToSource(cell).row())]);
    menu.addSeparator();
    menu.addAction(tr("Save as CSV…"), this, &LayersPanel::saveAsCsv);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace tenbin
