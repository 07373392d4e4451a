// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <cstdint>

namespace tenbin {

/// A number with a unit in its type: `Bytes + Cycles` does not compile.
/// Only operations that keep their physical meaning are offered.
template <class Tag, class Rep>
class Quantity {
public:
    using Representation = Rep;

    constexpr Quantity() = default;
    constexpr explicit Quantity(Rep value) : m_value(value) {}

    constexpr Rep count() const { return m_value; }
    constexpr double toDouble() const { return static_cast<double>(m_value); }

    constexpr auto operator<=>(const Quantity&) const = default;

    constexpr Quantity& operator+=(Quantity other)
    {
        m_value += other.m_value;
        return *this;
    }
    constexpr Quantity& operator-=(Quantity other)
    {
        m_value -= other.m_value;
        return *this;
    }
    friend constexpr Quantity operator+(Quantity a, Quantity b) { return Quantity(a.m_value + b.m_value); }
    friend constexpr Quantity operator-(Quantity a, Quantity b) { return Quantity(a.m_value - b.m_value); }
    friend constexpr Quantity operator*(Quantity a, Rep factor) { return Quantity(a.m_value * factor); }
    friend constexpr Quantity operator*(Rep factor, Quantity a) { return Quantity(a.m_value * factor); }
    friend constexpr Quantity operator/(Quantity a, Rep divisor) { return Quantity(a.m_value / divisor); }
    /// The ratio of two like quantities is a plain number.
    friend constexpr double operator/(Quantity a, Quantity b) { return a.toDouble() / b.toDouble(); }

private:
    Rep m_value{};
};

using Bytes = Quantity<struct BytesTag, std::int64_t>;
using Macs = Quantity<struct MacsTag, std::int64_t>;
using Cycles = Quantity<struct CyclesTag, double>;
using Hertz = Quantity<struct HertzTag, double>;
using Seconds = Quantity<struct SecondsTag, double>;
using Joules = Quantity<struct JoulesTag, double>;
using Watts = Quantity<struct WattsTag, double>;

constexpr Seconds operator/(Cycles cycles, Hertz clock) { return Seconds(cycles.count() / clock.count()); }
constexpr Cycles operator*(Seconds time, Hertz clock) { return Cycles(time.count() * clock.count()); }
constexpr Joules operator*(Watts power, Seconds time) { return Joules(power.count() * time.count()); }
constexpr Joules operator*(Seconds time, Watts power) { return power * time; }
constexpr Watts operator/(Joules energy, Seconds time) { return Watts(energy.count() / time.count()); }

constexpr Bytes kibibytes(std::int64_t n) { return Bytes(n * 1024); }
constexpr Bytes mebibytes(std::int64_t n) { return Bytes(n * 1024 * 1024); }

/// Smallest multiple of `multiple` that is not below `value` (both non-negative).
constexpr std::int64_t roundUp(std::int64_t value, std::int64_t multiple)
{
    return (value + multiple - 1) / multiple * multiple;
}

/// Quotient rounded towards plus infinity, for non-negative operands.
constexpr std::int64_t ceilDiv(std::int64_t value, std::int64_t divisor) { return (value + divisor - 1) / divisor; }

} // namespace tenbin
