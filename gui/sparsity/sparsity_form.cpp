// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_form.h"

#include <algorithm>

#include <QEvent>
#include <QFileDialog>
#include <QProgressBar>
#include <QPushButton>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/sparsity/ui_sparsity_form.h"

namespace tenbin {

namespace {

constexpr PruningMethod kMethods[] = {PruningMethod::coordinate, PruningMethod::stripe, PruningMethod::filter,
                                      PruningMethod::channel,    PruningMethod::nOfM,   PruningMethod::magnitude};

} // namespace

SparsityForm::SparsityForm(SparsitySession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_ui(std::make_unique<Ui::SparsityForm>())
{
    setObjectName(QStringLiteral("sparsityForm"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    listen();
    retranslate();
    connect(&m_session.workspace(), &Workspace::openedChanged, this, &SparsityForm::fillNetworks);
    connect(&m_session.workspace(), &Workspace::targetsChanged, m_ui->targets,
            [this] { m_ui->targets->setTargets(m_session.workspace().targets()); });
    connect(&m_session, &SparsitySession::runChanged, this, &SparsityForm::refreshRun);
}

SparsityForm::~SparsityForm() = default;

void SparsityForm::build()
{
    m_ui->setupUi(this);
    m_bits = {{8, m_ui->bits8}, {4, m_ui->bits4}, {2, m_ui->bits2}, {1, m_ui->bits1}};
    for (const PruningMethod method : kMethods) {
        auto* item = new QListWidgetItem(m_ui->methods);
        item->setData(Qt::UserRole, static_cast<int>(method));
        item->setCheckState(Qt::Unchecked);
    }
    m_ui->targets->setTargets(m_session.workspace().targets());
    m_ui->scroll->viewport()->setAutoFillBackground(false);
    m_ui->body->setAutoFillBackground(false);
    m_ui->outer->addWidget(buildRun());
}

void SparsityForm::listen()
{
    for (QLineEdit* edit : {m_ui->sparsityData, m_ui->elements})
        connect(edit, &QLineEdit::editingFinished, this, &SparsityForm::changed);
    connect(m_ui->network, &QComboBox::activated, this, [this] {
        if (m_ui->network->currentData().isValid())
            changed();
        else
            browseNetwork();
    });
    for (QListWidget* list : {m_ui->methods, static_cast<QListWidget*>(m_ui->targets)})
        connect(list, &QListWidget::itemChanged, this, &SparsityForm::changed);
    for (const Bits& bits : m_bits)
        connect(bits.box, &QCheckBox::toggled, this, &SparsityForm::changed);
    for (QCheckBox* check : {m_ui->untrained, m_ui->retrained})
        connect(check, &QCheckBox::toggled, this, &SparsityForm::changed);
    for (QSpinBox* spin : {m_ui->epochs, m_ui->samples, m_ui->seed})
        connect(spin, &QSpinBox::valueChanged, this, &SparsityForm::changed);
    connect(m_ui->rate, &QDoubleSpinBox::valueChanged, this, &SparsityForm::changed);
    connect(m_ui->browse, &QToolButton::clicked, this, &SparsityForm::browseData);
}

QWidget* SparsityForm::buildRun()
{
    auto* box = new QWidget(this);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(12, 4, 12, 12);
    layout->addWidget(m_problem = new QLabel(box));
    m_problem->setWordWrap(true);
    m_progress = new QProgressBar(box);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(8);
    layout->addWidget(m_progress);
    layout->addWidget(m_state = new QLabel(box));
    m_state->setWordWrap(true);
    m_state->setMinimumHeight(3 * fontMetrics().height());
    m_state->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* row = new QHBoxLayout;
    for (QPushButton** button : {&m_start, &m_pause, &m_cancel})
        row->addWidget(*button = new QPushButton(box));
    layout->addLayout(row);
    m_start->setObjectName(QStringLiteral("sparsityStart"));
    m_pause->setObjectName(QStringLiteral("sparsityPause"));
    m_cancel->setObjectName(QStringLiteral("sparsityCancel"));
    connect(m_start, &QPushButton::clicked, this, [this] {
        changed();
        m_session.start();
    });
    connect(m_pause, &QPushButton::clicked, this,
            [this] { m_session.run() == SparsitySession::Run::paused ? m_session.resume() : m_session.pause(); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_session.cancel(); });
    return box;
}

void SparsityForm::retranslate()
{
    const bool wasFilling = std::exchange(m_filling, true);
    m_ui->retranslateUi(this);
    for (const Bits& bits : m_bits)
        bits.box->setAccessibleName(tr("%1 bits").arg(bits.width));
    for (int i = 0; i < m_ui->methods->count(); ++i)
        m_ui->methods->item(i)->setText(
            methodText(static_cast<PruningMethod>(m_ui->methods->item(i)->data(Qt::UserRole).toInt())));
    m_ui->methods->setFixedHeight(
        m_ui->methods->count() * (m_ui->methods->sizeHintForRow(0) + 2 * m_ui->methods->spacing()) + 8);
    m_start->setText(tr("Start"));
    m_cancel->setText(tr("Cancel"));
    fillNetworks();
    m_filling = wasFilling;
    refreshRun();
}

void SparsityForm::fillNetworks()
{
    const bool wasFilling = std::exchange(m_filling, true);
    NetworkBox& networks = *m_ui->network;
    networks.clear();
    networks.offer(tr("Reference (Fashion-MNIST)"), QString());
    for (const OpenedNetwork& opened : m_session.workspace().state().opened)
        if (!isZooNetwork(opened.id))
            networks.offer(networkTitle(opened.id), networkReference(opened.id));
    const QString& chosen = m_session.question().network;
    if (!chosen.isEmpty())
        networks.offer(networkTitle(fileNetworkId(chosen)), chosen);
    networks.addItem(tr("Choose a file …"));
    networks.choose(chosen);
    networks.setToolTip(networks.currentText());
    m_filling = wasFilling;
}

void SparsityForm::fill()
{
    const SparsityQuestion& q = m_session.question();
    m_filling = true;
    fillNetworks();
    m_filling = true;
    m_ui->sparsityData->setText(q.data);
    m_ui->sparsityData->setCursorPosition(0);
    m_problem->clear();
    for (int i = 0; i < m_ui->methods->count(); ++i) {
        const auto method = static_cast<PruningMethod>(m_ui->methods->item(i)->data(Qt::UserRole).toInt());
        m_ui->methods->item(i)->setCheckState(
            std::find(q.methods.begin(), q.methods.end(), method) != q.methods.end() ? Qt::Checked : Qt::Unchecked);
    }
    m_ui->elements->setText(elementsText(q.elements));
    for (const Bits& bits : m_bits)
        bits.box->setChecked(std::find(q.bits.begin(), q.bits.end(), bits.width) != q.bits.end());
    m_ui->untrained->setChecked(q.untrained);
    m_ui->retrained->setChecked(q.retrained);
    m_ui->epochs->setValue(q.epochs);
    m_ui->samples->setValue(q.samples);
    m_ui->rate->setValue(q.rate);
    m_ui->seed->setValue(static_cast<int>(q.seed));
    m_ui->targets->check(
        [&](const std::string& id) { return std::find(q.targets.begin(), q.targets.end(), id) != q.targets.end(); });
    m_filling = false;
    refreshRun();
}

/// Hands what is understood to the session; what is not stays in the form with a word on it.
void SparsityForm::changed()
{
    if (m_filling)
        return;
    SparsityQuestion q = m_session.question();
    q.network = m_ui->network->chosen();
    q.data = m_ui->sparsityData->text().trimmed();
    q.methods.clear();
    for (int i = 0; i < m_ui->methods->count(); ++i)
        if (m_ui->methods->item(i)->checkState() == Qt::Checked)
            q.methods.push_back(static_cast<PruningMethod>(m_ui->methods->item(i)->data(Qt::UserRole).toInt()));
    q.elements = elementsFromText(m_ui->elements->text());
    q.bits.clear();
    for (const Bits& bits : m_bits)
        if (bits.box->isChecked())
            q.bits.push_back(bits.width);
    q.untrained = m_ui->untrained->isChecked();
    q.retrained = m_ui->retrained->isChecked();
    q.epochs = m_ui->epochs->value();
    q.samples = m_ui->samples->value();
    q.rate = m_ui->rate->value();
    q.seed = static_cast<std::uint64_t>(m_ui->seed->value());
    q.targets = m_ui->targets->checked();
    QString problem;
    if (q.methods.empty())
        problem = tr("Choose a method.");
    else if (q.elements.empty())
        problem = tr("Steps are falling numbers from 9 to 1, as 9, 6, 4, 2.");
    else if (q.bits.empty())
        problem = tr("Choose how many bits the weights have.");
    else if (!q.untrained && !q.retrained)
        problem = tr("Choose with or without retraining.");
    m_problem->setText(problem);
    if (m_problem->text().isEmpty())
        m_session.setQuestion(q);
    refreshRun();
}

void SparsityForm::refreshRun()
{
    using Run = SparsitySession::Run;
    const Run run = m_session.run();
    const bool idle = run == Run::idle;
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_start->setVisible(idle);
    m_start->setEnabled(m_problem->text().isEmpty());
    m_pause->setVisible(!idle);
    m_pause->setEnabled(run == Run::running || run == Run::scanning || run == Run::paused);
    m_pause->setText(run == Run::paused ? tr("Resume") : tr("Pause"));
    m_cancel->setVisible(!idle);
    m_cancel->setEnabled(run != Run::stopping);
    m_progress->setVisible(!idle);
    m_progress->setRange(0, run == Run::preparing ? 0 : 1000);
    m_progress->setValue(static_cast<int>(1000.0 * m_session.progress()));
    m_state->setText(m_session.stateText());
    for (QWidget* editor : std::initializer_list<QWidget*>{m_ui->network, m_ui->sparsityData, m_ui->browse,
                                                           m_ui->methods, m_ui->elements, m_ui->epochs, m_ui->samples,
                                                           m_ui->seed, m_ui->rate, m_ui->untrained, m_ui->retrained})
        editor->setEnabled(idle);
    for (const Bits& bits : m_bits)
        bits.box->setEnabled(idle);
}

void SparsityForm::browseData()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Folder with labelled data"), m_ui->sparsityData->text());
    if (folder.isEmpty())
        return;
    m_ui->sparsityData->setText(folder);
    changed();
}

void SparsityForm::browseNetwork()
{
    const QString kinds = QStringLiteral("TensorFlow Lite, ONNX, Keras (*.tflite *.onnx *.h5 *.hdf5 *.keras)");
    const QString file = QFileDialog::getOpenFileName(this, tr("Network"), QString(), kinds);
    if (!file.isEmpty() && m_ui->network->findData(file) < 0)
        m_ui->network->insertItem(m_ui->network->count() - 1, file.section(u'/', -1), file);
    m_ui->network->choose(file.isEmpty() ? m_session.question().network : file);
    changed();
}

void SparsityForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
