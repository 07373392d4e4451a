// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/validate/measurement_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include "engine/zoo/zoo.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/items/validation_model.h"
#include "gui/look/text.h"
#include "gui/validate/measured_box.h"

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
    : QDialog(parent), m_workspace(workspace), m_network(new QComboBox), m_target(new QComboBox),
      m_metric(new QComboBox), m_value(new MeasuredBox), m_source(new QLineEdit), m_configuration(new QLabel)
{
    setWindowTitle(tr("Add a measurement"));
    fillNetworks();
    fillTargets();
    for (const OwnMetric& metric : kMetrics)
        m_metric->addItem(metricText(metric.id), QString::fromLatin1(metric.id));
    m_metric->setObjectName(QStringLiteral("measuredFigure"));
    m_value->setObjectName(QStringLiteral("measuredValue"));
    m_source->setPlaceholderText(tr("Board, firmware, date: how was it measured?"));
    m_source->setObjectName(QStringLiteral("measuredSource"));
    m_configuration->setWordWrap(true);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    m_accept->setText(tr("Add"));
    buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    auto* form = new QFormLayout(this);
    form->addRow(tr("Network"), m_network);
    form->addRow(tr("Target"), m_target);
    form->addRow(tr("Configured as"), m_configuration);
    form->addRow(tr("Figure"), m_metric);
    form->addRow(tr("Measured"), m_value);
    form->addRow(tr("Source"), m_source);
    form->addRow(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 72);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_target, &QComboBox::currentIndexChanged, this, &MeasurementDialog::refresh);
    connect(m_metric, &QComboBox::currentIndexChanged, this, &MeasurementDialog::showUnit);
    connect(m_value, &QDoubleSpinBox::valueChanged, this, &MeasurementDialog::refresh);
    connect(m_source, &QLineEdit::textChanged, this, &MeasurementDialog::refresh);
    showUnit();
    refresh();
}

/// Not with every key: a new suffix writes the number anew under the cursor.
void MeasurementDialog::showUnit()
{
    for (const OwnMetric& metric : kMetrics)
        if (m_metric->currentData().toString() == QLatin1String(metric.id))
            m_value->setSuffix(QChar(0x2009) + QString::fromUtf8(metric.unit));
}

void MeasurementDialog::fillNetworks()
{
    const NetworkId& present = m_workspace.state().network;
    const auto add = [&](const NetworkId& id) {
        if (m_network->findData(QString::fromStdString(id)) < 0)
            m_network->addItem(networkTitle(id), QString::fromStdString(id));
    };
    if (!present.empty())
        add(present);
    for (const OpenedNetwork& opened : m_workspace.state().opened)
        add(opened.id);
    for (const NetworkFamily& family : networkFamilies())
        add(zooNetworkId(family.id));
}

void MeasurementDialog::fillTargets()
{
    for (const Target& target : m_workspace.targets().targets)
        m_target->addItem(QString::fromStdString(target.name), QString::fromStdString(target.id));
    m_target->setCurrentIndex(std::max(0, m_target->findData(QString::fromStdString(m_workspace.selectedTarget()))));
}

void MeasurementDialog::refresh()
{
    const std::string id = m_target->currentData().toString().toStdString();
    const Target* target = m_workspace.target(id);
    const Configuration configuration = m_workspace.configuration(id);
    QStringList options;
    for (const OptionSpec& option : target ? target->options : std::vector<OptionSpec>())
        options << optionText(option) + QStringLiteral(": ") + optionValueText(*target, option, configuration);
    m_configuration->setText(options.isEmpty() ? tr("as the preset says") : options.join(QStringLiteral(" · ")));
    m_accept->setEnabled(m_value->value() > 0.0 && !m_source->text().trimmed().isEmpty());
    m_accept->setToolTip(m_accept->isEnabled() ? QString() : tr("A value above zero and its source are needed."));
}

Measurement MeasurementDialog::measurement() const
{
    const NetworkId network = m_network->currentData().toString().toStdString();
    Measurement row;
    row.model = isZooNetwork(network) ? network : networkTitle(network).toStdString();
    row.modelFile = networkReference(network).toStdString();
    row.precision = "int8";
    row.target = m_target->currentData().toString().toStdString();
    row.targetConfig = settingsText(m_workspace.configuration(row.target));
    row.metric = m_metric->currentData().toString().toStdString();
    for (const OwnMetric& metric : kMetrics)
        if (row.metric == metric.id)
            row.unit = metric.unit;
    row.kind = "measured";
    row.source = m_source->text().trimmed().toStdString();
    row.value = m_value->value();
    return row;
}

} // namespace tenbin
