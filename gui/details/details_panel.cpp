// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/details/details_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/app/network_names.h"
#include "gui/app/verdict_text.h"
#include "gui/details/configuration_form.h"
#include "gui/details/sections.h"
#include "gui/details/sheet.h"
#include "gui/items/card.h"
#include "gui/look/lookup.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

DetailsPanel::DetailsPanel(Workspace* workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_scroll(new QScrollArea), m_content(new QWidget),
      m_name(new SheetLabel), m_vendor(new SheetLabel), m_network(new SheetLabel), m_empty(new SheetLabel),
      m_verdict(new QLabel), m_configurationTitle(new QLabel), m_copyButton(new QToolButton),
      m_resetButton(new QToolButton), m_copyAction(new QAction(this)), m_configuration(new ConfigurationForm(workspace))
{
    setObjectName(QStringLiteral("detailsPanel"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    connect(m_workspace, &Workspace::targetsChanged, this, &DetailsPanel::refresh);
    connect(m_workspace, &Workspace::selectionChanged, this, &DetailsPanel::refresh);
    connect(m_workspace, &Workspace::estimatesChanged, this, &DetailsPanel::refresh);
    connect(m_workspace, &Workspace::stateChanged, this, &DetailsPanel::refresh);
    retranslate();
    refresh();
}

void DetailsPanel::build()
{
    auto* content = new QVBoxLayout(m_content);
    content->setContentsMargins(12, 12, 12, 12);
    content->setSpacing(4);
    buildHead(content);
    content->addWidget(m_configuration);
    content->addStretch(1);

    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The dock's own surface shows through.
    m_content->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setContentsMargins(24, 24, 24, 24);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_scroll, 1);
    setFocusProxy(m_scroll);

    m_copyAction->setObjectName(QStringLiteral("copyDetails"));
    setContextMenuPolicy(Qt::ActionsContextMenu);
    addAction(m_copyAction);
    connect(m_copyAction, &QAction::triggered, this, [this] { QApplication::clipboard()->setText(plainText()); });
}

void DetailsPanel::buildHead(QVBoxLayout* layout)
{
    m_name->setObjectName(QStringLiteral("pageTitle"));
    m_network->setObjectName(QStringLiteral("detailsNetwork"));
    m_vendor->setForegroundRole(QPalette::PlaceholderText);
    m_verdict->setObjectName(QStringLiteral("detailsVerdict"));
    m_verdict->setAlignment(Qt::AlignCenter);
    m_configurationTitle->setObjectName(QStringLiteral("sectionTitle"));
    m_copyButton->setDefaultAction(m_copyAction);
    m_resetButton->setObjectName(QStringLiteral("resetConfiguration"));
    QSizePolicy kept = m_resetButton->sizePolicy();
    kept.setRetainSizeWhenHidden(true); // the form below must not move while a slider of it is dragged
    m_resetButton->setSizePolicy(kept);
    connect(m_resetButton, &QToolButton::clicked, this, [this] { m_workspace->resetConfiguration(m_shownTarget); });

    // The verdict has a line of its own: with its chances it is as long as a chip's name.
    auto* lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_name);
    lines->addWidget(m_vendor);
    lines->addWidget(m_network);
    auto* verdict = new QHBoxLayout;
    verdict->addWidget(m_verdict);
    verdict->addStretch(1);
    verdict->addWidget(m_copyButton);
    auto* title = new QHBoxLayout;
    title->addWidget(m_configurationTitle, 1);
    title->addWidget(m_resetButton);
    layout->addLayout(lines);
    layout->addLayout(verdict);
    layout->addSpacing(4);
    layout->addLayout(title);
}

QString DetailsPanel::plainText() const
{
    if (!m_sheet || m_shownTarget.empty())
        return m_empty->text();
    QStringList lines{m_name->text(), m_vendor->text(), m_network->plainText()};
    if (m_verdict->isVisibleTo(this))
        lines << m_verdict->text().trimmed();
    lines << m_configuration->plainText() << m_sheet->plainText();
    return lines.join(u'\n');
}

void DetailsPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_shown.reset();
        retranslate();
        refresh();
    } else if (event->type() == QEvent::PaletteChange) {
        // Later: Qt walks over all widgets while a style sheet changes, and none may vanish under it.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_shown.reset();
                refresh();
            },
            Qt::QueuedConnection);
    }
    QWidget::changeEvent(event);
}

void DetailsPanel::retranslate()
{
    m_empty->setText(
        tr("Select a card to configure its target, and to see why a network fits or not and what would help.\n\n"
           "Arrow keys move between cards; Enter comes here."));
    m_scroll->setAccessibleName(tr("Details of the selected target"));
    m_copyAction->setText(tr("Copy all"));
    m_copyAction->setIconText(tr("Copy"));
    m_copyAction->setToolTip(tr("Copy everything in this panel as text"));
    m_configurationTitle->setText(tr("Configuration"));
    m_resetButton->setText(tr("Reset all"));
    m_resetButton->setToolTip(tr("Reset every option to the target's default"));
}

void DetailsPanel::refresh()
{
    const Target* target = m_workspace->target(m_workspace->selectedTarget());
    m_empty->setVisible(!target);
    m_scroll->setVisible(target);
    m_configuration->show(target);
    if (!target) {
        m_shown.reset();
        m_shownTarget.clear();
        return;
    }
    const NetworkId network = m_workspace->networkOn(target->id);
    std::shared_ptr<const Answer> answer = valueOr(m_workspace->estimates()->answers, target->id, nullptr);
    if (answer && answer->network != network) // that of a network before
        answer.reset();
    m_resetButton->setVisible(!m_workspace->configuration(target->id).empty());
    m_configurationTitle->setVisible(!m_configuration->isEmptyForm());
    // While the next answer is on its way the last one stays, rather than to flicker.
    if (!answer && !network.empty() && m_shown && m_shownTarget == target->id && m_workspace->busy())
        return;
    showAnswer(*target, network, std::move(answer));
}

/// Name of the part of the sheet that has the focus. focusWidget() also remembers what once had it.
QString DetailsPanel::focusedInSheet() const
{
    if (!m_sheet)
        return {};
    const QWidget* part = m_sheet->focusWidget();
    if (!part || !part->hasFocus())
        return {};
    return part->objectName();
}

void DetailsPanel::showAnswer(const Target& target, const NetworkId& network, std::shared_ptr<const Answer> answer)
{
    if (answer && answer == m_shown)
        return;
    int scrolled = 0;
    if (m_shownTarget == target.id)
        scrolled = m_scroll->verticalScrollBar()->value();
    const QString focused = focusedInSheet();
    m_shown = std::move(answer);
    m_shownTarget = target.id;
    m_name->setText(QString::fromStdString(target.name));
    m_vendor->setText(QString::fromStdString(target.vendor));
    m_network->setBreakableText(tr("no network on it"));
    if (!network.empty())
        m_network->setBreakableText(networkTitle(network));
    showVerdict(m_shown.get());

    auto* sheet = new Sheet(m_expanded);
    fill(*sheet, target, network, m_shown.get());
    addProduct(*sheet, target);
    auto* content = static_cast<QVBoxLayout*>(m_content->layout());
    if (m_sheet) {
        m_sheet->hide();
        m_sheet->setParent(nullptr);
        m_sheet->deleteLater(); // a button of it may be what brought us here
    }
    content->insertWidget(content->count() - 1, sheet);
    m_sheet = sheet;
    if (!focused.isEmpty())
        if (auto* again = sheet->findChild<QWidget*>(focused))
            again->setFocus();
    content->activate();
    m_scroll->verticalScrollBar()->setValue(scrolled);
    orderTabs();
}

/// Parts that were made later stand where they are seen, not behind everything else of the window.
void DetailsPanel::orderTabs()
{
    QWidget* before = m_copyButton;
    const auto append = [&](QWidget* widget) {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || widget->focusProxy() || widget->window() != window())
            return;
        setTabOrder(before, widget);
        before = widget;
    };
    append(m_resetButton);
    for (QWidget* widget : m_configuration->findChildren<QWidget*>())
        append(widget);
    for (QWidget* widget : m_sheet->findChildren<QWidget*>())
        append(widget);
}

void DetailsPanel::showProduct()
{
    auto* fold = m_sheet ? m_sheet->findChild<QToolButton*>(QStringLiteral("fold_product")) : nullptr;
    if (!fold)
        return;
    fold->setChecked(true);
    m_content->layout()->activate();
    m_scroll->verticalScrollBar()->setValue(fold->mapTo(m_content, QPoint()).y());
    fold->setFocus();
}

void DetailsPanel::showVerdict(const Answer* answer)
{
    m_verdict->setVisible(answer && answer->estimate);
    if (!answer || !answer->estimate)
        return;
    const Estimate& estimate = *answer->estimate;
    const VerdictKind verdict = verdictTone(estimate.verdict, estimate.isUncertain());
    const ThemeColors& colors = themeColors(palette());
    const QString symbol = verdictSymbol(estimate.verdict, estimate.isUncertain()) + u' ';
    m_verdict->setText(symbol + verdictLabel(estimate.verdict, estimate.fitsProbability));
    m_verdict->setToolTip(verdictWithRoomText(estimate));
    m_verdict->setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 8px; padding: 2px 8px;")
                                 .arg(colors.softOf(verdict).name(), colors.of(verdict).name()));
}

void DetailsPanel::fill(Sheet& sheet, const Target& target, const NetworkId& network, const Answer* answer)
{
    if (!answer) {
        if (network.empty())
            sheet.paragraph(tr("Drag a network onto this card, or press Enter on one in the shelf."));
        else
            sheet.paragraph(tr("Estimating…"));
        return;
    }
    if (!answer->estimate) {
        sheet.title(tr("No answer"));
        if (answer->error)
            sheet.paragraph(sentenceText(*answer->error) + u'\n' + placeText(answer->error->where));
        return;
    }
    const Estimate& estimate = *answer->estimate;
    const bool verdictFirst = !estimate.fits() || estimate.isUncertain();
    if (verdictFirst) {
        addReasons(sheet, *answer, *m_workspace);
        addRemedies(sheet, *answer, target, *m_workspace);
    }
    addResults(sheet, estimate);
    if (answer->graph)
        addAccuracy(sheet, *answer->graph);
    addMemories(sheet, estimate);
    if (!verdictFirst)
        addReasons(sheet, *answer, *m_workspace);
    addTrust(sheet, estimate, target,
             [this, id = target.id] { Q_EMIT measurementsRequested(QString::fromStdString(id)); });
}

} // namespace tenbin
