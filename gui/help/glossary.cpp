// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/help/glossary.h"

#include <algorithm>

#include <QAbstractButton>
#include <QCollator>
#include <QCoreApplication>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QRegularExpression>
#include <QTabBar>
#include <QToolTip>

#include "gui/look/action_list.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

struct Entry {
    const char* name;
    const char* meaning;
};

constexpr Entry kTerms[] = {
    {QT_TRANSLATE_NOOP("Glossary", "Arena"),
     QT_TRANSLATE_NOOP("Glossary", "One block of memory in which all intermediate results of a network find their "
                                   "places; buffers that are never needed at the same time share theirs.")},
    {QT_TRANSLATE_NOOP("Glossary", "im2col"),
     QT_TRANSLATE_NOOP("Glossary", "Copying the input windows of a convolution into the rows of a matrix, so that the "
                                   "convolution becomes a matrix product. It costs memory and time for the copies.")},
    {QT_TRANSLATE_NOOP("Glossary", "Roofline"),
     QT_TRANSLATE_NOOP("Glossary", "A chart of speed over arithmetic intensity. The roof is what the hardware can do: "
                                   "slanted where memory bandwidth limits, flat where the arithmetic units do.")},
    {QT_TRANSLATE_NOOP("Glossary", "Arithmetic intensity"),
     QT_TRANSLATE_NOOP("Glossary", "Operations for each byte that is moved to or from memory.")},
    {QT_TRANSLATE_NOOP("Glossary", "Hypervolume"),
     QT_TRANSLATE_NOOP("Glossary",
                       "How much of the space of objectives a Pareto front dominates, seen from a reference point. It "
                       "grows as a search finds better designs and stands still when it finds no more.")},
    {QT_TRANSLATE_NOOP("Glossary", "Pareto front"),
     QT_TRANSLATE_NOOP(
         "Glossary",
         "The designs that no other design beats in every objective at once. All others can be left aside.")},
    {QT_TRANSLATE_NOOP("Glossary", "Knee"),
     QT_TRANSLATE_NOOP(
         "Glossary", "The point of a Pareto front after which a little more of one objective costs much of another.")},
    {QT_TRANSLATE_NOOP("Glossary", "MACs"),
     QT_TRANSLATE_NOOP(
         "Glossary",
         "Multiply-accumulate operations: one multiplication and one addition, the unit of work of a neural network.")},
    {QT_TRANSLATE_NOOP("Glossary", "Utilisation"),
     QT_TRANSLATE_NOOP("Glossary", "The share of the hardware's multiply-accumulate units that do useful work.")},
    {QT_TRANSLATE_NOOP("Glossary", "Quantisation"),
     QT_TRANSLATE_NOOP(
         "Glossary",
         "Storing weights and intermediate results in few bits, most often 8, with a scale and a zero point.")},
    {QT_TRANSLATE_NOOP("Glossary", "Pruning"),
     QT_TRANSLATE_NOOP("Glossary", "Setting weights to zero so that hardware can leave them out.")},
    {QT_TRANSLATE_NOOP("Glossary", "Sparsity"),
     QT_TRANSLATE_NOOP("Glossary", "The share of weights or values that are zero.")},
    {QT_TRANSLATE_NOOP("Glossary", "Depthwise convolution"),
     QT_TRANSLATE_NOOP(
         "Glossary",
         "A convolution that filters each channel by itself. Few operations, but each byte is used little.")},
    {QT_TRANSLATE_NOOP("Glossary", "Feature map"),
     QT_TRANSLATE_NOOP("Glossary", "An intermediate result of a network: height, width and channels.")},
    {QT_TRANSLATE_NOOP("Glossary", "Latency"),
     QT_TRANSLATE_NOOP("Glossary", "The time from the start of one inference to its result.")},
    {QT_TRANSLATE_NOOP("Glossary", "NPU"),
     QT_TRANSLATE_NOOP("Glossary", "Neural processing unit: hardware made for the layers of neural networks, beside a "
                                   "processor that does the rest.")},
    {QT_TRANSLATE_NOOP("Glossary", "Patch-based inference"),
     QT_TRANSLATE_NOOP("Glossary", "Computing the first layers piece by piece, so that only a part of the large "
                                   "feature maps is in memory at a time. The overlaps are computed twice.")},
    {QT_TRANSLATE_NOOP("Glossary", "Design space"),
     QT_TRANSLATE_NOOP("Glossary", "All designs that arise when each free choice takes each of its values.")},
    {QT_TRANSLATE_NOOP("Glossary", "Verdict"),
     QT_TRANSLATE_NOOP("Glossary", "Fits, fits with changes, does not fit, or cannot be said: whether a network runs "
                                   "on a chip as it is configured.")},
    {QT_TRANSLATE_NOOP("Glossary", "Preset"),
     QT_TRANSLATE_NOOP(
         "Glossary",
         "A file that describes one chip: every number with its unit, its source and the kind of that source.")},
    {QT_TRANSLATE_NOOP("Glossary", "Toolchain"),
     QT_TRANSLATE_NOOP("Glossary", "Compiler and kernel library that turn a network into a program for a chip. Other "
                                   "versions give other speeds.")},
};

QString said(const char* text) { return QCoreApplication::translate("Glossary", text); }

/// Latin words need their own borders ("Arena" is not in "arenas of"); Japanese has none.
bool standsIn(const QString& name, const QString& text)
{
    const bool latin = name.front().unicode() < 0x250;
    if (!latin)
        return text.contains(name, Qt::CaseInsensitive);
    const QRegularExpression pattern(
        QStringLiteral("(?<![\\p{L}\\p{N}])%1s?(?![\\p{L}\\p{N}])").arg(QRegularExpression::escape(name)),
        QRegularExpression::CaseInsensitiveOption);
    return pattern.match(text).hasMatch();
}

/// What is written under the pointer, and the tooltip of that spot.
std::pair<QString, QString> textsAt(const QWidget& widget, const QPoint& at)
{
    if (const auto* bar = qobject_cast<const QTabBar*>(&widget)) {
        const int tab = bar->tabAt(at); // -1 has no texts
        return {bar->tabText(tab), bar->tabToolTip(tab)};
    }
    if (const auto* header = qobject_cast<const QHeaderView*>(widget.parentWidget()); header && header->model()) {
        const int section = header->logicalIndexAt(at);
        const auto data = [&](int role) {
            return header->model()->headerData(section, header->orientation(), role).toString();
        };
        if (section < 0)
            return {};
        return {data(Qt::DisplayRole), data(Qt::ToolTipRole)};
    }
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        return {label->text(), label->toolTip()};
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return {button->text(), button->toolTip()};
    if (const auto* box = qobject_cast<const QGroupBox*>(&widget))
        return {box->title(), box->toolTip()};
    return {};
}

} // namespace

std::vector<GlossaryTerm> glossary()
{
    std::vector<GlossaryTerm> terms;
    for (const Entry& entry : kTerms)
        terms.push_back({said(entry.name), said(entry.meaning)});
    QCollator order;
    order.setCaseSensitivity(Qt::CaseInsensitive);
    std::sort(terms.begin(), terms.end(),
              [&](const auto& a, const auto& b) { return order.compare(a.name, b.name) < 0; });
    return terms;
}

std::vector<GlossaryTerm> termsIn(const QString& text)
{
    std::vector<GlossaryTerm> found;
    for (GlossaryTerm& term : glossary())
        if (standsIn(term.name, text))
            found.push_back(std::move(term));
    return found;
}

QString glossaryPage()
{
    QString page = QStringLiteral("# ") + QCoreApplication::translate("GlossaryPage", "Glossary")
                   + QStringLiteral("\n\n[") + QCoreApplication::translate("GlossaryPage", "Contents")
                   + QStringLiteral("](index.md)\n\n");
    for (const GlossaryTerm& term : glossary())
        page += QStringLiteral("**%1**\n\n%2\n\n").arg(term.name, term.meaning);
    return page;
}

QString GlossaryTips::explained(const QString& text, const QString& toolTip)
{
    QString result = toolTip;
    for (const GlossaryTerm& term : termsIn(text))
        if (!toolTip.contains(term.meaning))
            result = joined(result, QStringLiteral("\n\n"), term.name + QStringLiteral(": ") + term.meaning);
    return result;
}

bool GlossaryTips::eventFilter(QObject* watched, QEvent* event)
{
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (!widget || event->type() != QEvent::ToolTip)
        return false;
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto [text, toolTip] = textsAt(*widget, help->pos());
    const QString full = explained(withoutMnemonic(text), toolTip);
    if (full == toolTip)
        return false;
    // Plain texts wrap only as rich text.
    QString shown = full;
    if (!Qt::mightBeRichText(full))
        shown =
            QStringLiteral("<p>%1</p>").arg(full.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
    QToolTip::showText(help->globalPos(), shown, const_cast<QWidget*>(widget));
    return true;
}

} // namespace tenbin
