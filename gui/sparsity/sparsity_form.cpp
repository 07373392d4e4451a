// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_form.h"

#include <algorithm>

#include <QEvent>
#include <QFileDialog>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/button_looks.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/sparsity/ui_sparsity_form.h"
#include "gui/study/run_box.h"

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
    connect(&m_session, &SparsitySession::runChanged, this, &SparsityForm::refreshEditors);
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
    m_run = new RunBox(m_session, QStringLiteral("sparsity"), 3, this);
    m_ui->outer->addWidget(m_run);
}

void SparsityForm::listen()
{
    connect(m_run, &RunBox::startRequested, this, [this] {
        changed();
        m_session.start();
    });
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
    fillNetworks();
    m_filling = wasFilling;
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
    const QString chosen = QString::fromStdString(m_session.question().network);
    if (!chosen.isEmpty())
        networks.offer(networkTitle(fileNetworkId(chosen)), chosen);
    networks.addItem(tr("Choose a file …"));
    networks.choose(chosen);
    networks.setToolTip(networks.currentText());
    m_filling = wasFilling;
}

void SparsityForm::fill()
{
    const SparsityPageQuestion& q = m_session.question();
    m_filling = true;
    fillNetworks();
    m_filling = true;
    m_ui->sparsityData->setText(QString::fromStdString(q.data));
    m_ui->sparsityData->setCursorPosition(0);
    m_run->setNote({});
    for (int i = 0; i < m_ui->methods->count(); ++i) {
        const auto method = static_cast<PruningMethod>(m_ui->methods->item(i)->data(Qt::UserRole).toInt());
        m_ui->methods->item(i)->setCheckState(
            checkStateOf(std::find(q.methods.begin(), q.methods.end(), method) != q.methods.end()));
    }
    m_ui->elements->setText(levelsText(q.levels));
    for (const Bits& bits : m_bits)
        bits.box->setChecked(std::find(q.bits.begin(), q.bits.end(), bits.width) != q.bits.end());
    m_ui->untrained->setChecked(q.untrained);
    m_ui->retrained->setChecked(q.training.epochs > 0);
    if (q.training.epochs > 0) // else the field keeps what it says, for when retraining is wanted again
        m_ui->epochs->setValue(q.training.epochs);
    m_ui->samples->setValue(q.samples);
    m_ui->rate->setValue(q.training.learningRate);
    m_ui->seed->setValue(static_cast<int>(q.training.seed));
    m_ui->targets->check(
        [&](const std::string& id) { return std::find(q.targets.begin(), q.targets.end(), id) != q.targets.end(); });
    m_filling = false;
}

/// Hands what is understood to the session; what is not stays in the form with a word on it.
void SparsityForm::changed()
{
    if (m_filling)
        return;
    SparsityPageQuestion q = m_session.question();
    q.network = m_ui->network->chosen().toStdString();
    q.data = m_ui->sparsityData->text().trimmed().toStdString();
    q.methods.clear();
    for (int i = 0; i < m_ui->methods->count(); ++i)
        if (m_ui->methods->item(i)->checkState() == Qt::Checked)
            q.methods.push_back(static_cast<PruningMethod>(m_ui->methods->item(i)->data(Qt::UserRole).toInt()));
    q.levels = levelsFromText(m_ui->elements->text());
    q.bits.clear();
    for (const Bits& bits : m_bits)
        if (bits.box->isChecked())
            q.bits.push_back(bits.width);
    q.untrained = m_ui->untrained->isChecked();
    q.training.epochs = 0;
    if (m_ui->retrained->isChecked())
        q.training.epochs = m_ui->epochs->value();
    q.samples = m_ui->samples->value();
    q.training.learningRate = m_ui->rate->value();
    q.training.seed = static_cast<std::uint64_t>(m_ui->seed->value());
    q.targets = m_ui->targets->checked();
    const QString problem = problemOf(q);
    m_run->setNote(problem, problem.isEmpty());
    if (problem.isEmpty())
        m_session.setQuestion(q);
}

/// What is missing before it can be asked; empty: nothing.
QString SparsityForm::problemOf(const SparsityQuestion& q) const
{
    if (q.methods.empty())
        return tr("Choose a method.");
    if (q.levels.empty())
        return tr("Steps are falling numbers from 9 to 1, as 9, 6, 4, 2.");
    if (q.bits.empty())
        return tr("Choose how many bits the weights have.");
    if (!q.untrained && q.training.epochs == 0)
        return tr("Choose with or without retraining.");
    return {};
}

void SparsityForm::refreshEditors()
{
    const bool idle = m_session.run() == StudySession::Run::idle;
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
    const QString kinds = tr("Models (%1)").arg(modelFilePatterns().join(QLatin1Char(' ')));
    const QString file = QFileDialog::getOpenFileName(this, tr("Network"), QString(), kinds);
    if (!file.isEmpty() && m_ui->network->findData(file) < 0)
        m_ui->network->insertItem(m_ui->network->count() - 1, file.section(u'/', -1), file);
    m_ui->network->choose(textOr(file, QString::fromStdString(m_session.question().network)));
    changed();
}

void SparsityForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
