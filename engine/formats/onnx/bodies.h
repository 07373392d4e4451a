// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/formats/onnx/layouts.h"

namespace tenbin {

class OnnxLowering;

/// What was copied of the bodies of If, Loop and Scan so far.
struct OnnxBodies {
    int copies = 0;
    int depth = 0; ///< bodies around the node
    std::size_t nodes = 0, bytes = 0;
    std::unordered_map<const onnx::NodeProto*, std::string> fileLabels;              ///< of copied nodes with bodies
    std::unordered_map<const onnx::GraphProto*, const onnx::GraphProto*> origins;    ///< copied bodies: of the file's
    std::unordered_map<const onnx::GraphProto*, std::vector<std::string>> constants; ///< their names here

    /// Whether there is room for another pass: loops inside of the body may have taken it.
    bool mayRepeat() const;
    /// How many of `trips` passes are lowered at most: all, unless they are more than a network can be.
    std::int64_t countedPasses(const onnx::GraphProto& body, std::int64_t trips) const;
    /// The name that a node has in the file, wherever its copy stands.
    std::string fileLabel(const OnnxNode& node) const;
};

/// One body of a node, ready to be lowered any number of times.
struct OnnxBody {
    const onnx::GraphProto* graph = nullptr;
    std::string prefix;
    std::unordered_map<std::string, std::string> names; ///< of its constants in the network
};

/// The graph that an attribute holds; null where there is none.
const onnx::GraphProto* bodyOf(const OnnxNode& node, std::string_view attribute);

/// A body with its constants in the draft: once, however often it runs. Errors: operatorMalformed, those of constants.
Result<OnnxBody> openBody(OnnxLowering& lowering, const OnnxNode& node, std::string_view attribute);

/// Lowers the nodes of a body once. `inputs` says which values its inputs are; gives the values of its outputs.
Result<std::vector<OnnxValue>> lowerBody(OnnxLowering& lowering, const OnnxBody& body, const OnnxNode& node,
                                         const std::vector<OnnxValue>& inputs);

} // namespace tenbin
