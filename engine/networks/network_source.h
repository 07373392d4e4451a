// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/estimate/estimator.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// "zoo:…" rather than a file.
bool isZooSource(std::string_view source);

/// "zoo:mobilenet_v1?alpha=0.25", or a model file with the sizes that it leaves open ("file:" before it is no part of
/// the path): "file:kws.onnx?input=1x1x49x10". Errors: those
/// of the importer, of the zoo and of parseModelReference().
Result<std::shared_ptr<const Graph>> networkOf(const std::string& source);

/// Smaller networks of the same family, for remedies, loaded when they are asked for; empty for files.
VariantSource variantsOf(const Graph& graph, NetworkLoader load = networkOf);

} // namespace tenbin
