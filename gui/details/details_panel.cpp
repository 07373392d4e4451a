// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/details_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include "gui/app/network_names.h"
#include "gui/app/text.h"
#include "gui/app/theme_colors.h"
#include "gui/details/configuration_form.h"
#include "gui/details/gauge_bar.h"
#include "gui/models/card.h"

namespace tenbin {

namespace {

/// Wraps at the width it is given and never asks for more: long words (file
/// names, repositories) may break behind a slash.
QLabel* selectableLabel(const QString& text = {})
{
    auto* label = new QLabel(QString(text).replace(u'/', QStringLiteral("/\u200b")));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

template <class Q, class Format>
QString rangeText(const Figure<Q>& figure, Format format)
{
    if (figure.isBound && figure.low)
        return DetailsPanel::tr("lower bound");
    if (figure.isBound)
        return DetailsPanel::tr("upper bound");
    if (!figure.low || !figure.high)
        return {};
    return QStringLiteral("%1 – %2").arg(format(*figure.low), format(*figure.high));
}

QString memoryText(const MemoryUse& memory)
{
    const QString used = memory.used ? bytesText(*memory.used) : unknownText();
    const QString available = memory.available ? bytesText(*memory.available) : unknownText();
    return QStringLiteral("%1 / %2").arg(used, available);
}

std::optional<double> fractionOf(const MemoryUse& memory)
{
    if (!memory.used || !memory.available || memory.available->count() == 0)
        return std::nullopt;
    return *memory.used / *memory.available;
}

} // namespace

DetailsPanel::DetailsPanel(Workspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_scroll(new QScrollArea), m_name(selectableLabel()), m_subtitle(selectableLabel()),
      m_verdict(new QLabel), m_empty(selectableLabel()), m_configurationTitle(new QLabel), m_content(new QWidget),
      m_configuration(new ConfigurationForm(workspace))
{
    setObjectName(QStringLiteral("detailsPanel"));
    m_name->setObjectName(QStringLiteral("pageTitle"));
    m_verdict->setAlignment(Qt::AlignCenter);
    m_configurationTitle->setObjectName(QStringLiteral("sectionTitle"));
    m_empty->setAlignment(Qt::AlignCenter);

    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(m_verdict, 0, Qt::AlignTop);
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(12, 12, 12, 12);
    content->setSpacing(8);
    content->addLayout(head);
    content->addWidget(m_subtitle);
    content->addSpacing(4);
    content->addWidget(m_configurationTitle);
    content->addWidget(m_configuration);
    content->addStretch(1);

    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_scroll, 1);

    setContextMenuPolicy(Qt::ActionsContextMenu);
    auto* copy = new QAction(this);
    copy->setObjectName(QStringLiteral("copyDetails"));
    connect(copy, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(plainText()); });
    addAction(copy);

    connect(m_workspace, &Workspace::selectionChanged, this, &DetailsPanel::refresh);
    connect(m_workspace, &Workspace::estimatesChanged, this, &DetailsPanel::refresh);
    connect(m_workspace, &Workspace::stateChanged, this, &DetailsPanel::refresh);
    refresh();
}

QString DetailsPanel::plainText() const { return m_plain.join(u'\n'); }

void DetailsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    else if (event->type() == QEvent::PaletteChange)
        // Later: Qt walks over all widgets while a style sheet changes, and none may vanish under it.
        QMetaObject::invokeMethod(this, &DetailsPanel::refresh, Qt::QueuedConnection);
    QWidget::changeEvent(event);
}

void DetailsPanel::clearAnswer()
{
    delete m_answer;
    m_answer = new QWidget;
    m_answerLayout = new QVBoxLayout(m_answer);
    m_answerLayout->setContentsMargins(0, 8, 0, 0);
    m_answerLayout->setSpacing(4);
    auto* content = static_cast<QVBoxLayout*>(m_content->layout());
    content->insertWidget(content->count() - 1, m_answer);
}

void DetailsPanel::refresh()
{
    const Target* target = m_workspace->target(m_workspace->selectedTarget());
    m_empty->setText(tr("Select a card to configure its target, and to see why a network fits or not and what would help."));
    m_empty->setVisible(!target);
    m_scroll->setVisible(target);
    actions().constFirst()->setText(tr("Copy all"));
    m_configuration->show(target);
    if (!target)
        return;
    const int scrolled = m_scroll->verticalScrollBar()->value();
    m_plain.clear();
    clearAnswer();
    const NetworkId network = m_workspace->networkOn(target->id);
    m_name->setText(QString::fromStdString(target->name));
    m_subtitle->setText(QStringLiteral("%1 · %2").arg(QString::fromStdString(target->vendor),
                                                       network.empty() ? tr("no network on it") : networkTitle(network)));
    m_plain << m_name->text() << m_subtitle->text();
    m_configurationTitle->setText(tr("Configuration"));
    m_configurationTitle->setVisible(!m_configuration->isEmptyForm());
    m_verdict->hide();
    if (const Answer* answer = m_workspace->answer(target->id))
        showAnswer(*answer, *target);
    else
        addText(tr("Drag a network onto this card, or press Enter on one in the shelf."));
    m_content->layout()->activate();
    m_scroll->verticalScrollBar()->setValue(scrolled);
}

void DetailsPanel::showAnswer(const Answer& answer, const Target& target)
{
    if (!answer.estimate) {
        addTitle(tr("No answer"));
        if (answer.error)
            addText(sentenceText(*answer.error));
        return;
    }
    const Estimate& estimate = *answer.estimate;
    const ThemeColors& colors = themeColors(palette());
    m_verdict->setText(QStringLiteral(" %1 %2 ").arg(verdictSymbol(estimate.verdict), wordText(estimate.verdict)));
    m_verdict->setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 8px; padding: 2px 6px;")
                                 .arg(colors.softOf(estimate.verdict).name(), colors.of(estimate.verdict).name()));
    m_verdict->show();
    m_plain << m_verdict->text().trimmed();
    addResults(estimate);
    addMemories(estimate);
    addReasons(answer);
    addRemedies(estimate);
    addTrust(estimate, target);
}

void DetailsPanel::addTitle(const QString& text)
{
    auto* title = new QLabel(text);
    title->setObjectName(QStringLiteral("sectionTitle"));
    m_answerLayout->addSpacing(8);
    m_answerLayout->addWidget(title);
    m_plain << QString() << text;
}

void DetailsPanel::addText(const QString& text, const QString& toolTip)
{
    QLabel* label = selectableLabel(text);
    label->setToolTip(toolTip);
    m_answerLayout->addWidget(label);
    m_plain << text;
}

void DetailsPanel::addFact(const QString& label, const QString& value, const QString& range, const QString& toolTip)
{
    auto* row = new QWidget;
    auto* grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(0, 1);
    auto* figure = new QLabel(value);
    figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid->addWidget(selectableLabel(label), 0, 0);
    grid->addWidget(figure, 0, 1, Qt::AlignRight);
    if (!range.isEmpty()) {
        auto* interval = new QLabel(range);
        QPalette muted = interval->palette();
        muted.setColor(QPalette::WindowText, themeColors(palette()).mutedText);
        interval->setPalette(muted);
        grid->addWidget(interval, 1, 0, 1, 2, Qt::AlignRight);
    }
    row->setToolTip(toolTip);
    row->setAccessibleName(QStringLiteral("%1: %2").arg(label, value));
    m_answerLayout->addWidget(row);
    m_plain << QStringLiteral("%1: %2 %3").arg(label, value, range).trimmed();
}

void DetailsPanel::addResults(const Estimate& estimate)
{
    addTitle(tr("Result"));
    const auto bound = [](bool isBound, const QString& sign, const QString& text) { return isBound ? sign + u'\u2009' + text : text; };
    if (estimate.latency)
        addFact(tr("Inference"), bound(estimate.latency->isBound, QStringLiteral("≥"), secondsText(estimate.latency->value)),
                rangeText(*estimate.latency, secondsText), tr("%1 s").arg(estimate.latency->value.count()));
    else
        addFact(tr("Inference"), unknownText(), {}, tr("Nobody has published what it takes to estimate the latency."));
    if (estimate.framesPerSecond)
        addFact(tr("Frame rate"), bound(estimate.latency && estimate.latency->isBound, QStringLiteral("≤"), fpsText(*estimate.framesPerSecond)));
    if (estimate.energy)
        addFact(tr("Energy per inference"), bound(estimate.energy->isBound, QStringLiteral("≤"), joulesText(estimate.energy->value)),
                rangeText(*estimate.energy, joulesText), tr("%1 J").arg(estimate.energy->value.count()));
    else
        addFact(tr("Energy per inference"), unknownText(), {}, tr("Nobody has published what this target consumes."));
    addFact(tr("Weights"), bytesText(estimate.weightBytes), {}, tr("%n byte(s)", nullptr, static_cast<int>(estimate.weightBytes.count())));
    addFact(tr("Feature maps, peak"), bytesText(estimate.peakActivationBytes), {}, tr("%n byte(s)", nullptr, static_cast<int>(estimate.peakActivationBytes.count())));
    addFact(tr("MACs"), countText(estimate.macs.toDouble()), {}, QLocale().toString(static_cast<qlonglong>(estimate.macs.count())));
}

void DetailsPanel::addMemories(const Estimate& estimate)
{
    if (estimate.memories.empty())
        return;
    addTitle(tr("Memory"));
    for (const MemoryUse& memory : estimate.memories) {
        auto* row = new QWidget;
        auto* grid = new QGridLayout(row);
        grid->setContentsMargins(0, 0, 0, 4);
        grid->setVerticalSpacing(2);
        auto* name = selectableLabel(QString::fromStdString(memory.name));
        auto* text = new QLabel(memoryText(memory));
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(name, 0, 0);
        grid->addWidget(text, 0, 1, Qt::AlignRight);
        grid->addWidget(new GaugeBar(fractionOf(memory)), 1, 0, 1, 2);
        grid->setColumnStretch(0, 1);
        row->setAccessibleName(QStringLiteral("%1: %2").arg(name->text(), text->text()));
        if (!memory.available)
            row->setToolTip(tr("The size of this memory was never published."));
        m_answerLayout->addWidget(row);
        m_plain << QStringLiteral("%1: %2").arg(name->text(), text->text());
    }
}

void DetailsPanel::addReasons(const Answer& answer)
{
    const auto& reasons = answer.estimate->reasons;
    const auto& remarks = answer.graph ? answer.graph->remarks() : std::vector<ImportRemark>();
    if (reasons.empty() && remarks.empty())
        return;
    addTitle(answer.estimate->verdict == VerdictKind::fits ? tr("Good to know") : tr("Why"));
    for (const Reason& reason : reasons)
        addText((reason.blocks ? QStringLiteral("✗ ") : QStringLiteral("· ")) + sentenceText(reason));
    for (const ImportRemark& remark : remarks)
        addText(QStringLiteral("· ") + sentenceText(remark));
}

void DetailsPanel::addRemedies(const Estimate& estimate)
{
    if (estimate.remedies.empty())
        return;
    addTitle(tr("What would help"));
    for (const Remedy& remedy : estimate.remedies) {
        QString cost = remedy.latency ? secondsText(*remedy.latency) : QString();
        if (remedy.latencyFactor)
            cost += QStringLiteral(" (%1%2 %)").arg(*remedy.latencyFactor >= 1.0 ? QStringLiteral("+") : QStringLiteral("−"),
                                                   QLocale().toString(std::abs(100.0 * (*remedy.latencyFactor - 1.0)), 'f', 0));
        if (remedy.energy)
            cost += QStringLiteral(" · ") + joulesText(*remedy.energy);
        auto* row = new QWidget;
        auto* layout = new QHBoxLayout(row);
        layout->setContentsMargins(0, 0, 0, 0);
        QLabel* text = selectableLabel(sentenceText(remedy) + (cost.isEmpty() ? QString() : u'\n' + cost));
        auto* apply = new QPushButton(tr("Apply"));
        apply->setAccessibleName(tr("Apply: %1").arg(sentenceText(remedy)));
        connect(apply, &QPushButton::clicked, this, [this, target = m_workspace->selectedTarget(), remedy] {
            QMetaObject::invokeMethod(this, [this, target, remedy] { m_workspace->applyRemedy(target, remedy); }, Qt::QueuedConnection);
        });
        layout->addWidget(text, 1);
        layout->addWidget(apply, 0, Qt::AlignTop);
        m_answerLayout->addWidget(row);
        m_plain << text->text();
    }
}

void DetailsPanel::addTrust(const Estimate& estimate, const Target& target)
{
    addTitle(tr("How sure is this?"));
    if (estimate.latency && estimate.latency->isBound)
        addText(tr("Only a bound from the data sheet: no measurement on a public network exists."));
    else if (estimate.latency && estimate.latency->low)
        addText(tr("The true latency should lie between %1 and %2 four times out of five.")
                    .arg(secondsText(*estimate.latency->low), secondsText(*estimate.latency->high)));
    for (const char* key : {"accuracy.latency", "accuracy.energy"}) {
        const auto known = target.parameters.find(key);
        if (known != target.parameters.end())
            addText(QStringLiteral("%1: %2").arg(wordText(known->second.kind), QString::fromStdString(known->second.source)));
    }
    if (!estimate.assumptions.empty()) {
        addText(tr("%n input(s) that nobody published:", nullptr, static_cast<int>(estimate.assumptions.size())));
        for (const Assumption& assumption : estimate.assumptions)
            addText(QStringLiteral("* %1 = %2").arg(QString::fromStdString(assumption.key),
                                                   quantityText(assumption.value.value, unitOf(target, assumption.key))),
                    QString::fromStdString(assumption.value.source));
    }
    for (const std::string& reference : target.references)
        addText(QStringLiteral("→ ") + QString::fromStdString(reference));
}

} // namespace tenbin
