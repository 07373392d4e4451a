// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/tflite/codes.h"
#include "engine/formats/tflite/values.h"
#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// How a window slides over a map.
struct TfliteWindow {
    std::int64_t kernelH = 1, kernelW = 1;
    int strideH = 1, strideW = 1, dilationH = 1, dilationW = 1;
};

/// One operator of a file while it is brought to the conventions of `operator.h`: what every handler gets.
///
/// Errors come without place: operatorMalformed, attributeInvalid, shapeMismatch.
struct TfliteSite {
    const tflite::Operator& table;
    tflite::BuiltinOperator code;
    const std::vector<Tensor>& tensors;
    std::string label; ///< "operator 3 (CONV_2D)"
    Operator& op;      ///< comes with kind, inputs (checked against `tensors`) and outputs as in the file
    const TfliteValues* values = nullptr; ///< set: attributes may be values that were followed through the network

    const Tensor* input(std::size_t position) const;
    const Tensor& output() const { return tensors[op.outputs.front().index]; }
    /// Integers of the constant at `position`, if it is one.
    std::optional<std::vector<std::int64_t>> integers(std::size_t position) const;
    void dropInput(std::size_t position);
    Result<std::vector<int>> axes(const std::vector<std::int64_t>& given, std::size_t rank) const;
    Result<Activation> activation(tflite::ActivationFunctionType given) const;
    Result<Shape> featureMap(std::size_t position) const;
    /// `x` is [N,H,W,C].
    Result<Padding2d> padding(tflite::Padding given, const Shape& x, const TfliteWindow& window) const;
    tl::unexpected<Error> missing(std::string what) const;
    tl::unexpected<Error> invalid(std::string attribute, std::string value) const;

    /// Options of the operator, or those an absent table stands for.
    template <class Table>
    const Table* options() const
    {
        return table.builtin_options_as<Table>();
    }
};

using TfliteHandler = Result<void> (*)(TfliteSite& site);

struct TfliteEntry {
    OperatorKind kind;
    TfliteHandler handler;
};

// The lists of the files that know the kinds: a new one is a row there.
std::span<const TfliteEntry> tfliteWindows();
std::span<const TfliteEntry> tfliteMatrices();
std::span<const TfliteEntry> tfliteElementwise();
std::span<const TfliteEntry> tfliteAxes();
std::span<const TfliteEntry> tfliteLayouts();

} // namespace tenbin
