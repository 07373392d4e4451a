// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "engine/exploration/point_table.h"
#include "engine/exploration/question.h"

namespace tenbin {

/// One thing that a point has: its target, its network, a parameter, a figure. Every plot and brush speaks of these.
struct Dimension {
    enum class Kind : std::uint8_t { target, network, parameter, figure };

    Kind kind = Kind::figure;
    std::string key; ///< of a parameter
    FigureKind figure = FigureKind::latency;
    std::vector<OptionValue> values; ///< of a parameter, ascending; absent values of a target are gaps
    bool logarithmic = false;
    double low = 0.0, high = 0.0; ///< of a figure: over the known values
};

/// A range on one dimension, in units of its plot (0 to 1).
struct Brush {
    std::size_t dimension = 0;
    float low = 0.0f, high = 1.0f;
};

/// The points of a study as plots need them: figures, and a place between 0 and 1 on every other dimension.
/// Built and extended in one thread.
class ExploreData {
public:
    ExploreData(SpaceLayout layout, Question question);

    const SpaceLayout& layout() const { return m_layout; }
    const Question& question() const { return m_question; }
    const PointTable& points() const { return m_points; }
    std::size_t size() const { return m_points.size(); }
    const std::vector<Dimension>& dimensions() const { return m_dimensions; }
    std::optional<std::size_t> dimensionOf(FigureKind figure) const;

    void append(std::uint64_t point, const DesignFigures& figures);
    void adopt(PointTable points);

    /// Place of a row; NaN: the row has none.
    float place(std::size_t dimension, std::size_t row) const;
    /// A place of a figure as its value.
    double valueAt(std::size_t dimension, double place) const;
    bool inside(const std::vector<Brush>& brushes, std::size_t row) const;
    bool admitted(std::size_t row) const { return m_admitted[row]; }

private:
    void addPlaces(std::size_t row);
    void widen(std::size_t row);

    SpaceLayout m_layout;
    Question m_question;
    PointTable m_points;
    std::vector<bool> m_admitted;
    std::vector<Dimension> m_dimensions;
    std::vector<std::vector<float>> m_places;                  ///< of dimensions that are no figure
    std::vector<std::vector<std::vector<float>>> m_axisPlaces; ///< [block][axis][digit]
    std::vector<std::vector<std::size_t>> m_axisDimension;     ///< [block][axis]
};

/// "Ethos-U55-128, clock 200 MHz, α 0.5": only what differs between designs.
QString designName(const SpaceLayout& layout, std::uint64_t point);
QString dimensionName(const Dimension& dimension);
QString figureName(FigureKind figure);
QString figureText(FigureKind figure, double value);
/// A parameter's value with the unit that its key implies.
QString parameterText(std::string_view key, const OptionValue& value);

} // namespace tenbin
