// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/keras/config.h"

namespace tenbin {

/// Sizes of a tensor; -1 where the file leaves one open.
using KerasShape = std::vector<std::int64_t>;

/// A tensor of a network: output `tensor` of the `call`th call of a layer.
struct KerasTensorName {
    std::string layer;
    std::int64_t call = 0, tensor = 0;
    std::optional<KerasShape> shape; ///< as the file declares it, where it does
};

/// What a layer is called with: a tensor or a number.
struct KerasOperand {
    std::string keyword;                   ///< empty where it is given by its position
    std::optional<KerasTensorName> tensor; ///< nothing: `number`
    double number = 0;
};

struct KerasCall {
    std::vector<KerasOperand> operands;
};

struct KerasLayer {
    std::string className;
    std::string name;
    std::string module; ///< "keras.layers"; empty in older files
    KerasConfig config;
    KerasShape builtFor; ///< input shape that the file remembers; empty where it does not
    std::vector<KerasCall> calls;

    /// A network that is used as a layer.
    bool isNetwork() const;
};

/// A network of layers, as its configuration describes it. Refers to the JSON it was read from.
struct KerasNetwork {
    std::string name;
    bool sequential = false; ///< layers one behind the other: no calls, inputs and outputs
    std::vector<KerasLayer> layers;
    std::vector<KerasTensorName> inputs, outputs;
    KerasShape builtFor;
};

/// Reads a layer's class, name and configuration. Errors (without file): modelCorrupt.
Result<KerasLayer> readKerasLayer(const nlohmann::json& object);

/// Reads a Sequential or Functional network. Errors (without file): modelCorrupt (where), formatForeign for a
/// network whose layers are code.
Result<KerasNetwork> readKerasNetwork(const KerasLayer& layer);

/// Sizes written as [null, 224, 224, 3]; empty where it is no such list.
KerasShape kerasShape(const nlohmann::json* value);

} // namespace tenbin
