// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/card.h"

#include <algorithm>

#include <QStringList>

#include "engine/estimate/memory_range.h"
#include "engine/targets/firmware.h"
#include "engine/targets/target.h"
#include "engine/words/words_verdict.h"
#include "gui/app/network_names.h"
#include "gui/app/option_names.h"
#include "gui/app/verdict_text.h"
#include "gui/items/card_gauge.h"
#include "gui/items/card_text.h"
#include "gui/items/remedy_text.h"
#include "gui/look/figure_text.h"
#include "gui/look/lookup.h"
#include "gui/look/remark_mark.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

/// Those that are not empty, "50 MHz · 4 bits".
QString line(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

/// For the pill, which shares its line with the chip's name.
QString shortVerdict(const Card& card)
{
    if (card.verdict == VerdictKind::fitsWithChanges)
        return CardText::tr("with changes", "short for: fits with changes");
    if (!card.uncertain)
        return card.verdictText;
    if (card.verdict == VerdictKind::fits)
        return CardText::tr("probably fits", "short, the chances stand below");
    return CardText::tr("probably not", "short for: probably does not fit");
}

/// Whether a value can do without its option's name: a clock can, and a choice that has a label. An id alone says
/// little.
bool saysEnough(const OptionSpec& option, const Configuration& configuration)
{
    if (option.key == "clock_hz")
        return true;
    if (option.kind != OptionKind::choice)
        return false;
    const OptionChoice* choice =
        option.findChoice(toString(valueOr(configuration.values, option.key, option.defaultValue)));
    return choice && !choice->label.empty();
}

/// The first thing the target lets one choose, and everything that was changed.
QString configurationLine(const Target& target, const Configuration& configuration)
{
    QStringList parts;
    for (std::size_t i = 0; i < target.options.size(); ++i) {
        const OptionSpec& option = target.options[i];
        const bool changed = configuration.values.contains(option.key);
        if (i != 0 && !changed)
            continue;
        const QString value = optionValueText(target, option, configuration);
        if (saysEnough(option, configuration))
            parts << value;
        else
            parts << optionText(option) + QLatin1Char(' ') + value;
    }
    for (const OptionSpec& option : firmwareOptions(target))
        if (configuration.values.contains(option.key))
            parts << optionText(option) + QLatin1Char(' ') + optionValueText(target, option, configuration);
    for (const auto& [key, value] : configuration.values)
        if (!target.findOption(key) && !firmwareMemory(target, key))
            parts << QString::fromStdString(key) + QStringLiteral(" = ") + QString::fromStdString(toString(value));
    const auto clock = target.parameters.find("clock_hz");
    if (parts.isEmpty() && clock != target.parameters.end())
        parts << quantityText(clock->second.value, "Hz");
    return line(parts);
}

/// "MAX78002" of "Analog Devices MAX78002": the maker has its own place. What has no number of its own ("Arduino
/// Uno") keeps its whole name.
QString partName(const Target& target)
{
    QStringList words = QString::fromStdString(target.name).split(QLatin1Char(' '));
    const QStringList vendor = QString::fromStdString(target.vendor).split(QLatin1Char(' '));
    for (const QString& word : vendor) {
        if (words.size() < 2 || words.front() != word)
            break;
        words.removeFirst();
    }
    const QString part = words.join(QLatin1Char(' '));
    const QString outside = part.section(QLatin1Char('('), 0, 0);
    const bool numbered = std::any_of(outside.begin(), outside.end(), [](QChar c) { return c.isDigit(); });
    if (!numbered)
        return QString::fromStdString(target.name);
    return part;
}

/// What the board sorts by and is searched for.
void addProduct(Card& card, const Product& product)
{
    if (const auto prices = priceRange(product))
        card.priceUsd = prices->lowest->value.amount;
    card.longerSideMm = longerSideMm(product);
    QStringList words;
    if (product.package)
        words << QString::fromStdString(product.package->value);
    if (product.cores)
        words << QString::fromStdString(product.cores->value);
    if (product.interfaces)
        words << QString::fromStdString(product.interfaces->value.printed);
    card.productWords = words.join(QLatin1Char('\n'));
}

QString configurationToolTip(const Target& target, const Configuration& configuration)
{
    QStringList lines;
    for (const OptionSpec& option : target.options)
        lines << optionText(option) + QStringLiteral(": ") + optionValueText(target, option, configuration);
    return lines.join(QLatin1Char('\n'));
}

template <class Q, class Format>
QString figureText(const std::optional<Figure<Q>>& figure, QChar boundSign, Format format)
{
    if (!figure)
        return unknownText();
    if (figure->isBound)
        return QString(boundSign) + QLatin1Char(' ') + format(figure->value);
    return joined(format(figure->value), QStringLiteral(" "), intervalText(*figure));
}

template <class Q, class Format>
QString figureToolTip(const std::optional<Figure<Q>>& figure, const QString& what, const QString& missing,
                      Format format)
{
    if (!figure)
        return missing;
    if (figure->low && figure->high)
        return CardText::tr("%1: the truth should lie between %2 and %3 four times out of five.")
            .arg(what, format(*figure->low), format(*figure->high));
    if (figure->isBound)
        return CardText::tr("%1: only a bound from the data sheet exists.").arg(what);
    return CardText::tr("%1: no interval is known.").arg(what);
}

void addFigures(Card& card, const Estimate& estimate)
{
    if (estimate.framesPerSecond) {
        card.framesPerSecond = estimate.framesPerSecond;
        const bool bound = estimate.latency && estimate.latency->isBound;
        const QString text = frameRateText(*estimate.framesPerSecond, bound);
        card.frames = text.section(QChar(0x2009), 0, -2);
        if (const QString unit = text.section(QChar(0x2009), -1); unit != QLatin1String("fps"))
            card.framesUnit = unit;
    }
    if (estimate.latency)
        card.latencySeconds = estimate.latency->value.count();
    if (estimate.energy)
        card.energyJoules = estimate.energy->value.count();
    card.latency = figureText(estimate.latency, QChar(0x2265), secondsText);
    card.energy = figureText(estimate.energy, QChar(0x2264), joulesText);
    card.latencyToolTip =
        figureToolTip(estimate.latency, CardText::tr("Latency"),
                      CardText::tr("Nobody published what the latency on this target depends on."), secondsText);
    card.energyShort = card.energy;
    if (estimate.energy && !estimate.energy->isBound)
        card.energyShort = joulesText(estimate.energy->value);
    card.energyToolTip =
        figureToolTip(estimate.energy, CardText::tr("Energy per inference"),
                      CardText::tr("Nobody published what the energy on this target depends on."), joulesText);
    card.framesToolTip = card.latencyToolTip;
    if (estimate.framesPerSecond)
        card.framesToolTip = CardText::tr("Frames per second, one inference a frame");
}

QString nameOf(const Operator& op, OperatorId id)
{
    const std::string_view kind = displayKind(op);
    return QString::fromUtf8(kind.data(), qsizetype(kind.size())) + QLatin1Char(' ') + QString::number(id.index);
}

/// The slowest layer, or null.
const LayerCost* bottleneckOf(const Estimate& estimate, const Graph* graph)
{
    if (!estimate.bottleneck || !graph || estimate.bottleneck->index >= graph->operators().size())
        return nullptr;
    for (const LayerCost& layer : estimate.layers)
        if (layer.op == *estimate.bottleneck)
            return &layer;
    return nullptr;
}

QString bottleneckNote(const Estimate& estimate, const Graph* graph)
{
    const LayerCost* layer = bottleneckOf(estimate, graph);
    if (!layer || !estimate.latency || estimate.latency->value.count() <= 0.0)
        return {};
    return CardText::tr("Slowest: %1 · %2 %", "layer, share of the time")
        .arg(nameOf(graph->op(layer->op), layer->op))
        .arg(qRound(100.0 * layer->latency.count() / estimate.latency->value.count()));
}

/// What is left of the memory that decides: "41 KiB to spare".
QString roomNote(const Estimate& estimate)
{
    const MemoryUse* memory = decidingMemory(estimate);
    if (!memory)
        return {};
    return QString::fromStdString(roomText(*memory, wording()));
}

void addNote(Card& card, const Target& target, const Estimate& estimate, const Graph* graph)
{
    QStringList all;
    for (const Reason& reason : estimate.reasons)
        all << sentenceText(reason);
    for (const Remedy& remedy : estimate.remedies)
        all << QStringLiteral("→ ") + remedyText(target, remedy) + QStringLiteral(" · ") + remedyCost(remedy, graph);
    const bool blocked = !estimate.reasons.empty() && estimate.reasons.front().blocks;
    if (!estimate.remedies.empty())
        card.note = QStringLiteral("→ ") + remedyNote(target, estimate.remedies.front());
    else if (estimate.isUncertain())
        card.note = line({card.verdictText, roomNote(estimate)});
    else if (blocked)
        card.note = sentenceText(estimate.reasons.front());
    else if (estimate.verdict == VerdictKind::unknown && !estimate.reasons.empty())
        card.note = sentenceText(estimate.reasons.front());
    else
        card.note = line({roomNote(estimate), bottleneckNote(estimate, graph)});
    if (const LayerCost* layer = bottleneckOf(estimate, graph); layer && !blocked)
        all << CardText::tr("Slowest layer: %1, bound by %2")
                   .arg(QString::fromStdString(graph->op(layer->op).name), wordText(layer->bound));
    card.noteToolTip = all.join(QLatin1Char('\n'));
}

void addAssumptions(Card& card, const Target& target, const Estimate& estimate)
{
    card.assumptions = static_cast<int>(estimate.assumptions.size());
    if (card.assumptions == 0)
        return;
    QStringList lines{CardText::tr("Rests on %n number(s) that nobody published:", nullptr, card.assumptions)};
    for (std::size_t i = 0; i < estimate.assumptions.size() && i < 8; ++i)
        lines << QStringLiteral("  ") + optionText(&target, estimate.assumptions[i].key) + QStringLiteral(" = ")
                     + fieldText(estimate.assumptions[i].value.value);
    if (estimate.assumptions.size() > 8)
        lines << QStringLiteral("  …");
    card.assumptionsToolTip = lines.join(QLatin1Char('\n'));
}

} // namespace

Card makeCard(const Target& target, const Configuration& configuration, const NetworkId& network,
              const NetworkId& boardNetwork, const Answer* answer)
{
    Card card;
    card.target = target.id;
    card.name = QString::fromStdString(target.name);
    card.title = partName(target);
    card.maker = QString::fromStdString(target.vendor);
    card.group = QString::fromStdString(target.group);
    card.configuration = configurationLine(target, configuration);
    card.configurationToolTip = configurationToolTip(target, configuration);
    addProduct(card, target.product);
    card.configured = !configuration.empty();
    card.network = network;
    if (!network.empty() && network != boardNetwork)
        card.networkTitle = networkTitle(network);
    card.frames = card.latency = card.energy = card.energyShort = unknownText();
    card.framesUnit = CardText::tr("fps");
    card.weights.label = CardText::tr("Weights");
    card.memory.label = CardText::tr("Memory");
    card.weights.text = card.memory.text = unknownText();
    if (network.empty())
        return card;
    if (!answer) {
        card.state = Card::State::computing;
        return card;
    }
    if (!answer->estimate) {
        card.state = Card::State::failed;
        if (answer->error) {
            card.note = sentenceText(*answer->error);
            card.noteToolTip = card.note + QLatin1Char('\n') + placeText(answer->error->where);
        }
        card.verdictText = card.verdictShort = wordText(VerdictKind::unknown);
        return card;
    }
    const Estimate& estimate = *answer->estimate;
    card.state = Card::State::answered;
    card.verdict = estimate.verdict;
    card.uncertain = estimate.isUncertain();
    card.verdictText = verdictLabel(estimate.verdict, estimate.fitsProbability);
    card.verdictToolTip = verdictWithRoomText(estimate);
    card.hypothetical = estimate.verdict == VerdictKind::fitsWithChanges || estimate.verdict == VerdictKind::doesNotFit;
    card.verdictShort = shortVerdict(card);
    addFigures(card, estimate);
    card.weights = weightsGauge(estimate);
    card.memory = activationsGauge(estimate);
    addNote(card, target, estimate, answer->graph.get());
    addAssumptions(card, target, estimate);
    card.remarked = needsRemarkMark(estimate.remarks);
    card.remarksToolTip = remarksText(estimate.remarks);
    return card;
}

QString Card::framesText() const
{
    const QString text = frames + QChar(0x2009) + framesUnit;
    if (hypothetical && framesPerSecond)
        return CardText::tr("would be %1", "a frame rate").arg(text);
    return text;
}

namespace {

/// A dash has no sound.
QString spelledOut(QString figure) { return figure.replace(unknownText(), CardText::tr("unknown")); }

} // namespace

QString Card::spoken() const
{
    if (state == State::empty)
        return CardText::tr("%1: no network").arg(name);
    if (state == State::computing)
        return CardText::tr("%1: computing").arg(name);
    QStringList parts{name + QStringLiteral(": ") + textOr(verdictToolTip, verdictText)};
    if (!networkTitle.isEmpty())
        parts << networkTitle;
    if (state == State::answered) {
        if (framesPerSecond && framesUnit != CardText::tr("fps"))
            parts << framesText();
        else
            parts << CardText::tr("%1 frames per second").arg(spelledOut(frames));
        parts << CardText::tr("latency %1").arg(spelledOut(latency));
        parts << CardText::tr("energy %1").arg(spelledOut(energy));
        for (const Gauge* gauge : {&weights, &memory})
            parts << gauge->label + QLatin1Char(' ') + spelledOut(gauge->text);
    }
    if (!note.isEmpty())
        parts << note;
    if (remarked)
        parts << QString(remarksToolTip).replace(QLatin1Char('\n'), QLatin1Char(' '));
    return parts.join(QStringLiteral(", "));
}

} // namespace tenbin
