// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_form.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolButton>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/text.h"
#include "gui/study/run_box.h"

namespace tenbin {

namespace {

constexpr int kBits[] = {8, 4, 2, 1};
constexpr PruningMethod kMethods[] = {PruningMethod::coordinate, PruningMethod::stripe, PruningMethod::filter,
                                      PruningMethod::channel,    PruningMethod::nOfM,   PruningMethod::magnitude};

} // namespace

SparsityForm::SparsityForm(SparsitySession& session, QWidget* parent) : QWidget(parent), m_session(session)
{
    setObjectName(QStringLiteral("sparsityForm"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    retranslate();
    fillNetworks();
    connect(&m_session.workspace(), &Workspace::openedChanged, this, &SparsityForm::fillNetworks);
    connect(&m_session.workspace(), &Workspace::targetsChanged, this, &SparsityForm::fillTargets);
    connect(&m_session, &SparsitySession::runChanged, this, &SparsityForm::refreshEditors);
}

void SparsityForm::build()
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus); // its parts have it
    auto* body = new QWidget(scroll);
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(12, 12, 12, 4);
    layout->setSpacing(4);
    const auto title = [&] {
        auto* label = new QLabel(body);
        label->setObjectName(QStringLiteral("sectionTitle"));
        label->setWordWrap(true);
        m_titles.push_back(label);
        layout->addWidget(label);
    };
    title();
    layout->addWidget(m_network = new QComboBox(body));
    m_network->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_network->setMinimumContentsLength(12);
    title();
    auto* dataLine = new QHBoxLayout;
    dataLine->addWidget(m_data = new QLineEdit(body), 1);
    dataLine->addWidget(m_browse = new QToolButton(body));
    m_data->setObjectName(QStringLiteral("sparsityData"));
    layout->addLayout(dataLine);
    title();
    layout->addWidget(m_methods = new QListWidget(body));
    title();
    layout->addWidget(m_elements = new QLineEdit(body));
    title();
    auto* bits = new QHBoxLayout;
    for (const int width : kBits) {
        m_bits.push_back(new QCheckBox(QString::number(width), body));
        bits->addWidget(m_bits.back());
    }
    bits->addStretch();
    layout->addLayout(bits);
    title();
    layout->addWidget(buildTraining());
    title();
    layout->addWidget(m_targets = new QListWidget(body), 1);
    m_targets->setMinimumHeight(110);
    for (QListWidget* list : {m_methods, m_targets}) {
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setTextElideMode(Qt::ElideRight);
        list->setSpacing(1);
    }
    for (const PruningMethod method : kMethods) {
        auto* item = new QListWidgetItem(m_methods);
        item->setData(Qt::UserRole, static_cast<int>(method));
        item->setCheckState(Qt::Unchecked);
    }
    fillTargets();
    scroll->setWidget(body);
    scroll->viewport()->setAutoFillBackground(false);
    body->setAutoFillBackground(false);
    outer->addWidget(scroll, 1);
    m_run = new RunBox(m_session, QStringLiteral("sparsity"), 3, this);
    outer->addWidget(m_run);
    connect(m_run, &RunBox::startRequested, this, [this] {
        changed();
        m_session.start();
    });
    for (QLineEdit* edit : {m_data, m_elements})
        connect(edit, &QLineEdit::editingFinished, this, &SparsityForm::changed);
    connect(m_network, &QComboBox::activated, this,
            [this] { m_network->currentData().isValid() ? changed() : browseNetwork(); });
    connect(m_methods, &QListWidget::itemChanged, this, &SparsityForm::changed);
    connect(m_targets, &QListWidget::itemChanged, this, &SparsityForm::changed);
    for (QCheckBox* box : m_bits)
        connect(box, &QCheckBox::toggled, this, &SparsityForm::changed);
    connect(m_browse, &QToolButton::clicked, this, &SparsityForm::browseData);
}

QWidget* SparsityForm::buildTraining()
{
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(4);
    grid->addWidget(m_untrained = new QCheckBox(box), 0, 0, 1, 2);
    grid->addWidget(m_retrained = new QCheckBox(box), 1, 0, 1, 2);
    m_epochs = new QSpinBox(box);
    m_epochs->setRange(1, 1000);
    m_samples = new QSpinBox(box);
    m_samples->setRange(0, 10'000'000);
    m_samples->setSingleStep(1000);
    m_rate = new QDoubleSpinBox(box);
    m_rate->setDecimals(5);
    m_rate->setRange(1e-5, 1.0);
    m_rate->setSingleStep(1e-3);
    m_seed = new QSpinBox(box);
    m_seed->setRange(0, 1'000'000);
    int row = 2;
    for (const auto& [label, editor] :
         std::initializer_list<std::pair<QLabel**, QWidget*>>{{&m_epochsLabel, m_epochs},
                                                              {&m_samplesLabel, m_samples},
                                                              {&m_rateLabel, m_rate},
                                                              {&m_seedLabel, m_seed}}) {
        *label = new QLabel(box);
        (*label)->setBuddy(editor);
        grid->addWidget(*label, row, 0);
        grid->addWidget(editor, row++, 1);
    }
    for (QSpinBox* spin : {m_epochs, m_samples, m_seed})
        connect(spin, &QSpinBox::valueChanged, this, &SparsityForm::changed);
    connect(m_rate, &QDoubleSpinBox::valueChanged, this, &SparsityForm::changed);
    for (QCheckBox* check : {m_untrained, m_retrained})
        connect(check, &QCheckBox::toggled, this, &SparsityForm::changed);
    return box;
}

void SparsityForm::retranslate()
{
    const bool wasFilling = std::exchange(m_filling, true);
    const QStringList titles{tr("Network"),
                             tr("Labelled data"),
                             tr("Pruning methods"),
                             tr("Steps: elements of nine that remain"),
                             tr("Bits of the weights"),
                             tr("Retraining"),
                             tr("Targets")};
    for (std::size_t i = 0; i < m_titles.size(); ++i)
        m_titles[i]->setText(titles[static_cast<qsizetype>(i)]);
    int named = 0;
    for (QWidget* part : std::initializer_list<QWidget*>{m_network, m_data, m_methods, m_elements})
        part->setAccessibleName(titles[named++]);
    m_targets->setAccessibleName(titles.back());
    for (QCheckBox* box : m_bits)
        box->setAccessibleName(tr("%1 bits").arg(box->text()));
    m_browse->setText(QStringLiteral("…"));
    m_browse->setToolTip(tr("Choose a folder"));
    m_data->setToolTip(tr("A folder with IDX files (MNIST, Fashion-MNIST), CIFAR-10 binaries, pictures in a folder a "
                          "class, NumPy arrays, or raw tensors with y_labels.csv"));
    for (int i = 0; i < m_methods->count(); ++i)
        m_methods->item(i)->setText(
            methodText(static_cast<PruningMethod>(m_methods->item(i)->data(Qt::UserRole).toInt())));
    m_methods->setFixedHeight(m_methods->count() * (m_methods->sizeHintForRow(0) + 2 * m_methods->spacing()) + 8);
    m_elements->setToolTip(
        tr("Falling numbers from 9 to 1. Methods other than kernel coordinates keep the same share of their weights."));
    m_untrained->setText(tr("measure without retraining"));
    m_retrained->setText(tr("measure with retraining"));
    m_epochsLabel->setText(tr("epochs a step"));
    m_samplesLabel->setText(tr("training samples"));
    m_samples->setSpecialValueText(tr("all"));
    m_rateLabel->setText(tr("learning rate"));
    m_seedLabel->setText(tr("seed"));
    fillNetworks();
    m_filling = wasFilling;
}

/// Targets may come and go while the window is open; those that were chosen stay so.
void SparsityForm::fillTargets()
{
    const QSignalBlocker blocker(m_targets);
    QStringList checked;
    for (int i = 0; i < m_targets->count(); ++i)
        if (m_targets->item(i)->checkState() == Qt::Checked)
            checked << m_targets->item(i)->data(Qt::UserRole).toString();
    m_targets->clear();
    const TargetLibrary& library = m_session.workspace().targets();
    for (const std::string& group : groupsOf(library))
        for (const Target& target : library.targets)
            if (target.group == group) {
                const QString id = QString::fromStdString(target.id);
                auto* item = new QListWidgetItem(QString::fromStdString(target.name), m_targets);
                item->setData(Qt::UserRole, id);
                item->setCheckState(checked.contains(id) ? Qt::Checked : Qt::Unchecked);
            }
}

void SparsityForm::fillNetworks()
{
    const bool wasFilling = std::exchange(m_filling, true);
    m_network->clear();
    m_network->addItem(tr("Reference (Fashion-MNIST)"), QString());
    const auto add = [this](const QString& name, const QString& path) {
        if (m_network->findData(path) < 0)
            m_network->addItem(name, path);
    };
    for (const OpenedNetwork& opened : m_session.workspace().state().opened)
        if (!isZooNetwork(opened.id))
            add(networkTitle(opened.id), networkReference(opened.id));
    const QString chosen = QString::fromStdString(m_session.question().network);
    if (!chosen.isEmpty())
        add(networkTitle(fileNetworkId(chosen)), chosen);
    m_network->addItem(tr("Choose a file …"));
    m_network->setCurrentIndex(std::max(0, m_network->findData(chosen)));
    m_network->setToolTip(m_network->currentText());
    m_filling = wasFilling;
}

void SparsityForm::fill()
{
    const SparsityPageQuestion& q = m_session.question();
    m_filling = true;
    fillNetworks();
    m_filling = true;
    m_data->setText(QString::fromStdString(q.data));
    m_data->setCursorPosition(0);
    m_run->setNote({});
    for (int i = 0; i < m_methods->count(); ++i) {
        const auto method = static_cast<PruningMethod>(m_methods->item(i)->data(Qt::UserRole).toInt());
        m_methods->item(i)->setCheckState(
            std::find(q.methods.begin(), q.methods.end(), method) != q.methods.end() ? Qt::Checked : Qt::Unchecked);
    }
    m_elements->setText(levelsText(q.levels));
    for (std::size_t i = 0; i < m_bits.size(); ++i)
        m_bits[i]->setChecked(std::find(q.bits.begin(), q.bits.end(), kBits[i]) != q.bits.end());
    m_untrained->setChecked(q.untrained);
    m_retrained->setChecked(q.training.epochs > 0);
    if (q.training.epochs > 0) // else the field keeps what it says, for when retraining is wanted again
        m_epochs->setValue(q.training.epochs);
    m_samples->setValue(q.samples);
    m_rate->setValue(q.training.learningRate);
    m_seed->setValue(static_cast<int>(q.training.seed));
    for (int i = 0; i < m_targets->count(); ++i)
        m_targets->item(i)->setCheckState(std::find(q.targets.begin(), q.targets.end(),
                                                    m_targets->item(i)->data(Qt::UserRole).toString().toStdString())
                                                  != q.targets.end()
                                              ? Qt::Checked
                                              : Qt::Unchecked);
    m_filling = false;
}

/// Hands what is understood to the session; what is not stays in the form with a word on it.
void SparsityForm::changed()
{
    if (m_filling)
        return;
    SparsityPageQuestion q = m_session.question();
    q.network = m_network->currentData().toString().toStdString();
    q.data = m_data->text().trimmed().toStdString();
    q.methods.clear();
    for (int i = 0; i < m_methods->count(); ++i)
        if (m_methods->item(i)->checkState() == Qt::Checked)
            q.methods.push_back(static_cast<PruningMethod>(m_methods->item(i)->data(Qt::UserRole).toInt()));
    q.levels = levelsFromText(m_elements->text());
    q.bits.clear();
    for (std::size_t i = 0; i < m_bits.size(); ++i)
        if (m_bits[i]->isChecked())
            q.bits.push_back(kBits[i]);
    q.untrained = m_untrained->isChecked();
    q.training.epochs = m_retrained->isChecked() ? m_epochs->value() : 0;
    q.samples = m_samples->value();
    q.training.learningRate = m_rate->value();
    q.training.seed = static_cast<std::uint64_t>(m_seed->value());
    q.targets.clear();
    for (int i = 0; i < m_targets->count(); ++i)
        if (m_targets->item(i)->checkState() == Qt::Checked)
            q.targets.push_back(m_targets->item(i)->data(Qt::UserRole).toString().toStdString());
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
    for (QWidget* editor : std::initializer_list<QWidget*>{m_network, m_data, m_browse, m_methods, m_elements, m_epochs,
                                                           m_samples, m_seed, m_rate, m_untrained, m_retrained})
        editor->setEnabled(idle);
    for (QCheckBox* box : m_bits)
        box->setEnabled(idle);
}

void SparsityForm::browseData()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder with labelled data"), m_data->text());
    if (folder.isEmpty())
        return;
    m_data->setText(folder);
    changed();
}

void SparsityForm::browseNetwork()
{
    const QString kinds = QStringLiteral("TensorFlow Lite, ONNX, Keras (*.tflite *.onnx *.h5 *.hdf5 *.keras)");
    const QString file = QFileDialog::getOpenFileName(this, tr("Network"), QString(), kinds);
    if (!file.isEmpty() && m_network->findData(file) < 0)
        m_network->insertItem(m_network->count() - 1, file.section(u'/', -1), file);
    m_network->setCurrentIndex(
        std::max(0, m_network->findData(file.isEmpty() ? QString::fromStdString(m_session.question().network) : file)));
    changed();
}

void SparsityForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
