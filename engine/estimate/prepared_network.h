// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "engine/estimate/figures.h"

namespace tenbin {

/// The values that one parameter takes at each point of a column.
struct ScalingColumn {
    std::string_view key;
    std::span<const double> values;
};

/// A network costed on a target as far as its scaling parameters (CostModel::scalingKeys) do not
/// matter: what is left is arithmetic over columns of points. Thread-safe.
class PreparedNetwork {
public:
    virtual ~PreparedNetwork() = default;

    /// Figures of `out.size()` points, the same bits that estimate() gives. Each column has as many
    /// values; a parameter without a column keeps the value that it had in prepare().
    virtual void evaluate(std::span<const ScalingColumn> columns, std::span<DesignFigures> out) const = 0;
};

/// What several prepared networks of one graph and target have in common: memory plans, lowered
/// programs, costs of passes. Thread-safe; each part is a pure function of its key.
class SharedParts {
public:
    template <class T, class Make>
    std::shared_ptr<const T> get(const std::string& key, Make make)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (const auto it = m_parts.find(key); it != m_parts.end())
                return std::static_pointer_cast<const T>(it->second);
        }
        auto part = std::make_shared<const T>(make());
        const std::scoped_lock lock(m_mutex);
        if (m_parts.size() >= kMost)
            m_parts.clear();
        return std::static_pointer_cast<const T>(m_parts.try_emplace(key, std::move(part)).first->second);
    }

private:
    static constexpr std::size_t kMost = 512; // bounds memory where every point needs its own

    std::mutex m_mutex;
    std::unordered_map<std::string, std::shared_ptr<const void>> m_parts;
};

} // namespace tenbin
