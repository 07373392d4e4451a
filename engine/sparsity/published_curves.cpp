// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/published_curves.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "engine/tables/csv_reader.h"

namespace tenbin {

namespace {

constexpr std::size_t kColumns = 12;

/// Nothing for an empty field; `good` falls where it is no number.
std::optional<double> number(const std::string& text, bool& good)
{
    if (text.empty())
        return std::nullopt;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    good = good && error == std::errc{} && end == text.data() + text.size();
    return value;
}

PublishedCurve& curveOf(std::vector<PublishedCurve>& curves, const std::vector<std::string>& f)
{
    const auto same = [&](const PublishedCurve& c) {
        return c.network == f[0] && c.data == f[1] && c.method == f[3] && c.name == f[4] && c.budget == f[5]
               && c.counts == f[6];
    };
    const auto found = std::find_if(curves.begin(), curves.end(), same);
    if (found != curves.end())
        return *found;
    curves.push_back({.network = f[0],
                      .data = f[1],
                      .family = f[2],
                      .method = f[3],
                      .name = f[4],
                      .budget = f[5],
                      .counts = f[6],
                      .points = {}});
    return curves.back();
}

} // namespace

Result<std::vector<PublishedCurve>> readPublishedCurves(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    if (!in)
        return fail(ErrorCode::fileNotFound, {file.string()}, {.file = file.string()});
    const std::string text(std::istreambuf_iterator<char>(in), {});
    std::vector<PublishedCurve> curves;
    const auto records = parseCsv(text);
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto& f = records[i].fields;
        bool good = f.size() == kColumns;
        if (good) {
            const auto removed = number(f[7], good);
            const auto accuracy = number(f[8], good);
            const auto difference = number(f[10], good);
            good = good && removed && *removed >= 0.0 && *removed <= 100.0 && (accuracy || difference);
            if (good)
                curveOf(curves, f).points.push_back(
                    {.removed = *removed, .accuracy = accuracy, .difference = difference, .source = f[11]});
        }
        if (!good)
            return fail(ErrorCode::dataFormat, {"a published accuracy with its source"},
                        {.file = file.string(), .line = records[i].line});
    }
    for (PublishedCurve& curve : curves)
        std::stable_sort(curve.points.begin(), curve.points.end(),
                         [](const PublishedPoint& a, const PublishedPoint& b) { return a.removed < b.removed; });
    return curves;
}

} // namespace tenbin
