// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/formats/keras/lowering.h"

namespace tenbin {

/// The outputs of a layer. Errors (without place): operatorMalformed, attributeInvalid, shapeMismatch, shapeUnknown,
/// modelTooLarge, modelCorrupt.
using KerasLowered = Result<KerasValues>;
using KerasHandler = KerasLowered (*)(KerasLowering& lowering, const KerasSite& site);

/// What the layers of a class become, and who knows how.
struct KerasEntry {
    std::string_view className;
    KerasHandler handler;
    std::string_view becomes; ///< kinds of operators, or what else
    OperatorKind kind = OperatorKind::custom;
};

/// Null where no handler knows the class.
const KerasEntry* findKerasEntry(std::string_view className);
/// What the layer becomes; its class is one of the table's.
OperatorKind kindOf(const KerasSite& site);
/// Every class that is read, with what becomes of it, for docs/FORMATS.md.
std::vector<std::pair<std::string_view, std::string_view>> kerasClasses();

// The lists of the files that know them: a new class is a row there.
std::span<const KerasEntry> kerasWindows();
std::span<const KerasEntry> kerasActivations();
std::span<const KerasEntry> kerasElementwise();
std::span<const KerasEntry> kerasFunctions();
std::span<const KerasEntry> kerasMoves();
std::span<const KerasEntry> kerasSequences();
std::span<const KerasEntry> kerasNormalizations();
std::span<const KerasEntry> kerasProducts();

// Layers whose handlers need to know how deep they lie, by name in network.cpp.

/// Wrappers that change training only: masks of pruning, simulated quantisation.
bool isKerasWrapper(const KerasLayer& layer);
/// The layer inside, whose weights lie under the wrapper's name (sequences.cpp).
KerasLowered lowerWrapped(KerasLowering& lowering, const KerasSite& site, int depth);
/// The layer over all steps at once: steps are further samples of the batch (sequences.cpp).
KerasLowered lowerTimeDistributed(KerasLowering& lowering, const KerasSite& site, int depth);

// What others build on.

/// The only output of a layer.
KerasLowered one(Result<KerasValue> value);
/// Layers that nobody knows. Sizes come from the file (Keras 3 writes them where the output is used) or from a Lambda's
/// `output_shape` (opaque.cpp).
KerasLowered lowerOpaque(KerasLowering& lowering, const KerasSite& site);
/// Layers that are known to keep the shape of their input (opaque.cpp).
KerasLowered lowerSameShape(KerasLowering& lowering, const KerasSite& site);
/// Layers whose output nobody can size: it counts as one element (opaque.cpp).
KerasLowered lowerUnsized(KerasLowering& lowering, const KerasSite& site);
/// `value` with the activation that the layer's configuration names (activations.cpp).
KerasLowered activated(KerasLowering& lowering, const KerasSite& site, Result<KerasValue> value);
/// An activation by its name, in the spelling of functions or of layers (activations.cpp).
Result<KerasValue> activate(KerasLowering& lowering, const KerasSite& site, const std::string& activation,
                            const KerasConfig& config, const KerasValue& x);
Result<KerasValue> softmaxAlong(KerasLowering& lowering, const KerasSite& site, const KerasValue& x, std::int64_t axis,
                                OperatorKind kind);
/// One operator of one operand (elementwise.cpp).
Result<KerasValue> unary(KerasLowering& lowering, const KerasSite& site, OperatorKind kind, const KerasValue& x,
                         Attributes attributes = {});
/// An operator of `x` and a number (elementwise.cpp).
Result<KerasValue> withScalar(KerasLowering& lowering, const KerasSite& site, OperatorKind kind, const KerasValue& x,
                              float scalar, Activation activation = Activation::none);
/// One or two lengths as {height, width}; a sequence has a height of 1 (windows.cpp).
Result<std::pair<std::int64_t, std::int64_t>> pairOf(const KerasSite& site, const char* key,
                                                     std::pair<std::int64_t, std::int64_t> otherwise);
/// The layer's bias as an input of `op`, where it has one (windows.cpp).
Result<void> addBias(KerasLowering& lowering, const KerasSite& site, std::size_t position, std::int64_t channels,
                     Operator& op);

} // namespace tenbin
