// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/layer_compare_panel.h"

#include <algorithm>
#include <cmath>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "engine/comparison/comparison_export.h"
#include "engine/tables/csv.h"
#include "gui/compare/compare_session.h"
#include "gui/compare/layer_pair_model.h"
#include "gui/look/text.h"

namespace tenbin {

LayerComparePanel::LayerComparePanel(CompareSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_model(new LayerPairModel(this)), m_order(new QSortFilterProxyModel(this)),
      m_table(new QTableView(this)), m_left(new QComboBox(this)), m_right(new QComboBox(this)),
      m_title(new QLabel(this)), m_against(new QLabel(this)), m_summary(new QLabel(this)),
      m_swap(new QToolButton(this)), m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("compareLayers"));
    m_title->setObjectName(QStringLiteral("sectionTitle"));
    m_order->setSourceModel(m_model);
    m_order->setSortRole(LayerPairModel::SortRole);
    m_table->setModel(m_order);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->horizontalHeader()->setHighlightSections(false);
    for (const int column : {LayerPairModel::LeftLatency, LayerPairModel::RightLatency})
        m_table->setItemDelegateForColumn(column, new ShareDelegate(m_table));
    m_table->setItemDelegateForColumn(LayerPairModel::Gain, new GainDelegate(m_table));
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (QComboBox* box : {m_left, m_right}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(20);
        connect(box, &QComboBox::activated, this, &LayerComparePanel::refresh);
    }
    m_swap->setText(QStringLiteral("⇄"));
    m_close->setText(QStringLiteral("✕"));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 4);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_left, 1);
    head->addWidget(m_against);
    head->addWidget(m_right, 1);
    head->addWidget(m_swap);
    head->addWidget(m_close);
    auto* line = new QHBoxLayout;
    line->setContentsMargins(16, 0, 16, 4);
    line->addWidget(m_summary, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(line);
    layout->addWidget(m_table, 1);
    connect(m_swap, &QToolButton::clicked, this, [this] { choose(right(), left()); });
    connect(m_close, &QToolButton::clicked, this, &LayerComparePanel::closeRequested);
    connect(&session, &CompareSession::comparisonChanged, this, &LayerComparePanel::fill);
    retranslate();
}

int LayerComparePanel::left() const { return m_left->currentIndex(); }
int LayerComparePanel::right() const { return m_right->currentIndex(); }

namespace {

/// A column that is not this one, of two or more.
int another(int column)
{
    if (column == 0)
        return 1;
    return 0;
}

} // namespace

void LayerComparePanel::choose(int left, int right)
{
    if (left == right && m_left->count() > 1)
        right = another(left);
    m_left->setCurrentIndex(left);
    m_right->setCurrentIndex(right);
    refresh();
}

void LayerComparePanel::follow(int column)
{
    if (column >= 0 && column != left() && column != right())
        choose(left(), column);
}

void LayerComparePanel::fill()
{
    const auto& question = m_session.question();
    const int count = static_cast<int>(question.columns.size());
    int left = m_left->currentIndex();
    int right = m_right->currentIndex();
    for (QComboBox* box : {m_left, m_right}) {
        const QSignalBlocker quiet(box);
        box->clear();
        for (const ComparisonColumn& column : question.columns)
            box->addItem(headingOf(column, m_session.workspace()).line());
    }
    if (left < 0 || left >= count) {
        left = std::min(0, count - 1); // -1: there is none
        if (question.reference)
            left = static_cast<int>(*question.reference);
    }
    if (right < 0 || right >= count)
        right = left;
    choose(left, right);
}

QString LayerComparePanel::summary() const
{
    const LayerComparison& layers = m_model->layers();
    switch (layers.alignment) {
    case LayerAlignment::unknown:
        return tr("Choose two columns that have an answer.");
    case LayerAlignment::impossible:
        return tr("These networks have too little in common to be compared layer by layer.");
    case LayerAlignment::sameNetwork:
    case LayerAlignment::byOrder:
        break;
    }
    QStringList parts;
    if (layers.wholeGain && layers.wholeGain->count() != 0.0) {
        const QString size = secondsText(Seconds(std::abs(layers.wholeGain->count())));
        if (layers.wholeGain->count() > 0.0)
            parts << tr("The right takes %1 longer.").arg(size);
        else
            parts << tr("The right takes %1 less.").arg(size);
    }
    if (layers.widest) {
        const LayerPair& pair = layers.pairs[*layers.widest];
        const LayerRow row = pair.left.value_or(pair.right.value_or(LayerRow()));
        parts << tr("Largest difference: %1 %2.").arg(QString::fromStdString(row.kind)).arg(row.index);
    }
    if (layers.alignment == LayerAlignment::byOrder)
        parts << tr("The networks differ: operators are aligned by kind and order.");
    return parts.join(QLatin1Char(' '));
}

void LayerComparePanel::refresh()
{
    const auto& columns = m_session.comparison().columns;
    const auto inside = [&](int i) { return i >= 0 && static_cast<std::size_t>(i) < columns.size(); };
    LayerComparison layers;
    if (inside(left()) && inside(right()) && isVisibleTo(parentWidget()))
        layers = compareLayers(columns[static_cast<std::size_t>(left())], columns[static_cast<std::size_t>(right())]);
    const bool same = layers.alignment == LayerAlignment::sameNetwork;
    m_model->show(std::move(layers), m_left->currentText(), m_right->currentText());
    m_table->setColumnHidden(LayerPairModel::RightKind, same);
    m_table->setColumnHidden(LayerPairModel::RightIndex, same);
    m_left->setToolTip(m_left->currentText());
    m_right->setToolTip(m_right->currentText());
    m_summary->setText(summary());
    m_summary->setToolTip(m_summary->text());
    const int letter = fontMetrics().averageCharWidth();
    // Columns with bars share what the others leave.
    const int widths[] = {5, 28, 0, 0, 14, 0, 28, 5};
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    for (int c = 0; c < LayerPairModel::ColumnCount; ++c) {
        if (widths[c] == 0)
            continue;
        m_table->horizontalHeader()->setSectionResizeMode(c, QHeaderView::Interactive);
        m_table->setColumnWidth(c, widths[c] * letter);
    }
}

void LayerComparePanel::copy() const
{
    QApplication::clipboard()->setText(QString::fromStdString(toTsv(pairTable(m_model->layers()))));
}

void LayerComparePanel::retranslate()
{
    m_title->setText(tr("Layer by layer"));
    m_against->setText(tr("and"));
    m_swap->setToolTip(tr("Swap both sides"));
    m_swap->setAccessibleName(m_swap->toolTip());
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(m_close->toolTip());
    m_left->setAccessibleName(tr("Left column"));
    m_right->setAccessibleName(tr("Right column"));
    m_table->setAccessibleName(tr("Layers of two columns"));
    fill();
}

void LayerComparePanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace tenbin
