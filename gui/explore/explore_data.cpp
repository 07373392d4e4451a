// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_data.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tenbin {

namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

bool less(const OptionValue& a, const OptionValue& b)
{
    if (a.index() != b.index())
        return a.index() < b.index();
    return a < b;
}

/// Numbers that span more than this lie on a logarithmic axis.
constexpr double kLogFrom = 8.0;

/// "8" and "16" are choices, but numbers all the same.
std::optional<double> numberOf(const OptionValue& value)
{
    if (const auto* number = std::get_if<double>(&value))
        return *number;
    const auto& text = std::get<std::string>(value);
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

Dimension parameterDimension(const SpaceLayout& layout, const std::string& key)
{
    Dimension dimension{.kind = Dimension::Kind::parameter, .key = key};
    for (const SpaceBlock& block : layout.blocks)
        for (const SpaceAxis& axis : block.axes)
            if (axis.key == key)
                dimension.values.insert(dimension.values.end(), axis.values.begin(), axis.values.end());
    auto& values = dimension.values;
    std::sort(values.begin(), values.end(), [](const OptionValue& a, const OptionValue& b) {
        const auto x = numberOf(a);
        const auto y = numberOf(b);
        if (x && y)
            return *x < *y;
        return less(a, b);
    });
    values.erase(std::unique(values.begin(), values.end()), values.end());
    const bool numbers = std::all_of(values.begin(), values.end(),
                                     [](const OptionValue& v) { return std::holds_alternative<double>(v); });
    if (numbers && !values.empty()) {
        dimension.low = std::get<double>(values.front());
        dimension.high = std::get<double>(values.back());
        dimension.logarithmic = dimension.low > 0.0 && dimension.high > kLogFrom * dimension.low;
    }
    return dimension;
}

float numberPlace(const Dimension& d, double value)
{
    if (std::isnan(value) || (d.logarithmic && value <= 0.0))
        return kNone;
    if (d.high <= d.low)
        return 0.5f;
    if (d.logarithmic)
        return static_cast<float>(std::log(value / d.low) / std::log(d.high / d.low));
    return static_cast<float>((value - d.low) / (d.high - d.low));
}

float indexPlace(std::size_t index, std::size_t count)
{
    if (count < 2)
        return 0.5f;
    return static_cast<float>(index) / static_cast<float>(count - 1);
}

float valuePlace(const Dimension& d, const OptionValue& value)
{
    if (d.high > d.low)
        return numberPlace(d, std::get<double>(value));
    return indexPlace(static_cast<std::size_t>(std::find(d.values.begin(), d.values.end(), value) - d.values.begin()),
                      d.values.size());
}

} // namespace

ExploreData::ExploreData(SpaceLayout layout, Question question)
    : m_layout(std::move(layout)), m_question(std::move(question))
{
    m_dimensions.push_back({.kind = Dimension::Kind::target});
    m_dimensions.push_back({.kind = Dimension::Kind::network});
    for (const std::string& key : m_layout.keys())
        m_dimensions.push_back(parameterDimension(m_layout, key));
    m_places.resize(m_dimensions.size());
    for (const FigureKind figure : kAllFigures)
        m_dimensions.push_back(
            {.kind = Dimension::Kind::figure, .figure = figure, .logarithmic = figure != FigureKind::accuracy});
    for (const SpaceBlock& block : m_layout.blocks) {
        auto& places = m_axisPlaces.emplace_back();
        auto& dimensions = m_axisDimension.emplace_back();
        for (const SpaceAxis& axis : block.axes) {
            const auto it = std::find_if(m_dimensions.begin(), m_dimensions.end(),
                                         [&](const Dimension& d) { return d.key == axis.key; });
            dimensions.push_back(static_cast<std::size_t>(it - m_dimensions.begin()));
            auto& digits = places.emplace_back();
            for (const OptionValue& value : axis.values)
                digits.push_back(valuePlace(*it, value));
        }
    }
}

std::optional<std::size_t> ExploreData::dimensionOf(FigureKind figure) const
{
    for (std::size_t i = 0; i < m_dimensions.size(); ++i)
        if (m_dimensions[i].kind == Dimension::Kind::figure && m_dimensions[i].figure == figure)
            return i;
    return std::nullopt;
}

void ExploreData::append(std::uint64_t point, const DesignFigures& figures)
{
    m_points.add(point, figures, m_layout);
    addPlaces(m_points.size() - 1);
}

void ExploreData::adopt(PointTable points)
{
    m_points = std::move(points);
    for (auto& column : m_places)
        column.reserve(m_points.size());
    for (std::size_t row = 0; row < m_points.size(); ++row)
        addPlaces(row);
}

void ExploreData::addPlaces(std::size_t row)
{
    const SpaceBlock& block = m_layout.blockOf(m_points.index[row]);
    const auto number = static_cast<std::size_t>(&block - m_layout.blocks.data());
    for (auto& column : m_places)
        column.push_back(kNone);
    m_places[0][row] = indexPlace(block.target, m_layout.targets.size());
    m_places[1][row] = indexPlace(block.network, m_layout.networks.size());
    std::uint64_t rest = m_points.index[row] - block.first;
    for (std::size_t axis = block.axes.size(); axis-- > 0;) {
        const auto& places = m_axisPlaces[number][axis];
        m_places[m_axisDimension[number][axis]][row] = places[rest % places.size()];
        rest /= places.size();
    }
    m_admitted.push_back(admits(m_question.constraints, m_points, row));
    widen(row);
}

/// Figures have their range from the points.
void ExploreData::widen(std::size_t row)
{
    for (std::size_t i = m_places.size(); i < m_dimensions.size(); ++i) {
        Dimension& d = m_dimensions[i];
        const double value = m_points.column(d.figure)[row];
        if (std::isnan(value) || (d.logarithmic && value <= 0.0))
            continue;
        if (d.low == 0.0 && d.high == 0.0) // the first
            d.low = d.high = value;
        d.low = std::min(d.low, value);
        d.high = std::max(d.high, value);
    }
}

float ExploreData::place(std::size_t dimension, std::size_t row) const
{
    if (dimension < m_places.size())
        return m_places[dimension][row];
    const Dimension& d = m_dimensions[dimension];
    return numberPlace(d, m_points.column(d.figure)[row]);
}

double ExploreData::valueAt(std::size_t dimension, double place) const
{
    const Dimension& d = m_dimensions[dimension];
    if (d.logarithmic && d.low > 0.0)
        return d.low * std::pow(d.high / d.low, place);
    return d.low + place * (d.high - d.low);
}

bool ExploreData::inside(const std::vector<Brush>& brushes, std::size_t row) const
{
    return std::all_of(brushes.begin(), brushes.end(), [&](const Brush& brush) {
        const float at = place(brush.dimension, row);
        return at >= brush.low && at <= brush.high;
    });
}

} // namespace tenbin
