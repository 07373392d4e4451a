// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/preprocessing_panel.h"

#include <cmath>

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include "gui/look/text.h"
#include "gui/sparsity/sample_strip.h"

namespace tenbin {

PreprocessingPanel::PreprocessingPanel(SparsitySession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_strip(new SampleStrip(session, this))
{
    auto* layout = new QHBoxLayout(this);
    auto* side = new QVBoxLayout;
    side->addWidget(m_facts = new QLabel(this));
    m_facts->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(m_meanLabel = new QLabel(this), m_mean = new QLineEdit(this));
    form->addRow(m_divisorLabel = new QLabel(this), m_divisor = new QLineEdit(this));
    side->addLayout(form);
    side->addWidget(m_formula = new QLabel(this));
    m_formula->setWordWrap(true);
    side->addStretch();
    layout->addLayout(side, 1);
    layout->addWidget(m_strip, 3);
    m_mean->setObjectName(QStringLiteral("sparsityMean"));
    m_divisor->setObjectName(QStringLiteral("sparsityDivisor"));
    for (QLineEdit* edit : {m_mean, m_divisor})
        connect(edit, &QLineEdit::editingFinished, this, &PreprocessingPanel::changed);
    connect(&session, &SparsitySession::glanceChanged, this, &PreprocessingPanel::refresh);
    connect(&session, &SparsitySession::questionChanged, this, &PreprocessingPanel::refresh);
    connect(&session, &SparsitySession::runChanged, this, &PreprocessingPanel::refresh);
    retranslate();
}

void PreprocessingPanel::retranslate()
{
    m_meanLabel->setText(tr("mean"));
    m_divisorLabel->setText(tr("divisor"));
    refresh();
}

void PreprocessingPanel::refresh()
{
    const Preprocessing& p = m_session.question().preprocessing;
    const DataGlance* glance = m_session.glance();
    const bool raw = glance && glance->few.raw;
    const bool idle = m_session.run() == SparsitySession::Run::idle;
    for (QLineEdit* edit : {m_mean, m_divisor})
        edit->setEnabled(idle && !raw);
    if (!m_mean->hasFocus())
        m_mean->setText(fieldText(std::round(1e6 * static_cast<double>(p.mean)) / 1e6));
    if (!m_divisor->hasFocus())
        m_divisor->setText(fieldText(std::round(1e6 / static_cast<double>(p.scale)) / 1e6));
    const auto number = [](double value) { return roughText(value); };
    m_formula->setText(raw ? tr("The bytes are the network's input as they are.")
                           : tr("A stored value x becomes (x − mean) ÷ divisor: 0 … 255 becomes %1 … %2. Layout: "
                                "height, width, channels.")
                                 .arg(number(static_cast<double>((0.0f - p.mean) * p.scale)),
                                      number(static_cast<double>((255.0f - p.mean) * p.scale))));
    if (!glance)
        return m_facts->setText(QString());
    if (glance->error)
        return m_facts->setText(sentenceText(*glance->error));
    QString text =
        tr("%1: %2 samples for training, %3 for testing, %4 classes, each %5")
            .arg(QString::fromStdString(glance->few.name), wholeText(static_cast<std::int64_t>(glance->trainSamples)),
                 wholeText(static_cast<std::int64_t>(glance->testSamples)), wholeText(glance->few.classes),
                 QString::fromStdString(toString(glance->few.shape)).replace(u'x', u'×'));
    int right = 0;
    for (std::size_t i = 0; i < glance->answers.size(); ++i)
        right += glance->answers[i] == std::to_string(glance->few.labels[i]);
    if (!glance->answers.empty())
        text +=
            QStringLiteral("\n") + tr("The network is right on %1 of these %2.").arg(right).arg(glance->answers.size());
    m_facts->setText(text);
}

void PreprocessingPanel::changed()
{
    SparsityPageQuestion question = m_session.question();
    const auto mean = numberFrom(m_mean->text());
    const auto divisor = numberFrom(m_divisor->text());
    if (mean && divisor && *divisor > 0.0) {
        question.preprocessing = {static_cast<float>(*mean), static_cast<float>(1.0 / *divisor)};
        m_session.setQuestion(question);
    }
    refresh();
}

void PreprocessingPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace tenbin
