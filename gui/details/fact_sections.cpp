// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/networks/published_accuracy.h"
#include "engine/report/accuracy_text.h"
#include "engine/words/product_words.h"
#include "gui/details/details_panel.h"
#include "gui/details/sections.h"
#include "gui/details/sheet.h"
#include "gui/look/text.h"

namespace tenbin {

namespace {

std::string shareText(double share) { return percentText(share).toStdString(); }

/// Who says it, in two lines for those who ask.
QString sourceText(const std::string& source, const std::string& note)
{
    QString text = QString::fromStdString(source);
    if (!note.empty())
        text += u'\n' + QString::fromStdString(note);
    return text;
}

} // namespace

void addAccuracy(Sheet& sheet, const Graph& graph)
{
    const PublishedAccuracy* known = publishedAccuracyOf(graph);
    if (known)
        sheet.fact(DetailsPanel::tr("Published accuracy"), QString::fromStdString(accuracyValue(*known, shareText)),
                   QString::fromStdString(known->data), sourceText(known->source, known->note));
    else
        sheet.fact(DetailsPanel::tr("Published accuracy"), unknownText(), {},
                   DetailsPanel::tr("Nobody published one for exactly this network."));
}

void addProduct(Sheet& sheet, const Target& target)
{
    const NumberFormat number = [](double value) { return fieldText(value).toStdString(); };
    sheet.beginFold(QStringLiteral("product"), DetailsPanel::tr("About this chip"));
    for (const FactRow& row : factRows(target.product, wording(), number))
        sheet.fact(QString::fromStdString(row.label), QString::fromStdString(row.text),
                   QString::fromStdString(row.kind), sourceText(row.source, row.note));
    sheet.endFold();
}

} // namespace tenbin
