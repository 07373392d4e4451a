// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "engine/formats/draft/constant_values.h"
#include "engine/formats/onnx/fold_rules.h"
#include "engine/formats/onnx/shapes.h"
#include "engine/formats/onnx/tensor.h"

namespace tenbin::fold_rules {

namespace {

using One = double (*)(double);
using Two = double (*)(double, double);

double truth(bool value) { return static_cast<double>(value); }

/// By nothing: nothing. What depends on it is no shape that anybody computes.
double quotient(double a, double b)
{
    if (b == 0)
        return 0;
    return a / b;
}

double remainderOf(double a, double b)
{
    if (b == 0)
        return 0;
    return a - b * std::floor(a / b);
}

double slopedBelow(double a, double slope)
{
    if (a < 0)
        return a * slope;
    return a;
}

const std::unordered_map<std::string_view, One>& unaryFunctions()
{
    static const std::unordered_map<std::string_view, One> functions{
        {"Identity", [](double a) { return a; }},
        {"Neg", [](double a) { return -a; }},
        {"Abs", [](double a) { return std::abs(a); }},
        {"Sqrt", [](double a) { return std::sqrt(a); }},
        {"Exp", [](double a) { return std::exp(a); }},
        {"Log", [](double a) { return std::log(a); }},
        {"Sin", [](double a) { return std::sin(a); }},
        {"Cos", [](double a) { return std::cos(a); }},
        {"Tanh", [](double a) { return std::tanh(a); }},
        {"Erf", [](double a) { return std::erf(a); }},
        {"Sigmoid", [](double a) { return 1.0 / (1.0 + std::exp(-a)); }},
        {"Relu", [](double a) { return std::max(a, 0.0); }},
        {"Reciprocal", [](double a) { return quotient(1.0, a); }},
        {"Floor", [](double a) { return std::floor(a); }},
        {"Ceil", [](double a) { return std::ceil(a); }},
        {"Round", [](double a) { return std::nearbyint(a); }},
        {"Sign", [](double a) { return static_cast<double>((a > 0) - (a < 0)); }},
        {"Not", [](double a) { return truth(a == 0); }},
    };
    return functions;
}

const std::unordered_map<std::string_view, Two>& numberFunctions()
{
    static const std::unordered_map<std::string_view, Two> functions{
        {"Add", [](double a, double b) { return a + b; }},
        {"Sum", [](double a, double b) { return a + b; }},
        {"Sub", [](double a, double b) { return a - b; }},
        {"Mul", [](double a, double b) { return a * b; }},
        {"Div", quotient},
        {"Pow", [](double a, double b) { return std::pow(a, b); }},
        {"Mod", remainderOf},
        {"Min", [](double a, double b) { return std::min(a, b); }},
        {"Max", [](double a, double b) { return std::max(a, b); }},
        {"PRelu", slopedBelow},
    };
    return functions;
}

const std::unordered_map<std::string_view, Two>& truthFunctions()
{
    static const std::unordered_map<std::string_view, Two> functions{
        {"Equal", [](double a, double b) { return truth(a == b); }},
        {"Greater", [](double a, double b) { return truth(a > b); }},
        {"GreaterOrEqual", [](double a, double b) { return truth(a >= b); }},
        {"Less", [](double a, double b) { return truth(a < b); }},
        {"LessOrEqual", [](double a, double b) { return truth(a <= b); }},
        {"And", [](double a, double b) { return truth(a != 0 && b != 0); }},
        {"Or", [](double a, double b) { return truth(a != 0 || b != 0); }},
        {"Xor", [](double a, double b) { return truth((a != 0) != (b != 0)); }},
    };
    return functions;
}

/// How a reduction takes in one element, and what it makes of the end result over n elements.
struct Reduction {
    double start;
    Two take;
    double (*finish)(double result, double count);
};

double asItIs(double result, double /*count*/) { return result; }

const std::unordered_map<std::string_view, Reduction>& reductions()
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    static const std::unordered_map<std::string_view, Reduction> all{
        {"ReduceSum", {0, [](double r, double a) { return r + a; }, asItIs}},
        {"ReduceMean", {0, [](double r, double a) { return r + a; }, quotient}},
        {"ReduceProd", {1, [](double r, double a) { return r * a; }, asItIs}},
        {"ReduceMax", {-kInfinity, [](double r, double a) { return std::max(r, a); }, asItIs}},
        {"ReduceMin", {kInfinity, [](double r, double a) { return std::min(r, a); }, asItIs}},
        {"ReduceL1", {0, [](double r, double a) { return r + std::abs(a); }, asItIs}},
        {"ReduceL2", {0, [](double r, double a) { return r + a * a; }, [](double r, double) { return std::sqrt(r); }}},
        {"ReduceSumSquare", {0, [](double r, double a) { return r + a * a; }, asItIs}},
        {"ReduceLogSum", {0, [](double r, double a) { return r + a; }, [](double r, double) { return std::log(r); }}},
        {"ReduceLogSumExp",
         {0, [](double r, double a) { return r + std::exp(a); }, [](double r, double) { return std::log(r); }}},
    };
    return all;
}

/// Integers stay integers: a quotient loses its fraction.
void keepType(FoldedValue& value)
{
    if (value.type.isFloat() || value.type.kind == DataType::Kind::other)
        return;
    for (double& entry : value.values)
        entry = std::trunc(entry);
}

} // namespace

bool isUnary(std::string_view type) { return unaryFunctions().contains(type); }
bool isBinary(std::string_view type) { return numberFunctions().count(type) + truthFunctions().count(type) > 0; }
bool isReduction(std::string_view type) { return reductions().contains(type); }

Folded unary(const Site& site)
{
    FoldedValue result = *site.at(0);
    const One function = unaryFunctions().at(site.node.type());
    for (double& value : result.values)
        value = function(value);
    keepType(result);
    return result;
}

Two functionOf(std::string_view type)
{
    if (const auto found = numberFunctions().find(type); found != numberFunctions().end())
        return found->second;
    return truthFunctions().at(type);
}

/// Two operands, or a row of them for Sum, Min and Max, broadcasting.
Folded binary(const Site& site)
{
    const std::string_view type = site.node.type();
    const bool number = numberFunctions().contains(type);
    const bool any = type == "Sum" || type == "Min" || type == "Max";
    if (!any && site.inputs.size() != 2)
        return std::nullopt;
    const Two function = functionOf(type);
    std::vector<Shape> shapes;
    for (const auto& operand : site.inputs) {
        if (!operand)
            return std::nullopt;
        shapes.push_back(operand->shape);
    }
    const auto shape = broadcastShapes(shapes);
    if (!shape)
        return std::nullopt;
    auto result = broadcastTo(site, *site.at(0), *shape);
    for (std::size_t i = 1; result && i < site.inputs.size(); ++i) {
        const auto other = broadcastTo(site, *site.at(i), *shape);
        if (!other)
            return std::nullopt;
        for (std::size_t e = 0; e < result->values.size(); ++e)
            result->values[e] = function(result->values[e], other->values[e]);
    }
    if (!result)
        return std::nullopt;
    if (!number)
        result->type = DataType::boolean();
    keepType(*result);
    return result;
}

Folded where(const Site& site)
{
    const FoldedValue* condition = site.at(0);
    const FoldedValue* a = site.at(1);
    const FoldedValue* b = site.at(2);
    if (!a || !b)
        return std::nullopt;
    const auto shape = broadcastShapes({condition->shape, a->shape, b->shape});
    if (!shape)
        return std::nullopt;
    const auto chosen = broadcastTo(site, *condition, *shape);
    const auto other = broadcastTo(site, *b, *shape);
    auto result = broadcastTo(site, *a, *shape);
    if (!chosen || !other || !result)
        return std::nullopt;
    for (std::size_t i = 0; i < result->values.size(); ++i)
        if (chosen->values[i] == 0)
            result->values[i] = other->values[i];
    return result;
}

Folded cast(const Site& site)
{
    const auto type = onnxDataType(static_cast<int>(site.node.integer("to", 0)));
    if (!type)
        return std::nullopt;
    FoldedValue result = *site.at(0);
    result.type = *type;
    if (*type == DataType::boolean())
        for (double& value : result.values)
            value = truth(value != 0);
    keepType(result);
    return result;
}

/// Bounds as attributes (before opset 11) or inputs.
Folded clip(const Site& site)
{
    double lowest = site.node.number("min", std::numeric_limits<float>::lowest());
    double highest = site.node.number("max", std::numeric_limits<float>::max());
    if (const FoldedValue* low = site.at(1); low && low->values.size() == 1)
        lowest = low->values.front();
    if (const FoldedValue* high = site.at(2); high && high->values.size() == 1)
        highest = high->values.front();
    FoldedValue result = *site.at(0);
    for (double& value : result.values)
        value = std::min(std::max(value, lowest), highest);
    return result;
}

Folded reduce(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const auto given = site.integers("axes", 1).value_or(std::vector<std::int64_t>{});
    if (given.empty() && site.node.integer("noop_with_empty_axes", 0) != 0)
        return *x;
    std::vector<bool> reduced(x->shape.size(), given.empty());
    for (const std::int64_t entry : given) {
        const auto axis = resolveAxis(entry, x->shape.size());
        if (!axis)
            return std::nullopt;
        reduced[static_cast<std::size_t>(*axis)] = true;
    }
    Shape kept = x->shape;
    Shape shape;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        kept[i] = reduced[i] ? 1 : kept[i];
        if (!reduced[i] || site.node.integer("keepdims", 1) != 0)
            shape.push_back(kept[i]);
    }
    const auto count = checkedElements(kept);
    if (!count || *count > site.limit)
        return std::nullopt;
    const Reduction& reduction = reductions().at(site.node.type());
    FoldedValue result{.shape = shape, .values = {}, .type = x->type};
    result.values.assign(static_cast<std::size_t>(*count), reduction.start);
    const auto strides = stridesOf(kept, true);
    std::vector<std::int64_t> place(kept.size(), 0);
    for (const double value : x->values) {
        std::int64_t position = 0;
        for (std::size_t d = 0; d < place.size(); ++d)
            position += place[d] * strides[d];
        double& target = result.values[static_cast<std::size_t>(position)];
        target = reduction.take(target, value);
        toNextPlace(place, x->shape);
    }
    const double taken = static_cast<double>(x->values.size()) / static_cast<double>(std::max<std::int64_t>(*count, 1));
    for (double& value : result.values)
        value = reduction.finish(value, taken);
    keepType(result);
    return result;
}

/// Of vectors, forwards, each sum with its own element.
Folded cumulativeSum(const Site& site)
{
    const FoldedValue* x = site.at(0);
    if (x->shape.size() != 1 || site.node.integer("exclusive", 0) != 0 || site.node.integer("reverse", 0) != 0)
        return std::nullopt;
    FoldedValue result = *x;
    double sum = 0;
    for (double& value : result.values) {
        sum += value;
        value = sum;
    }
    return result;
}

Folded nonZero(const Site& site)
{
    const FoldedValue* x = site.at(0);
    const std::size_t rank = x->shape.size();
    std::vector<std::vector<double>> rows(rank);
    std::vector<std::int64_t> place(rank, 0);
    for (const double value : x->values) {
        for (std::size_t d = 0; value != 0 && d < rank; ++d)
            rows[d].push_back(static_cast<double>(place[d]));
        toNextPlace(place, x->shape);
    }
    if (rank == 0)
        return std::nullopt;
    FoldedValue result{.shape = {static_cast<std::int64_t>(rank), static_cast<std::int64_t>(rows.front().size())},
                       .values = {}};
    for (const auto& row : rows)
        result.values.insert(result.values.end(), row.begin(), row.end());
    return result;
}

/// Rows times one matrix, or one vector: sums over the last dimension of the first and the first of the second. Nothing
/// where the work is far beyond what is read, as with two large matrices.
Folded matMul(const Site& site)
{
    const FoldedValue* a = site.at(0);
    const FoldedValue* b = site.at(1);
    if (!b || a->shape.empty() || b->shape.empty() || b->shape.size() > 2 || a->shape.back() != b->shape.front())
        return std::nullopt;
    constexpr std::int64_t kMostWorkPerElement = 16;
    const std::int64_t inner = b->shape.front();
    const std::int64_t columns = b->shape.size() == 2 ? b->shape.back() : 1;
    FoldedValue result{.shape = a->shape, .values = {}, .type = a->type};
    result.shape.pop_back();
    if (b->shape.size() == 2)
        result.shape.push_back(columns);
    const auto count = checkedElements(result.shape);
    const auto touched = static_cast<std::int64_t>(a->values.size() + b->values.size());
    if (!count || *count > site.limit || *count * inner > (touched + *count) * kMostWorkPerElement)
        return std::nullopt;
    result.values.assign(static_cast<std::size_t>(*count), 0.0);
    for (std::int64_t i = 0; i < *count; ++i) {
        const std::int64_t row = i / columns * inner;
        const std::int64_t column = i % columns;
        for (std::int64_t k = 0; k < inner; ++k)
            result.values[static_cast<std::size_t>(i)] += a->values[static_cast<std::size_t>(row + k)]
                                                          * b->values[static_cast<std::size_t>(k * columns + column)];
    }
    keepType(result);
    return result;
}

} // namespace tenbin::fold_rules
