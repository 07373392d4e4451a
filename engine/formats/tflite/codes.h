// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "engine/formats/tflite_generated.h"
#include "engine/graph/data_type.h"
#include "engine/graph/operator.h"

namespace tenbin {

/// What a builtin code means; nothing for codes that no OperatorKind stands for.
std::optional<OperatorKind> kindOfBuiltin(tflite::BuiltinOperator code);
/// The builtin that stands for a kind; nothing for kinds that the format lacks.
std::optional<tflite::BuiltinOperator> builtinOfKind(OperatorKind kind);
/// "CONV_3D"; "BUILTIN_207" for codes beyond the schema.
std::string builtinName(tflite::BuiltinOperator code);

/// Kinds that the format lacks are written as custom operators with the kind's name
/// ("LAYER_NORMALIZATION"); TensorFlow's own names of custom operators count too.
std::optional<OperatorKind> kindOfCustom(std::string_view customCode);
/// The custom code a kind without builtin is written with.
std::string customOfKind(const Operator& op);

std::optional<DataType> dataTypeOf(tflite::TensorType type);
std::optional<tflite::TensorType> tensorTypeOf(DataType type);

std::optional<Activation> activationOf(tflite::ActivationFunctionType code);
/// Nothing for activations that the format cannot fuse.
std::optional<tflite::ActivationFunctionType> fusedCode(Activation activation);

/// Names of tensors between an operator and the padding or activation that had to be
/// written apart because the format cannot express it; the reader joins them again.
inline constexpr std::string_view kPaddedSuffix = "#tenbin-padded";
inline constexpr std::string_view kPreActivationSuffix = "#tenbin-preactivation";
/// Constants that only hold attributes; they vanish when the attributes are read.
inline constexpr std::string_view kParameterSuffix = "#tenbin-parameter";

} // namespace tenbin
