// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "engine/formats/onnx/lowering.h"

namespace tenbin {

/// Translates one node. Errors (without place): operatorMalformed, attributeInvalid, shapeMismatch, shapeUnknown,
/// modelTooLarge, modelCorrupt.
using OnnxHandler = Result<void> (*)(OnnxLowering& lowering, const OnnxNode& node);

/// What an operator of the default domain becomes, and who knows how.
struct OnnxEntry {
    std::string_view type;
    OnnxHandler handler;
    OperatorKind kind;
};

/// Null where no handler knows the operator.
const OnnxEntry* findOnnxEntry(std::string_view type);
/// What the node becomes; its type is one of the table's.
OperatorKind kindOf(const OnnxNode& node);

// The lists of the files that know them: a new operator is a row there.
std::span<const OnnxEntry> onnxWindows();
std::span<const OnnxEntry> onnxMatrices();
std::span<const OnnxEntry> onnxIntegerProducts();
std::span<const OnnxEntry> onnxSums();
std::span<const OnnxEntry> onnxAttentions();
std::span<const OnnxEntry> onnxRecurrentCells();
std::span<const OnnxEntry> onnxElementwise();
std::span<const OnnxEntry> onnxReductions();
std::span<const OnnxEntry> onnxMoves();
std::span<const OnnxEntry> onnxReshapes();
std::span<const OnnxEntry> onnxOpaque();
std::span<const OnnxEntry> onnxControlFlow();
std::span<const OnnxEntry> onnxQuantizers();

// Handlers that others build on.

/// The same value under another name (elementwise.cpp).
Result<void> lowerAlias(OnnxLowering& lowering, const OnnxNode& node);
/// An operator that keeps its name (opaque.cpp).
Result<void> lowerCustom(OnnxLowering& lowering, const OnnxNode& node);
Result<void> lowerConvolution(OnnxLowering& lowering, const OnnxNode& node);
Result<void> lowerMatMul(OnnxLowering& lowering, const OnnxNode& node);
/// Weights [out, in]; x may have any rank, or be flattened in the order of its map (matrices.cpp).
Result<void> lowerFullyConnected(OnnxLowering& lowering, const OnnxNode& node, const OnnxValue& x, TensorId weights,
                                 TensorId bias);
/// Multiplies the node's result by a number (matrices.cpp).
Result<void> multiplyResult(OnnxLowering& lowering, const OnnxNode& node, float factor);

// Quantisers of other domains.

/// Quantisers of Sony's Model Compression Toolkit, domain mct_quantizers (quantizers.cpp).
Result<void> lowerToolkitQuantizer(OnnxLowering& lowering, const OnnxNode& node);
/// Quantisers of QONNX (qonnx.cpp).
bool isQonnxQuantizer(const OnnxNode& node);
Result<void> lowerQonnxQuantizer(OnnxLowering& lowering, const OnnxNode& node);

// What is wrong with a node.
tl::unexpected<Error> missing(const OnnxNode& node, std::string what);
tl::unexpected<Error> invalid(const OnnxNode& node, std::string attribute, std::string value);
/// An axis of the node, counted from the front. Errors: attributeInvalid.
Result<int> axisOf(const OnnxNode& node, std::int64_t value, std::size_t rank);

} // namespace tenbin
