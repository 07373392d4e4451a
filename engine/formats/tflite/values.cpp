// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "engine/formats/draft/constant_values.h"
#include "engine/graph/kind_map.h"

namespace tenbin {

namespace {

using K = OperatorKind;
using Values = TfliteValues::Values;

/// Nothing for divisions by zero.
using Binary = std::optional<double> (*)(double a, double b, bool integer);

std::optional<double> quotient(double a, double b, bool integer)
{
    if (b == 0.0)
        return std::nullopt;
    if (integer)
        return std::trunc(a / b);
    return a / b;
}

std::optional<double> floorQuotient(double a, double b, bool)
{
    if (b == 0.0)
        return std::nullopt;
    return std::floor(a / b);
}

std::optional<double> floorRemainder(double a, double b, bool)
{
    if (b == 0.0)
        return std::nullopt;
    return a - std::floor(a / b) * b;
}

/// An operation without exceptions.
template <class Operation>
std::optional<double> always(double a, double b, bool)
{
    return static_cast<double>(Operation{}(a, b));
}

constexpr KindMap<Binary> kBinary{
    {K::add, always<std::plus<>>},
    {K::sub, always<std::minus<>>},
    {K::mul, always<std::multiplies<>>},
    {K::div, quotient},
    {K::floorDiv, floorQuotient},
    {K::floorMod, floorRemainder},
    {K::maximum, [](double a, double b, bool) { return std::optional(std::max(a, b)); }},
    {K::minimum, [](double a, double b, bool) { return std::optional(std::min(a, b)); }},
    {K::pow, [](double a, double b, bool) { return std::optional(std::pow(a, b)); }},
    {K::equal, always<std::equal_to<>>},
    {K::notEqual, always<std::not_equal_to<>>},
    {K::greater, always<std::greater<>>},
    {K::greaterEqual, always<std::greater_equal<>>},
    {K::less, always<std::less<>>},
    {K::lessEqual, always<std::less_equal<>>},
    {K::logicalAnd, always<std::logical_and<>>},
    {K::logicalOr, always<std::logical_or<>>},
};

using Unary = double (*)(double x, bool integer);

double same(double x, bool) { return x; }

double converted(double x, bool integer)
{
    if (integer)
        return std::trunc(x);
    return x;
}

constexpr KindMap<Unary> kUnary{
    {K::neg, [](double x, bool) { return -x; }},
    {K::abs, [](double x, bool) { return std::abs(x); }},
    {K::square, [](double x, bool) { return x * x; }},
    {K::floor, [](double x, bool) { return std::floor(x); }},
    {K::ceil, [](double x, bool) { return std::ceil(x); }},
    {K::round, [](double x, bool) { return std::nearbyint(x); }},
    {K::logicalNot, [](double x, bool) { return static_cast<double>(x == 0.0); }},
    {K::cast, converted},
    {K::identity, same},
    {K::reshape, same},
    {K::squeeze, same},
    {K::expandDims, same},
};

/// Of at least one value.
using Reduction = double (*)(const Values& x);

constexpr KindMap<Reduction> kReductions{
    {K::sum, [](const Values& x) { return std::accumulate(x.begin(), x.end(), 0.0); }},
    {K::reduceProd, [](const Values& x) { return std::accumulate(x.begin(), x.end(), 1.0, std::multiplies<>()); }},
    {K::reduceMax, [](const Values& x) { return *std::max_element(x.begin(), x.end()); }},
    {K::reduceMin, [](const Values& x) { return *std::min_element(x.begin(), x.end()); }},
};

/// Follows one operator whose inputs may be known.
class Follower {
public:
    Follower(const TfliteValues& known, const Operator& op, const std::vector<Tensor>& tensors)
        : m_known(known), m_op(op), m_tensors(tensors), m_out(tensors[op.outputs.front().index])
    {
    }

    std::optional<Values> result() const
    {
        if (fusedActivation(m_op) != Activation::none)
            return std::nullopt;
        using Form = std::optional<Values> (Follower::*)() const;
        static constexpr KindMap<Form> kForms{
            {K::shapeOf, &Follower::shape}, {K::slice, &Follower::slice}, {K::stridedSlice, &Follower::slice},
            {K::gather, &Follower::gather}, {K::pack, &Follower::joined}, {K::concatenation, &Follower::joined},
            {K::fill, &Follower::filled},   {K::range, &Follower::range}, {K::select, &Follower::selected},
        };
        if (kForms.contains(m_op.kind))
            return (this->*kForms.valueOr(m_op.kind, nullptr))();
        if (m_op.inputs.size() >= 2 && m_op.inputs[1].valid())
            return twoInputs();
        return oneInput();
    }

private:
    std::optional<Values> input(std::size_t i) const
    {
        if (i >= m_op.inputs.size() || !m_op.inputs[i].valid())
            return std::nullopt;
        return m_known.of(m_op.inputs[i], m_tensors);
    }
    const Shape& shapeOfInput(std::size_t i) const { return m_tensors[m_op.inputs[i].index].shape; }

    std::optional<Values> shape() const
    {
        const Shape& x = shapeOfInput(0);
        return Values(x.begin(), x.end());
    }
    std::optional<Values> slice() const
    {
        const auto* a = m_op.attributesAs<SliceAttributes>();
        const auto x = input(0);
        if (!a || !x || a->begin.size() != 1)
            return std::nullopt;
        Values result;
        std::int64_t at = a->begin[0];
        for (std::int64_t left = m_out.elements(); left > 0; --left, at += a->strides[0]) {
            if (at < 0 || at >= static_cast<std::int64_t>(x->size()))
                return std::nullopt;
            result.push_back((*x)[static_cast<std::size_t>(at)]);
        }
        return result;
    }
    std::optional<Values> gather() const
    {
        const auto x = input(0);
        const auto indices = input(1);
        if (!x || !indices || shapeOfInput(0).size() != 1)
            return std::nullopt;
        Values result;
        for (const double index : *indices) {
            if (index < 0.0 || index >= static_cast<double>(x->size()))
                return std::nullopt;
            result.push_back((*x)[static_cast<std::size_t>(index)]);
        }
        return result;
    }
    std::optional<Values> joined() const
    {
        Values result;
        for (std::size_t i = 0; i < m_op.inputs.size(); ++i) {
            const auto part = input(i);
            if (!part || shapeOfInput(i).size() > 1 || (m_op.kind == K::pack && !shapeOfInput(i).empty()))
                return std::nullopt;
            result.insert(result.end(), part->begin(), part->end());
        }
        return result;
    }
    std::optional<Values> filled() const
    {
        const auto value = input(1);
        if (!value || value->size() != 1)
            return std::nullopt;
        return Values(static_cast<std::size_t>(m_out.elements()), value->front());
    }
    std::optional<Values> range() const
    {
        const auto start = input(0);
        const auto step = input(2);
        if (!start || !step || start->size() != 1 || step->size() != 1)
            return std::nullopt;
        Values result(static_cast<std::size_t>(m_out.elements()));
        for (std::size_t i = 0; i < result.size(); ++i)
            result[i] = start->front() + static_cast<double>(i) * step->front();
        return result;
    }
    std::optional<Values> selected() const
    {
        const auto condition = input(0);
        const auto yes = input(1);
        const auto no = input(2);
        if (!condition || condition->size() != 1)
            return std::nullopt;
        if (condition->front() != 0.0)
            return yes;
        return no;
    }
    std::optional<Values> twoInputs() const
    {
        auto a = input(0);
        const auto b = input(1);
        if (!a || !b || a->empty() || b->empty())
            return std::nullopt;
        const bool fitting = a->size() == b->size() || a->size() == 1 || b->size() == 1;
        if (m_op.kind == K::reshape)
            return a;
        const Binary compute = kBinary.valueOr(m_op.kind, nullptr);
        if (!fitting || !compute)
            return std::nullopt;
        Values result;
        for (std::size_t i = 0; i < std::max(a->size(), b->size()); ++i) {
            const auto value = compute((*a)[i % a->size()], (*b)[i % b->size()], m_out.type.isInteger());
            if (!value)
                return std::nullopt;
            result.push_back(*value);
        }
        return result;
    }
    std::optional<Values> oneInput() const
    {
        const auto x = input(0);
        if (!x)
            return std::nullopt;
        if (x->empty())
            return Values{};
        if (const Reduction reduce = kReductions.valueOr(m_op.kind, nullptr); reduce && m_out.elements() == 1)
            return Values{reduce(*x)};
        const Unary compute = kUnary.valueOr(m_op.kind, nullptr);
        if (!compute)
            return std::nullopt;
        Values result;
        for (const double element : *x)
            result.push_back(compute(element, m_out.type.isInteger()));
        return result;
    }

    const TfliteValues& m_known;
    const Operator& m_op;
    const std::vector<Tensor>& m_tensors;
    const Tensor& m_out;
};

} // namespace

std::optional<TfliteValues::Values> TfliteValues::of(TensorId id, const std::vector<Tensor>& tensors) const
{
    if (const auto found = m_known.find(id.index); found != m_known.end())
        return found->second;
    const Tensor& tensor = tensors[id.index];
    if (!tensor.constant || tensor.elements() > kMostElements)
        return std::nullopt;
    if (const auto values = integerValues(tensor))
        return Values(values->begin(), values->end());
    if (const auto values = floatValues(tensor))
        return Values(values->begin(), values->end());
    return std::nullopt;
}

std::optional<std::vector<std::int64_t>> TfliteValues::integers(TensorId id, const std::vector<Tensor>& tensors) const
{
    constexpr double kExact = 9007199254740992.0; // 2^53
    const auto values = of(id, tensors);
    if (!values)
        return std::nullopt;
    std::vector<std::int64_t> result;
    for (const double value : *values) {
        if (!(std::abs(value) <= kExact))
            return std::nullopt;
        result.push_back(static_cast<std::int64_t>(value));
    }
    return result;
}

void TfliteValues::follow(const Operator& op, const std::vector<Tensor>& tensors)
{
    if (op.outputs.size() != 1 || op.inputs.empty() || !op.inputs.front().valid())
        return;
    const Tensor& out = tensors[op.outputs.front().index];
    if (out.elements() > kMostElements || out.variable)
        return;
    auto values = Follower(*this, op, tensors).result();
    if (values && static_cast<std::int64_t>(values->size()) == out.elements())
        m_known[op.outputs.front().index] = std::move(*values);
}

void TfliteValues::copy(TensorId from, TensorId to, const std::vector<Tensor>& tensors)
{
    if (auto values = of(from, tensors))
        m_known[to.index] = std::move(*values);
}

} // namespace tenbin
