// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace tenbin::xcube {

/// Buffers that a node reads or writes, by index. Nearly all nodes have few, which need no memory of their own:
/// sweeps lower a network for every design.
class Operands {
public:
    Operands() = default;
    Operands(std::initializer_list<std::uint32_t> buffers)
    {
        for (const std::uint32_t buffer : buffers)
            push_back(buffer);
    }

    void push_back(std::uint32_t buffer)
    {
        if (m_size == kFew)
            m_many.assign(m_few.begin(), m_few.end());
        if (m_size < kFew)
            m_few[m_size] = buffer;
        else
            m_many.push_back(buffer);
        ++m_size;
    }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    const std::uint32_t* begin() const { return m_size > kFew ? m_many.data() : m_few.data(); }
    const std::uint32_t* end() const { return begin() + m_size; }
    std::uint32_t operator[](std::size_t i) const { return begin()[i]; }
    std::uint32_t front() const { return *begin(); }
    std::uint32_t back() const { return begin()[m_size - 1]; }

private:
    static constexpr std::size_t kFew = 4;
    std::array<std::uint32_t, kFew> m_few{};
    std::vector<std::uint32_t> m_many;
    std::size_t m_size = 0;
};

} // namespace tenbin::xcube
