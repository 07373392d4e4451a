// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/tflite/values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "engine/formats/draft/constant_values.h"

namespace tenbin {

namespace {

using K = OperatorKind;
using Values = TfliteValues::Values;

double quotient(double a, double b, bool integer)
{
    const double result = a / b;
    return integer ? std::trunc(result) : result;
}

/// The value of a binary operator, or nothing for other kinds and divisions by zero.
std::optional<double> binary(K kind, double a, double b, bool integer)
{
    switch (kind) {
    case K::add:
        return a + b;
    case K::sub:
        return a - b;
    case K::mul:
        return a * b;
    case K::div:
        return b == 0.0 ? std::nullopt : std::optional(quotient(a, b, integer));
    case K::floorDiv:
        return b == 0.0 ? std::nullopt : std::optional(std::floor(a / b));
    case K::floorMod:
        return b == 0.0 ? std::nullopt : std::optional(a - std::floor(a / b) * b);
    case K::maximum:
        return std::max(a, b);
    case K::minimum:
        return std::min(a, b);
    case K::pow:
        return std::pow(a, b);
    case K::equal:
        return a == b;
    case K::notEqual:
        return a != b;
    case K::greater:
        return a > b;
    case K::greaterEqual:
        return a >= b;
    case K::less:
        return a < b;
    case K::lessEqual:
        return a <= b;
    case K::logicalAnd:
        return a != 0.0 && b != 0.0;
    case K::logicalOr:
        return a != 0.0 || b != 0.0;
    default:
        return std::nullopt;
    }
}

std::optional<double> unary(K kind, double x, bool integer)
{
    switch (kind) {
    case K::neg:
        return -x;
    case K::abs:
        return std::abs(x);
    case K::square:
        return x * x;
    case K::floor:
        return std::floor(x);
    case K::ceil:
        return std::ceil(x);
    case K::round:
        return std::nearbyint(x);
    case K::logicalNot:
        return x == 0.0;
    case K::cast:
        return integer ? std::trunc(x) : x;
    case K::identity:
    case K::reshape:
    case K::squeeze:
    case K::expandDims:
        return x;
    default:
        return std::nullopt;
    }
}

std::optional<double> reduced(K kind, const Values& x)
{
    if (x.empty())
        return std::nullopt;
    switch (kind) {
    case K::sum:
        return std::accumulate(x.begin(), x.end(), 0.0);
    case K::reduceProd:
        return std::accumulate(x.begin(), x.end(), 1.0, std::multiplies<>());
    case K::reduceMax:
        return *std::max_element(x.begin(), x.end());
    case K::reduceMin:
        return *std::min_element(x.begin(), x.end());
    default:
        return std::nullopt;
    }
}

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
        switch (m_op.kind) {
        case K::shapeOf:
            return shape();
        case K::slice:
        case K::stridedSlice:
            return slice();
        case K::gather:
            return gather();
        case K::pack:
        case K::concatenation:
            return joined();
        case K::fill:
            return filled();
        case K::range:
            return range();
        case K::select:
            return selected();
        default:
            return m_op.inputs.size() >= 2 && m_op.inputs[1].valid() ? twoInputs() : oneInput();
        }
    }

private:
    std::optional<Values> input(std::size_t i) const
    {
        return i < m_op.inputs.size() && m_op.inputs[i].valid() ? m_known.of(m_op.inputs[i], m_tensors) : std::nullopt;
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
        return condition->front() != 0.0 ? yes : no;
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
        if (!fitting)
            return std::nullopt;
        Values result;
        for (std::size_t i = 0; i < std::max(a->size(), b->size()); ++i) {
            const auto value = binary(m_op.kind, (*a)[i % a->size()], (*b)[i % b->size()], m_out.type.isInteger());
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
        if (const auto value = reduced(m_op.kind, *x); value && m_out.elements() == 1)
            return Values{*value};
        Values result;
        for (const double element : *x) {
            const auto value = unary(m_op.kind, element, m_out.type.isInteger());
            if (!value)
                return std::nullopt;
            result.push_back(*value);
        }
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
