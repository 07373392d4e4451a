// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/measurement_dialog.h"

#include <algorithm>

#include <QPushButton>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/items/validation_model.h"
#include "gui/look/text.h"
#include "gui/validate/ui_measurement_dialog.h"

namespace tenbin {

namespace {

struct OwnMetric {
    const char* id;
    const char* unit;
};
constexpr OwnMetric kMetrics[] = {
    {"latency_ms", "ms"}, {"energy_uj", "µJ"}, {"peak_ram_kib", "KiB"}, {"weights_kib", "KiB"}};

/// "key=value; key=value", as target_config of a user's row.
std::string settingsText(const Configuration& configuration)
{
    std::string text;
    for (const auto& [key, value] : configuration.values)
        if (key != kLatencyCalibration) // a factor fitted on a measurement must not hide the error of the next
            text += (text.empty() ? "" : "; ") + key + "=" + toString(value);
    return text;
}

} // namespace

MeasurementDialog::MeasurementDialog(const Workspace& workspace, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_ui(std::make_unique<Ui::MeasurementDialog>())
{
    m_ui->setupUi(this);
    m_accept = m_ui->buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("Add"));
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    fillChoices();
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->measuredTarget, &QComboBox::currentIndexChanged, this, &MeasurementDialog::refresh);
    connect(m_ui->measuredFigure, &QComboBox::currentIndexChanged, this, &MeasurementDialog::showUnit);
    connect(m_ui->measuredValue, &QDoubleSpinBox::valueChanged, this, &MeasurementDialog::refresh);
    connect(m_ui->measuredSource, &QLineEdit::textChanged, this, &MeasurementDialog::refresh);
    showUnit();
    refresh();
}

MeasurementDialog::~MeasurementDialog() = default;

/// Not with every key: a new suffix writes the number anew under the cursor.
void MeasurementDialog::showUnit()
{
    for (const OwnMetric& metric : kMetrics)
        if (m_ui->measuredFigure->currentData().toString() == QLatin1String(metric.id))
            m_ui->measuredValue->setSuffix(QChar(0x2009) + QString::fromUtf8(metric.unit));
}

void MeasurementDialog::fillChoices()
{
    if (const NetworkId& present = m_workspace.state().network; !present.empty())
        m_ui->measuredNetwork->offer(networkTitle(present), QString::fromStdString(present));
    m_ui->measuredNetwork->offerAll(m_workspace);
    for (const Target& target : m_workspace.targets().targets)
        m_ui->measuredTarget->addItem(QString::fromStdString(target.name), QString::fromStdString(target.id));
    const QString selected = QString::fromStdString(m_workspace.selectedTarget());
    m_ui->measuredTarget->setCurrentIndex(std::max(0, m_ui->measuredTarget->findData(selected)));
    for (const OwnMetric& metric : kMetrics)
        m_ui->measuredFigure->addItem(metricText(metric.id), QString::fromLatin1(metric.id));
}

void MeasurementDialog::refresh()
{
    const std::string id = m_ui->measuredTarget->currentData().toString().toStdString();
    const Target* target = m_workspace.target(id);
    const Configuration configuration = m_workspace.configuration(id);
    QStringList options;
    for (const OptionSpec& option : target ? target->options : std::vector<OptionSpec>())
        options << optionText(option) + QStringLiteral(": ") + optionValueText(*target, option, configuration);
    m_ui->measuredConfiguration->setText(options.isEmpty() ? tr("as the preset says")
                                                           : options.join(QStringLiteral(" · ")));
    m_accept->setEnabled(m_ui->measuredValue->value() > 0.0 && !m_ui->measuredSource->text().trimmed().isEmpty());
    m_accept->setToolTip(m_accept->isEnabled() ? QString() : tr("A value above zero and its source are needed."));
}

Measurement MeasurementDialog::measurement() const
{
    const NetworkId network = m_ui->measuredNetwork->chosen().toStdString();
    Measurement row;
    row.model = isZooNetwork(network) ? network : networkTitle(network).toStdString();
    row.modelFile = networkReference(network).toStdString();
    row.precision = "int8";
    row.target = m_ui->measuredTarget->currentData().toString().toStdString();
    row.targetConfig = settingsText(m_workspace.configuration(row.target));
    row.metric = m_ui->measuredFigure->currentData().toString().toStdString();
    for (const OwnMetric& metric : kMetrics)
        if (row.metric == metric.id)
            row.unit = metric.unit;
    row.kind = "measured";
    row.source = m_ui->measuredSource->text().trimmed().toStdString();
    row.value = m_ui->measuredValue->value();
    return row;
}

} // namespace tenbin
