// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/validate_page.h"

#include <map>

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include "engine/validation/statistics.h"
#include "gui/app/validation_service.h"
#include "gui/app/workspace.h"
#include "gui/items/validation_model.h"
#include "gui/look/flow_layout.h"
#include "gui/look/text.h"
#include "gui/validate/error_plot.h"
#include "gui/validate/measurement_dialog.h"

namespace tenbin {

ValidatePage::ValidatePage(Workspace& workspace, ValidationService& service, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_service(service), m_model(new ValidationModel(this)),
      m_filter(new ValidationFilter(this)), m_plot(new ErrorPlot), m_title(new QLabel), m_summary(new QLabel),
      m_details(new QLabel), m_family(new QComboBox), m_metric(new QComboBox), m_search(new QLineEdit),
      m_add(new QPushButton), m_import(new QPushButton), m_toBoard(new QPushButton), m_recalibrate(new QPushButton),
      m_tabs(new QTabWidget), m_table(new QTableView), m_unscored(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("validatePage"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connectAll();
    retranslate();
    takeReport();
}

void ValidatePage::buildHead()
{
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_family->setObjectName(QStringLiteral("validateFamily"));
    m_metric->setObjectName(QStringLiteral("validateMetric"));
    m_search->setObjectName(QStringLiteral("validateSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_summary->setObjectName(QStringLiteral("validateSummary"));
    m_summary->setWordWrap(true);
    for (QComboBox* box : {m_family, m_metric}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        box->setMinimumContentsLength(12); // before there is a report
    }
}

void ValidatePage::build()
{
    buildHead();
    m_filter->setSourceModel(m_model);
    m_table->setModel(m_filter);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(ValidationModel::Deviation, Qt::DescendingOrder);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_table->hideColumn(ValidationModel::Metric);             // chosen above
    m_table->horizontalHeader()->setHighlightSections(false); // bold headings would be too wide for their columns
    // Up to the error all columns are seen in a window of 1280 pixels.
    const int widths[] = {18, 14, 12, 12, 12, 11, 10, 48};
    for (int column = 0; column < ValidationModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, widths[column] * fontMetrics().averageCharWidth());
    m_unscored->setReadOnly(true);
    m_unscored->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_tabs->addTab(m_table, QString());
    m_tabs->addTab(m_unscored, QString());
    m_tabs->setDocumentMode(true);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    m_details->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    auto* choices = new FlowLayout; // Japanese needs a second line in narrow windows
    for (QWidget* widget : std::initializer_list<QWidget*>{m_title, m_family, m_metric, m_search, m_add, m_import})
        choices->addWidget(widget);
    auto* actions = new QHBoxLayout;
    actions->addWidget(m_toBoard);
    actions->addWidget(m_recalibrate);
    actions->addStretch(1);
    auto* right = new QWidget;
    auto* rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(8, 0, 0, 0);
    rightLayout->addWidget(m_tabs, 1);
    rightLayout->addWidget(m_details);
    rightLayout->addLayout(actions);
    auto* split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);
    split->addWidget(m_plot);
    split->addWidget(right);
    split->setStretchFactor(0, 4);
    split->setStretchFactor(1, 5);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->addLayout(choices);
    layout->addWidget(m_summary);
    layout->addWidget(split, 1);
}

void ValidatePage::connectAll()
{
    connect(&m_service, &ValidationService::reportChanged, this, &ValidatePage::takeReport);
    connect(m_family, &QComboBox::activated, this, &ValidatePage::applyChoice);
    connect(m_metric, &QComboBox::activated, this, [this] {
        fillChoices(); // families are counted of the figure
        applyChoice();
    });
    connect(m_search, &QLineEdit::textChanged, this, &ValidatePage::applyChoice);
    connect(m_plot, &ErrorPlot::chosen, this, &ValidatePage::choose);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    choose(m_filter->mapToSource(current).row());
            });
    connect(m_add, &QPushButton::clicked, this, &ValidatePage::addMeasurement);
    connect(m_import, &QPushButton::clicked, this, &ValidatePage::importTable);
    connect(m_recalibrate, &QPushButton::clicked, this, &ValidatePage::recalibrate);
    connect(m_toBoard, &QPushButton::clicked, this, [this] {
        const ScoredRow* row = chosenRow();
        if (!row)
            return;
        m_workspace.placeDesign(row->target, row->network, row->configuration); // as it was measured
        Q_EMIT boardRequested();
    });
}

void ValidatePage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_asked, true))
        return;
    m_service.start();
    refreshSummary();
}

void ValidatePage::retranslate()
{
    m_title->setText(tr("Estimated against measured"));
    m_search->setPlaceholderText(tr("Filter measurements"));
    m_search->setAccessibleName(tr("Filter measurements"));
    m_family->setAccessibleName(tr("Family"));
    m_metric->setAccessibleName(tr("Figure"));
    m_add->setText(tr("Add measurement…"));
    m_import->setText(tr("Import table…"));
    m_import->setToolTip(tr("A CSV table with the columns model, target, metric, value and kind"));
    m_toBoard->setText(tr("Show on the board"));
    m_recalibrate->setText(tr("Recalibrate this board"));
    m_tabs->setTabText(0, tr("Measurements, worst first"));
    m_tabs->setTabText(1, tr("Not scored"));
    m_table->setAccessibleName(m_tabs->tabText(0));
    m_unscored->setAccessibleName(m_tabs->tabText(1));
    fillChoices();
    refreshSummary();
    refreshDetails();
}

void ValidatePage::takeReport()
{
    m_chosen = -1;
    m_model->setReport(m_service.report(), m_workspace.targetLibrary());
    if (m_service.report()) // what was chosen stays while the next one is on its way
        fillChoices();
    refreshUnscored();
    applyChoice();
}

void ValidatePage::fillChoices()
{
    const QSignalBlocker family(m_family);
    const QSignalBlocker metric(m_metric);
    const QString chosenFamily = m_family->currentData().toString();
    const QString chosenMetric =
        m_metric->count() > 0 ? m_metric->currentData().toString() : QStringLiteral("latency_ms");
    m_family->clear();
    m_metric->clear();
    m_family->addItem(tr("All families"), QString());
    std::map<std::string, int> families;
    std::map<std::string, int> metrics;
    if (m_service.report())
        for (const ScoredRow& row : m_service.report()->scored) {
            families[row.family] += row.metric == chosenMetric.toStdString() ? 1 : 0;
            ++metrics[row.metric];
        }
    for (const auto& [id, count] : families)
        m_family->addItem(QStringLiteral("%1 (%2)").arg(familyText(id)).arg(count), QString::fromStdString(id));
    for (const auto& [id, count] : metrics)
        m_metric->addItem(QStringLiteral("%1 (%2)").arg(metricText(id)).arg(count), QString::fromStdString(id));
    m_family->setCurrentIndex(std::max(0, m_family->findData(chosenFamily)));
    m_metric->setCurrentIndex(std::max(0, m_metric->findData(chosenMetric)));
}

void ValidatePage::showFamily(const QString& family)
{
    m_family->setCurrentIndex(std::max(0, m_family->findData(family)));
    applyChoice();
}

void ValidatePage::showTarget(const QString& target)
{
    m_family->setCurrentIndex(0);
    m_metric->setCurrentIndex(std::max(0, m_metric->findData(QStringLiteral("latency_ms"))));
    m_search->setText(target);
    // Some targets were measured in cycles alone.
    if (const int cycles = m_metric->findData(QStringLiteral("cycles")); m_filter->rowCount() == 0 && cycles >= 0)
        m_metric->setCurrentIndex(cycles);
    fillChoices();
    applyChoice();
}

void ValidatePage::applyChoice()
{
    const QString metric = m_metric->currentData().toString();
    m_filter->setChoice(m_family->currentData().toString(), metric);
    m_filter->setText(m_search->text());
    m_plot->setRows(m_service.report(), m_service.report() ? m_filter->shownRows() : std::vector<int>(),
                    metric.toStdString());
    refreshSummary();
    refreshDetails();
}

void ValidatePage::refreshSummary()
{
    if (!m_service.report()) {
        m_summary->setText(tr("Estimating what was measured…"));
        return;
    }
    std::vector<ScoredValue> values;
    for (const int row : m_filter->shownRows())
        values.push_back(m_model->row(row).value);
    const ErrorSummary s = summarise(values);
    if (s.rows == 0) {
        m_summary->setText(tr("No measurement matches."));
        return;
    }
    QString text = tr("%n measurement(s)", nullptr, static_cast<int>(s.rows)) + QStringLiteral(" · ")
                   + tr("median error %1, nine of ten within %2, bias %3")
                         .arg(percentText(s.medianAbsolute), percentText(s.percentile90), changeText(s.bias));
    if (s.rankCorrelation)
        text += QStringLiteral(" · ") + tr("rank correlation %1").arg(numberText(*s.rankCorrelation, 3));
    if (s.coverage)
        text += QStringLiteral(" · ") + tr("%1 inside the stated range").arg(percentText(*s.coverage));
    m_summary->setText(text);
}

void ValidatePage::refreshUnscored()
{
    std::map<std::pair<std::string, std::string>, int> reasons;
    if (m_service.report())
        for (const UnscoredRow& row : m_service.report()->unscored)
            ++reasons[{row.reason, row.measurement.target}];
    QStringList lines;
    for (const auto& [key, count] : reasons)
        lines << QStringLiteral("%1 × %2: %3")
                     .arg(count)
                     .arg(QString::fromStdString(key.second), QString::fromStdString(key.first));
    m_unscored->setPlainText(lines.isEmpty() ? tr("Every row could be scored.") : lines.join(u'\n'));
}

const ScoredRow* ValidatePage::chosenRow() const
{
    return m_chosen >= 0 && m_chosen < m_model->rowCount() ? &m_model->row(m_chosen) : nullptr;
}

void ValidatePage::choose(int row)
{
    m_chosen = row;
    m_plot->setCurrent(row);
    const QModelIndex shown = m_filter->mapFromSource(m_model->index(row, 0));
    const QSignalBlocker blocker(m_table->selectionModel());
    m_table->setCurrentIndex(shown);
    m_table->scrollTo(shown);
    m_table->viewport()->update();
    refreshDetails();
}

void ValidatePage::refreshDetails()
{
    const ScoredRow* row = chosenRow();
    m_toBoard->setEnabled(row && row->network.starts_with("zoo:"));
    m_recalibrate->setVisible(ownFactor().has_value());
    if (!row) {
        m_details->setText(tr("Choose a dot or a row to see what was measured, where it was published, and the "
                              "estimate of the same thing."));
        return;
    }
    const auto line = [](const QString& name, const std::string& value) {
        return value.empty() ? QString()
                             : QStringLiteral("<br><b>%1</b> %2")
                                   .arg(name.toHtmlEscaped(), QString::fromStdString(value).toHtmlEscaped());
    };
    const Measurement& m = row->measurement;
    QString text = QStringLiteral("<b>%1</b> %2 → %3 (%4)")
                       .arg(metricText(row->metric).toHtmlEscaped(), metricValueText(row->metric, row->value.measured),
                            metricValueText(row->metric, row->value.predicted), changeText(row->value.error()));
    if (row->value.low && row->value.high)
        text +=
            QStringLiteral(", ")
            + tr("range %1 to %2")
                  .arg(metricValueText(row->metric, *row->value.low), metricValueText(row->metric, *row->value.high));
    text += line(tr("Network"), m_model->networkName(*row).toStdString() + ", " + m.model)
            + line(tr("Target"),
                   m_model->targetName(*row).toStdString() + (m.targetConfig.empty() ? "" : ", " + m.targetConfig))
            + line(tr("Built with"), m.toolchain) + line(tr("Source"), m.source);
    m_details->setText(text);
}

void ValidatePage::addMeasurement()
{
    MeasurementDialog dialog(m_workspace, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (const auto added = m_service.add(dialog.measurement()); !added)
        m_workspace.report(added.error());
}

void ValidatePage::importTable()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Import a table of measurements"), QString(), tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    if (const auto imported = m_service.importTable(path.toStdString()); !imported)
        m_workspace.report(imported.error());
}

std::optional<double> ValidatePage::ownFactor() const
{
    const ScoredRow* chosen = chosenRow();
    if (!chosen || !m_service.report())
        return std::nullopt;
    std::vector<double> ratios;
    for (const ScoredRow& row : m_service.report()->scored)
        if (row.own && row.metric == "latency_ms" && row.target == chosen->target && row.value.predicted > 0.0)
            ratios.push_back(row.value.measured / row.value.predicted);
    return quantile(ratios, 0.5);
}

void ValidatePage::recalibrate()
{
    if (const auto factor = ownFactor())
        m_workspace.setOption(chosenRow()->target, kLatencyCalibration, *factor);
}

void ValidatePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
