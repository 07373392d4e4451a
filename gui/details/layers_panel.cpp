// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/layers_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSaveFile>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/network_names.h"
#include "gui/app/text.h"
#include "gui/details/layer_table_model.h"
#include "gui/details/share_delegate.h"

namespace tenbin {

LayersPanel::LayersPanel(Workspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_model(new LayerTableModel(this)), m_proxy(new QSortFilterProxyModel(this)),
      m_pages(new QStackedWidget), m_table(new QTableView), m_empty(new QLabel), m_totals(new QLabel), m_filter(new QLineEdit),
      m_copyButton(new QToolButton), m_saveButton(new QToolButton)
{
    build();
    connect(m_filter, &QLineEdit::textChanged, m_proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_copyButton, &QToolButton::clicked, this, &LayersPanel::copy);
    connect(m_saveButton, &QToolButton::clicked, this, &LayersPanel::saveAsCsv);
    connect(m_workspace, &Workspace::selectionChanged, this, &LayersPanel::refresh);
    connect(m_workspace, &Workspace::estimatesChanged, this, &LayersPanel::refresh);
    connect(m_workspace, &Workspace::layerChanged, this, &LayersPanel::showSelectedLayer);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) {
        if (current.isValid())
            m_workspace->setSelectedLayer(OperatorId{m_model->rows()[static_cast<std::size_t>(m_proxy->mapToSource(current).row())].index});
    });
    retranslate();
    refresh();
}

void LayersPanel::build()
{
    m_proxy->setSourceModel(m_model);
    m_proxy->setSortRole(LayerTableModel::SortRole);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);

    m_table->setModel(m_proxy);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(LayerTableModel::Index, Qt::AscendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setItemDelegateForColumn(LayerTableModel::Share, new ShareDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionsMovable(true);
    m_table->horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table->horizontalHeader(), &QWidget::customContextMenuRequested, this, &LayersPanel::showHeaderMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &LayersPanel::showTableMenu);

    auto* copyAction = new QAction(m_table);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(copyAction, &QAction::triggered, this, &LayersPanel::copy);
    m_table->addAction(copyAction);

    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(260);
    m_totals->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(m_filter);
    bar->addWidget(m_totals, 1);
    bar->addWidget(m_copyButton);
    bar->addWidget(m_saveButton);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_pages, 1);
    setMinimumHeight(120);
}

void LayersPanel::retranslate()
{
    m_filter->setPlaceholderText(tr("Filter layers"));
    m_filter->setAccessibleName(tr("Filter layers"));
    m_table->setAccessibleName(tr("Layers of the selected target"));
    m_empty->setText(tr("Select a card to see what each layer of its network costs."));
    m_copyButton->setText(tr("Copy"));
    m_copyButton->setToolTip(tr("Copy the selected layers with their raw values"));
    m_saveButton->setText(tr("Save as CSV…"));
    m_saveButton->setToolTip(tr("Save all layers with their raw values"));
    m_model->retranslate();
    m_shown = nullptr;
}

void LayersPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void LayersPanel::refresh()
{
    const Answer* answer = m_workspace->answer(m_workspace->selectedTarget());
    const bool shown = answer && answer->estimate && answer->graph;
    m_pages->setCurrentWidget(shown ? static_cast<QWidget*>(m_table) : m_empty);
    m_copyButton->setEnabled(shown);
    m_saveButton->setEnabled(shown);
    if (!shown) {
        m_totals->clear();
        m_model->show({}, std::nullopt);
        m_shown = nullptr;
        return;
    }
    if (m_shown == answer->estimate.get())
        return;
    const Estimate& estimate = *answer->estimate;
    const bool first = m_model->rowCount() == 0;
    m_model->show(layerRows(estimate, *answer->graph), estimate.bottleneck);
    m_shown = answer->estimate.get();
    if (first) {
        m_table->resizeColumnsToContents();
        m_table->setColumnWidth(LayerTableModel::Name, 160);
        m_table->setColumnWidth(LayerTableModel::Share, 120);
    } else {
        m_table->resizeColumnToContents(LayerTableModel::Input);
        m_table->resizeColumnToContents(LayerTableModel::Output);
    }
    QString totals = tr("%1 on %2: %n layer(s), %3 MAC", nullptr, m_model->rowCount())
                         .arg(networkTitle(answer->network), QString::fromStdString(estimate.targetName), countText(estimate.macs.toDouble()));
    if (estimate.latency)
        totals += tr(", %1 in all").arg(secondsText(estimate.latency->value));
    if (estimate.overhead.count() > 0.0)
        totals += tr(", %1 of it outside the layers").arg(secondsText(estimate.overhead));
    m_totals->setText(totals);
    showSelectedLayer();
}

void LayersPanel::showSelectedLayer()
{
    const OperatorId layer = m_workspace->selectedLayer();
    if (!layer.valid() || layer.index >= static_cast<std::uint32_t>(m_model->rowCount()))
        return;
    const QModelIndex row = m_proxy->mapFromSource(m_model->index(static_cast<int>(layer.index), 0));
    if (row.isValid() && row.row() != m_table->currentIndex().row())
        m_table->setCurrentIndex(row);
}

QString LayersPanel::copyText() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    if (rows.isEmpty())
        for (int r = 0; r < m_proxy->rowCount(); ++r)
            rows.append(m_proxy->index(r, 0));
    std::sort(rows.begin(), rows.end(), [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    QStringList lines, fields;
    for (int c = 0; c < LayerTableModel::ColumnCount; ++c)
        fields << m_proxy->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString();
    lines << fields.join(u'\t');
    for (const QModelIndex& row : rows) {
        fields.clear();
        for (int c = 0; c < LayerTableModel::ColumnCount; ++c)
            fields << m_proxy->index(row.row(), c).data(LayerTableModel::SortRole).toString();
        lines << fields.join(u'\t');
    }
    return lines.join(u'\n');
}

void LayersPanel::copy() { QApplication::clipboard()->setText(copyText()); }

void LayersPanel::saveAsCsv()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save layers as CSV"), QStringLiteral("layers.csv"), tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray text = QByteArray::fromStdString(layersToCsv(m_model->rows()));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        m_workspace->report({ErrorCode::fileUnwritable, {path.toStdString(), file.errorString().toStdString()}, {.file = path.toStdString()}});
}

void LayersPanel::showHeaderMenu(const QPoint& position)
{
    QMenu menu(this);
    for (int c = LayerTableModel::Kind; c < LayerTableModel::ColumnCount; ++c) {
        QAction* action = menu.addAction(m_model->headerData(c, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_table->isColumnHidden(c));
        connect(action, &QAction::toggled, this, [this, c](bool on) { m_table->setColumnHidden(c, !on); });
    }
    menu.exec(m_table->horizontalHeader()->mapToGlobal(position));
}

void LayersPanel::showTableMenu(const QPoint& position)
{
    QMenu menu(this);
    menu.addAction(tr("Copy rows"), this, &LayersPanel::copy);
    const QModelIndex cell = m_table->indexAt(position);
    if (cell.isValid())
        menu.addAction(tr("Copy cell"), this, [cell] {
            QApplication::clipboard()->setText(cell.data(LayerTableModel::SortRole).toString());
        });
    menu.addAction(tr("Save as CSV…"), this, &LayersPanel::saveAsCsv);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

} // namespace tenbin
