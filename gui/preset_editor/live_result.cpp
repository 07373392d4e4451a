// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/live_result.h"

#include <cmath>

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include "gui/app/network_names.h"
#include "gui/app/verdict_text.h"
#include "gui/app/workspace.h"
#include "gui/look/lookup.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"
#include "gui/look/theme_colors.h"
#include "gui/preset_editor/preset_session.h"

namespace tenbin {

namespace {

enum Row { heads, design, original, differences, rowCount };
enum Column { titleColumn, verdict, frames, latency, weights, memory, energy, columnCount };

constexpr char kDesignId[] = "design", kOriginalId[] = "original";

QString percent(std::optional<double> change)
{
    if (!change)
        return unknownText();
    const double value = std::round(*change * 1000.0) / 10.0;
    if (value == 0.0)
        return QStringLiteral("±0\u2009%");
    if (std::abs(value) < 10.0)
        return changeText(value / 100.0, 1);
    return changeText(value / 100.0, 0);
}

} // namespace

LiveResult::LiveResult(Workspace& workspace, PresetSession& session, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_session(session), m_title(new QLabel(this)), m_grid(new QGridLayout)
{
    setObjectName(QStringLiteral("presetResult"));
    setAttribute(Qt::WA_StyledBackground);
    build();
    retranslate();
    connect(&session, &PresetSession::documentChanged, this, [this] {
        m_asked.reset();
        m_answer.reset();
        m_originalAnswer.reset();
    });
    connect(&session, &PresetSession::textChanged, this, &LiveResult::refresh);
    connect(&workspace, &Workspace::stateChanged, this, &LiveResult::refresh);
    // A built-in network is there once the board has been estimated with it.
    connect(&workspace, &Workspace::targetsChanged, this, [this] {
        if (m_session.readOnly())
            refresh();
    });
    refresh();
}

void LiveResult::build()
{
    m_title->setObjectName(QStringLiteral("sectionTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(2);
    for (int row = 0; row < rowCount; ++row) {
        m_cells.emplace_back();
        for (int column = 0; column < columnCount; ++column) {
            auto* label = new QLabel(this);
            label->setTextFormat(Qt::PlainText);
            label->setTextInteractionFlags(Qt::TextSelectableByMouse);
            label->setObjectName(QStringLiteral("result_%1_%2").arg(row).arg(column));
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (column == titleColumn || column == verdict)
                label->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            if (row == heads)
                label->setForegroundRole(QPalette::PlaceholderText);
            m_grid->addWidget(label, row, column);
            m_cells.back().push_back(label);
        }
    }
    for (int column = verdict; column < columnCount; ++column)
        m_grid->setColumnStretch(column, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addLayout(m_grid);
}

void LiveResult::retranslate()
{
    const QString texts[columnCount] = {QString(),     tr("Verdict"), tr("Frames/s"), tr("Latency"),
                                        tr("Weights"), tr("Memory"),  tr("Energy")};
    for (int column = 0; column < columnCount; ++column)
        m_cells[heads][static_cast<std::size_t>(column)]->setText(texts[column]);
    fill();
}

void LiveResult::refresh()
{
    const NetworkId network = m_workspace.state().network;
    if (!m_session.isOpen() || network.empty()) {
        m_asked.reset();
        m_answer.reset();
        m_originalAnswer.reset();
        fill();
        return;
    }
    if (m_session.outline().valid()) {
        auto library = std::make_shared<TargetLibrary>();
        library->targets.push_back(m_session.outline().draft);
        library->targets.back().id = kDesignId;
        if (const Target* original = m_session.original()) {
            library->targets.push_back(*original);
            library->targets.back().id = kOriginalId;
        }
        m_asked = std::move(library);
        if (m_service)
            m_service->setTargets(m_asked);
        else
            m_service = std::make_unique<EstimateService>(m_asked, m_workspace.answers());
    }
    if (!m_asked)
        return fill();
    Placements placements;
    for (const Target& target : m_asked->targets)
        placements.push_back({target.id, network, {}});
    m_service->estimateBoard(std::move(placements),
                             [this](const std::shared_ptr<const EstimateSet>& set) { show(set); });
}

void LiveResult::show(const std::shared_ptr<const EstimateSet>& set)
{
    m_answer = valueOr(set->answers, std::string_view(kDesignId), nullptr);
    m_originalAnswer = valueOr(set->answers, std::string_view(kOriginalId), nullptr);
    fill();
    Q_EMIT answered();
}

QString LiveResult::whyNoResult(const NetworkId& network)
{
    if (network.empty())
        return tr("Put a network on the board to see what it does on this design.");
    return tr("The preset has errors: no result until they are mended.");
}

void LiveResult::fill()
{
    const NetworkId& network = m_workspace.state().network;
    if (network.empty() || !m_asked) {
        m_title->setText(textIf(m_session.isOpen(), whyNoResult(network)));
        for (int row = heads; row < rowCount; ++row)
            for (QLabel* cell : m_cells[static_cast<std::size_t>(row)])
                cell->hide();
        return;
    }
    const bool stale = !m_session.outline().valid();
    QString title = tr("%1 on this design");
    if (stale)
        title = tr("%1, before the errors");
    m_title->setText(title.arg(networkTitle(network)));
    const Target* target = m_asked->find(kDesignId);
    const Target* other = m_asked->find(kOriginalId);
    for (int row = heads; row < rowCount; ++row)
        for (QLabel* cell : m_cells[static_cast<std::size_t>(row)]) {
            cell->setVisible(row <= design || other);
            cell->setEnabled(!stale);
        }
    const Card card = makeCard(*target, {}, network, network, m_answer.get());
    fillRow(design, card, tr("This design"));
    if (!other)
        return;
    const Card before = makeCard(*other, {}, network, network, m_originalAnswer.get());
    const bool saved = m_session.outline().origin.empty() || other->name == target->name;
    if (saved)
        fillRow(original, before, tr("As opened"));
    else
        fillRow(original, before, QString::fromStdString(other->name));
    fillDifferences(card, before);
}

QString LiveResult::say(int row, int column, const QString& text, const QString& toolTip)
{
    QLabel* cell = m_cells[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
    cell->setText(text);
    cell->setToolTip(toolTip);
    return text;
}

void LiveResult::fillRow(int row, const Card& card, const QString& title)
{
    const QString shortened = fontMetrics().elidedText(title, Qt::ElideRight, fontMetrics().averageCharWidth() * 34);
    QStringList spoken{say(row, titleColumn, shortened, title)};
    const bool answered = card.state == Card::State::answered;
    QLabel* verdictCell = m_cells[static_cast<std::size_t>(row)][verdict];
    QPalette palette = this->palette();
    if (answered)
        palette.setColor(QPalette::WindowText, themeColors(palette).of(verdictTone(card.verdict, card.uncertain)));
    verdictCell->setPalette(palette);
    // What has no answer has dashes for figures, and its note says why.
    QString verdictText = card.note;
    if (answered)
        verdictText = verdictSymbol(card.verdict, card.uncertain) + QLatin1Char(' ') + card.verdictText;
    spoken << say(row, verdict, verdictText, textOr(card.noteToolTip, card.note))
           << say(row, frames, card.frames, card.framesToolTip) << say(row, latency, card.latency, card.latencyToolTip)
           << say(row, weights, card.weights.text, card.weights.toolTip)
           << say(row, memory, card.memory.text, card.memory.toolTip)
           << say(row, energy, card.energy, card.energyToolTip);
    verdictCell->setAccessibleName(spoken.join(QStringLiteral(", ")));
}

void LiveResult::fillDifferences(const Card& card, const Card& before)
{
    say(differences, titleColumn, tr("Difference"));
    say(differences, verdict, QString());
    say(differences, frames, percent(relativeChange(card.framesPerSecond, before.framesPerSecond)));
    say(differences, latency, percent(relativeChange(card.latencySeconds, before.latencySeconds)));
    const auto fillOf = [](const Gauge& gauge) { return gauge.fraction; };
    say(differences, weights, percent(relativeChange(fillOf(card.weights), fillOf(before.weights))),
        tr("How full it is"));
    say(differences, memory, percent(relativeChange(fillOf(card.memory), fillOf(before.memory))), tr("How full it is"));
    say(differences, energy, percent(relativeChange(card.energyJoules, before.energyJoules)));
}

void LiveResult::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        QMetaObject::invokeMethod(this, &LiveResult::fill, Qt::QueuedConnection);
}

} // namespace tenbin
