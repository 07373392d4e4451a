// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sensitivity_panel.h"

#include <algorithm>
#include <cmath>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

#include "gui/look/text.h"
#include "gui/sparsity/sensitivity_chart.h"

namespace tenbin {

SensitivityPanel::SensitivityPanel(SparsitySession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    auto* layout = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    row->addWidget(m_scan = new QPushButton(this));
    m_scan->setObjectName(QStringLiteral("sparsityScan"));
    row->addWidget(m_facts = new QLabel(this), 1);
    row->addWidget(m_lossLabel = new QLabel(this));
    row->addWidget(m_loss = new QDoubleSpinBox(this));
    m_loss->setRange(0.1, 50.0);
    m_loss->setDecimals(1);
    m_loss->setValue(1.0);
    row->addWidget(m_propose = new QPushButton(this));
    row->addWidget(m_clear = new QPushButton(this));
    m_propose->setObjectName(QStringLiteral("sparsityPropose"));
    layout->addLayout(row);
    m_table = new QTableWidget(this);
    m_table->setObjectName(QStringLiteral("sparsitySensitivity"));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(28);
    m_table->setShowGrid(false);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* split = new QSplitter(this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_table);
    split->addWidget(m_chart = new SensitivityChart(session, this));
    layout->addWidget(split, 1);
    connect(m_scan, &QPushButton::clicked, this, [this] { m_session.scan(); });
    connect(m_propose, &QPushButton::clicked, this, &SensitivityPanel::propose);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        SparsityPageQuestion question = m_session.question();
        question.floors.clear();
        m_session.setQuestion(question);
    });
    connect(&session, &SparsitySession::sensitivityChanged, this, &SensitivityPanel::refresh);
    connect(&session, &SparsitySession::questionChanged, this, &SensitivityPanel::refresh);
    connect(&session, &SparsitySession::runChanged, this, &SensitivityPanel::refreshButtons);
    retranslate();
}

void SensitivityPanel::retranslate()
{
    m_scan->setText(tr("Prune each layer alone"));
    m_lossLabel->setText(tr("a layer may cost, points"));
    m_propose->setText(tr("Propose plan"));
    m_clear->setText(tr("No plan"));
    m_chart->setAccessibleName(m_scan->text());
    refresh();
}

void SensitivityPanel::refreshButtons()
{
    const bool idle = m_session.run() == SparsitySession::Run::idle;
    const bool scanned = m_session.sensitivity() != nullptr;
    m_scan->setEnabled(idle);
    m_propose->setEnabled(idle && scanned);
    m_clear->setEnabled(idle && !m_session.question().floors.empty());
    m_table->setEnabled(idle);
}

void SensitivityPanel::propose()
{
    SparsityPageQuestion question = m_session.question();
    question.floors = proposedFloors(*m_session.sensitivity(), m_loss->value() / 100.0);
    m_session.setQuestion(question);
}

void SensitivityPanel::setFloor(const std::string& layer, double share)
{
    SparsityPageQuestion question = m_session.question();
    if (share > 0.0)
        question.floors[layer] = share;
    else
        question.floors.erase(layer);
    m_session.setQuestion(question);
}

QComboBox* SensitivityPanel::floorBox(const std::string& layer, const std::vector<double>& levels)
{
    auto* box = new QComboBox(m_table);
    box->addItem(tr("as the step says"), 0.0);
    box->addItem(tr("all"), 1.0);
    for (const double level : levels)
        box->addItem(tr("at least %1").arg(remainingText(level)), level);
    const auto floor = m_session.question().floors.find(layer);
    for (int i = 0; i < box->count() && floor != m_session.question().floors.end(); ++i)
        if (std::abs(box->itemData(i).toDouble() - floor->second) < 1e-6)
            box->setCurrentIndex(i);
    connect(
        box, &QComboBox::activated, this, [this, box, layer] { setFloor(layer, box->currentData().toDouble()); },
        Qt::QueuedConnection);
    return box;
}

void SensitivityPanel::refresh()
{
    const Sensitivity* scan = m_session.sensitivity();
    refreshButtons();
    if (scan)
        m_facts->setText(tr("dense %1; no retraining; the first method and width").arg(accuracyText(scan->dense)));
    else if (m_session.question().floors.empty())
        m_facts->setText(tr("Shows which layers bear pruning, and proposes what each keeps at least."));
    else
        m_facts->setText(tr("A plan is set; the next sweep follows it."));
    m_table->clear();
    m_table->setRowCount(0);
    m_table->setColumnCount(0);
    m_chart->setVisible(scan != nullptr);
    if (!scan)
        return;
    m_table->setRowCount(static_cast<int>(scan->layers.size()));
    m_table->setColumnCount(static_cast<int>(scan->levels.size()) + 3);
    QStringList header{tr("Layer"), tr("Weights")};
    for (const double level : scan->levels)
        header << remainingText(level);
    m_table->setHorizontalHeaderLabels(header << tr("Plan"));
    const auto put = [this](int row, int column, const QString& text, bool number) {
        auto* item = new QTableWidgetItem(text);
        if (number)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_table->setItem(row, column, item);
    };
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const LayerSensitivity& layer = scan->layers[static_cast<std::size_t>(row)];
        put(row, 0, QString::fromStdString(layer.layer), false);
        put(row, 1, wholeText(layer.elements), true);
        for (std::size_t i = 0; i < layer.at.size(); ++i) {
            put(row, 2 + static_cast<int>(i), percentText(layer.at[i].value()), true);
            m_table->item(row, 2 + static_cast<int>(i))->setToolTip(accuracyText(layer.at[i]));
        }
        m_table->setCellWidget(row, m_table->columnCount() - 1, floorBox(layer.layer, scan->levels));
    }
}

void SensitivityPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
