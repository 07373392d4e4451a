// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/validate_page.h"

#include <map>

#include <QEvent>
#include <QFileDialog>
#include <QSignalBlocker>

#include "engine/validation/statistics.h"
#include "gui/app/validation_service.h"
#include "gui/app/workspace.h"
#include "gui/items/validation_model.h"
#include "gui/look/text.h"
#include "gui/validate/measurement_dialog.h"
#include "gui/validate/ui_validate_page.h"

namespace tenbin {

ValidatePage::ValidatePage(Workspace& workspace, ValidationService& service, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_service(service), m_model(new ValidationModel(this)),
      m_filter(new ValidationFilter(this)), m_ui(std::make_unique<Ui::ValidatePage>())
{
    setObjectName(QStringLiteral("validatePage"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connectAll();
    retranslate();
    takeReport();
}

ValidatePage::~ValidatePage() = default;

ErrorPlot& ValidatePage::plot() { return *m_ui->plot; }

void ValidatePage::build()
{
    m_ui->setupUi(this);
    m_ui->validateSearch->setMinimumWidth(fontMetrics().averageCharWidth() * 30);
    m_ui->split->setStretchFactor(0, 4);
    m_ui->split->setStretchFactor(1, 5);
    buildTable();
}

void ValidatePage::buildTable()
{
    QTableView& table = *m_ui->table;
    m_filter->setSourceModel(m_model);
    table.setModel(m_filter);
    table.sortByColumn(ValidationModel::Deviation, Qt::DescendingOrder);
    table.verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    table.hideColumn(ValidationModel::Metric); // chosen above
    // Up to the error all columns are seen in a window of 1280 pixels.
    const int widths[] = {17, 13, 12, 13, 13, 11, 12, 48};
    for (int column = 0; column < ValidationModel::ColumnCount; ++column)
        table.setColumnWidth(column, widths[column] * fontMetrics().averageCharWidth());
}

void ValidatePage::connectAll()
{
    connect(&m_service, &ValidationService::reportChanged, this, &ValidatePage::takeReport);
    connect(m_ui->validateFamily, &QComboBox::activated, this, &ValidatePage::applyChoice);
    connect(m_ui->validateMetric, &QComboBox::activated, this, [this] {
        fillChoices(); // families are counted of the figure
        applyChoice();
    });
    connect(m_ui->validateSearch, &QLineEdit::textChanged, this, &ValidatePage::applyChoice);
    connect(m_ui->plot, &ErrorPlot::chosen, this, &ValidatePage::choose);
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    choose(m_filter->mapToSource(current).row());
            });
    connect(m_ui->addMeasurement, &QPushButton::clicked, this, &ValidatePage::addMeasurement);
    connect(m_ui->importTable, &QPushButton::clicked, this, &ValidatePage::importTable);
    connect(m_ui->recalibrate, &QPushButton::clicked, this, &ValidatePage::recalibrate);
    connect(m_ui->toBoard, &QPushButton::clicked, this, [this] {
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
    m_ui->retranslateUi(this);
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
    const QSignalBlocker family(m_ui->validateFamily);
    const QSignalBlocker metric(m_ui->validateMetric);
    const QString chosenFamily = m_ui->validateFamily->currentData().toString();
    const QString chosenMetric = m_ui->validateMetric->count() > 0 ? m_ui->validateMetric->currentData().toString()
                                                                   : QStringLiteral("latency_ms");
    m_ui->validateFamily->clear();
    m_ui->validateMetric->clear();
    m_ui->validateFamily->addItem(tr("All families"), QString());
    std::map<std::string, int> families;
    std::map<std::string, int> metrics;
    if (m_service.report())
        for (const ScoredRow& row : m_service.report()->scored) {
            families[row.family] += row.metric == chosenMetric.toStdString() ? 1 : 0;
            ++metrics[row.metric];
        }
    for (const auto& [id, count] : families)
        m_ui->validateFamily->addItem(QStringLiteral("%1 (%2)").arg(familyText(id)).arg(count),
                                      QString::fromStdString(id));
    for (const auto& [id, count] : metrics)
        m_ui->validateMetric->addItem(QStringLiteral("%1 (%2)").arg(metricText(id)).arg(count),
                                      QString::fromStdString(id));
    m_ui->validateFamily->setCurrentIndex(std::max(0, m_ui->validateFamily->findData(chosenFamily)));
    m_ui->validateMetric->setCurrentIndex(std::max(0, m_ui->validateMetric->findData(chosenMetric)));
}

void ValidatePage::showFamily(const QString& family)
{
    m_ui->validateFamily->setCurrentIndex(std::max(0, m_ui->validateFamily->findData(family)));
    applyChoice();
}

void ValidatePage::showTarget(const QString& target)
{
    m_ui->validateFamily->setCurrentIndex(0);
    m_ui->validateMetric->setCurrentIndex(std::max(0, m_ui->validateMetric->findData(QStringLiteral("latency_ms"))));
    m_ui->validateSearch->setText(target);
    // Some targets were measured in cycles alone.
    if (const int cycles = m_ui->validateMetric->findData(QStringLiteral("cycles"));
        m_filter->rowCount() == 0 && cycles >= 0)
        m_ui->validateMetric->setCurrentIndex(cycles);
    fillChoices();
    applyChoice();
}

void ValidatePage::applyChoice()
{
    const QString metric = m_ui->validateMetric->currentData().toString();
    m_filter->setChoice(m_ui->validateFamily->currentData().toString(), metric);
    m_filter->setText(m_ui->validateSearch->text());
    const std::vector<int> rows = m_service.report() ? m_filter->shownRows() : std::vector<int>();
    m_ui->plot->setRows(m_service.report(), rows, metric.toStdString());
    m_ui->boxes->setRows(m_service.report(), rows);
    refreshSummary();
    refreshDetails();
}

void ValidatePage::refreshSummary()
{
    if (!m_service.report()) {
        m_ui->validateSummary->setText(tr("Estimating what was measured…"));
        return;
    }
    std::vector<ScoredValue> values;
    for (const int row : m_filter->shownRows())
        values.push_back(m_model->row(row)->value);
    const ErrorSummary s = summarise(values);
    if (s.rows == 0) {
        m_ui->validateSummary->setText(tr("No measurement matches."));
        return;
    }
    QString text = tr("%n measurement(s)", nullptr, static_cast<int>(s.rows)) + QStringLiteral(" · ")
                   + tr("median error %1, nine of ten within %2, bias %3")
                         .arg(percentText(s.medianAbsolute), percentText(s.percentile90), changeText(s.bias));
    if (s.rankCorrelation)
        text += QStringLiteral(" · ") + tr("rank correlation %1").arg(numberText(*s.rankCorrelation, 3));
    if (s.coverage)
        text += QStringLiteral(" · ") + tr("%1 inside the stated range").arg(percentText(*s.coverage));
    m_ui->validateSummary->setText(text);
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
    m_ui->unscored->setPlainText(lines.isEmpty() ? tr("Every row could be scored.") : lines.join(u'\n'));
}

const ScoredRow* ValidatePage::chosenRow() const
{
    return m_chosen >= 0 && m_chosen < m_model->rowCount() ? m_model->row(m_chosen) : nullptr;
}

void ValidatePage::choose(int row)
{
    m_chosen = row;
    m_ui->plot->setCurrent(row);
    const QModelIndex shown = m_filter->mapFromSource(m_model->index(row, 0));
    const QSignalBlocker blocker(m_ui->table->selectionModel());
    m_ui->table->setCurrentIndex(shown);
    m_ui->table->scrollTo(shown);
    m_ui->table->viewport()->update();
    refreshDetails();
}

void ValidatePage::refreshDetails()
{
    const ScoredRow* row = chosenRow();
    m_ui->toBoard->setEnabled(row && row->network.starts_with("zoo:"));
    m_ui->recalibrate->setVisible(ownFactor().has_value());
    if (!row) {
        m_ui->details->setText(tr("Choose a dot or a row to see what was measured, where it was published, and the "
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
    m_ui->details->setText(text);
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
