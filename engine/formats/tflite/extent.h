// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace tenbin {

/// Whether a TensorFlow Lite file that does not verify was cut: some table or buffer
/// that the model names lies past the last byte.
bool endsTooEarly(std::span<const std::byte> bytes);

} // namespace tenbin
