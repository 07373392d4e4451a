// SPDX-License-Identifier: GPL-3.0-or-later
// What is set as text for people is bounded: a file may hold names of millions of letters, and laying out one line
// takes its length squared.
#include <algorithm>

#include "engine/core/shortened.h"
#include "engine/report_document/document.h"

namespace tenbin {

namespace {

constexpr std::size_t kTitleLetters = 400;
constexpr std::size_t kCellLetters = 400;       ///< a narrow column still ends on its page
constexpr std::size_t kParagraphLetters = 8000; ///< some two pages
constexpr std::size_t kLineLetters = 8000;      ///< of a command or a question

void bound(std::string& text, std::size_t letters)
{
    if (text.size() > letters)
        text = shortened(text, letters);
}

/// Every line by itself, so that a text with many of them stays whole.
void boundLines(std::string& text, std::size_t letters)
{
    if (text.size() <= letters)
        return;
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        result += shortened(std::string_view(text).substr(at, end - at), letters);
        if (end < text.size())
            result += '\n';
        at = end + 1;
    }
    text = std::move(result);
}

struct Bounding {
    void operator()(ReportParagraph& paragraph) const { bound(paragraph.text, kParagraphLetters); }
    void operator()(ReportList& list) const
    {
        for (std::string& item : list.items)
            bound(item, kParagraphLetters);
    }
    void operator()(ReportCode& code) const { boundLines(code.text, kLineLetters); }
    void operator()(ReportChart& chart) const
    {
        bound(chart.caption, kParagraphLetters);
        for (auto& mark : chart.drawing.marks)
            if (auto* text = std::get_if<DrawnText>(&mark))
                bound(text->text, kShownLetters);
    }
    void operator()(Table& table) const
    {
        table = readable(table);
        bound(table.caption, kParagraphLetters);
        for (auto& row : table.rows)
            for (TableCell& cell : row)
                bound(cell.text, kCellLetters);
    }
};

} // namespace

ReportDocument readable(const ReportDocument& document)
{
    ReportDocument result = document;
    // Notes stay whole: their author knows how long they are.
    for (std::string* text : {&result.title, &result.author, &result.date})
        bound(*text, kTitleLetters);
    bound(result.asked, kParagraphLetters);
    for (std::string& line : result.answer)
        bound(line, kParagraphLetters);
    for (ReportSection& section : result.sections) {
        bound(section.title, kTitleLetters);
        for (ReportBlock& block : section.blocks)
            std::visit(Bounding{}, block);
    }
    return result;
}

} // namespace tenbin
