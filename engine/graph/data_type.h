// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "engine/core/units.h"

namespace tenbin {

/// Type of a tensor's elements: 1 to 64 bits.
struct DataType {
    enum class Kind : std::uint8_t { signedInteger, unsignedInteger, floatingPoint, boolean, other };

    Kind kind = Kind::signedInteger;
    std::uint8_t bits = 8;

    constexpr bool operator==(const DataType&) const = default;
    constexpr bool isFloat() const { return kind == Kind::floatingPoint; }
    constexpr bool isInteger() const { return kind == Kind::signedInteger || kind == Kind::unsignedInteger; }

    static constexpr DataType int8() { return {Kind::signedInteger, 8}; }
    static constexpr DataType uint8() { return {Kind::unsignedInteger, 8}; }
    static constexpr DataType int4() { return {Kind::signedInteger, 4}; }
    static constexpr DataType int16() { return {Kind::signedInteger, 16}; }
    static constexpr DataType int32() { return {Kind::signedInteger, 32}; }
    static constexpr DataType int64() { return {Kind::signedInteger, 64}; }
    static constexpr DataType float16() { return {Kind::floatingPoint, 16}; }
    static constexpr DataType float32() { return {Kind::floatingPoint, 32}; }
    static constexpr DataType boolean() { return {Kind::boolean, 8}; }
};

/// "int8", "uint4", "float32", "bool".
std::string toString(DataType type);

/// Storage of `elements` values of `bits` bits each, packed without gaps and
/// rounded up once to whole bytes. The only place where bits become bytes.
constexpr Bytes packedBytes(std::int64_t elements, int bits) { return Bytes(ceilDiv(elements * bits, 8)); }

} // namespace tenbin
