// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include <onnx/onnx_pb.h>

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"
#include "engine/formats/common/model_file.h"
#include "engine/formats/onnx/payload.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// One node with its attributes at hand.
class OnnxNode {
public:
    explicit OnnxNode(const onnx::NodeProto& proto) : m_proto(&proto) {}

    const std::string& type() const { return m_proto->op_type(); }
    const std::string& domain() const { return m_proto->domain(); }
    bool standard() const { return domain().empty() || domain() == "ai.onnx"; }
    /// Its name, or that of its first output.
    const std::string& name() const;
    /// "node /layer1/Conv (Conv)".
    std::string label() const;
    const onnx::NodeProto& proto() const { return *m_proto; }

    int inputs() const { return m_proto->input_size(); }
    int outputs() const { return m_proto->output_size(); }
    /// Name of an input; empty where it is absent.
    const std::string& input(int position) const;
    const std::string& output(int position) const;

    const onnx::AttributeProto* attribute(std::string_view name) const;
    std::int64_t integer(std::string_view name, std::int64_t otherwise) const;
    float number(std::string_view name, float otherwise) const;
    std::string text(std::string_view name, std::string otherwise) const;
    std::vector<std::int64_t> integers(std::string_view name) const;

private:
    const onnx::NodeProto* m_proto;
};

/// A parsed model: functions inlined, fused operators expanded, batch resolved, nodes in execution order.
class OnnxModel {
public:
    /// Errors: modelTruncated, modelCorrupt, modelTooLarge, modelEmpty, cyclicGraph, shapeUnknown.
    static Result<std::shared_ptr<OnnxModel>> open(const ModelFile& file, const ImportOptions& options = {});

    const onnx::GraphProto& graph() const { return m_proto.graph(); }
    const onnx::ModelProto& proto() const { return m_proto; }
    const std::vector<OnnxNode>& nodes() const { return m_nodes; }
    /// Version of the default operator set.
    std::int64_t opset() const { return m_opset; }
    const ImportOptions& options() const { return m_options; }
    /// The model's own folder; empty where it did not come from a file.
    const std::filesystem::path& folder() const { return m_folder; }
    const std::vector<ImportRemark>& remarks() const { return m_remarks; }

    /// Values of large tensors, where they lie in the file.
    const std::vector<TensorPayload>& payloads() const { return m_payloads; }

    /// Nodes that read a value.
    const std::vector<int>& consumers(const std::string& value) const;

    /// A fully known shape that the file declares.
    std::optional<Shape> declaredShape(const std::string& value) const;
    std::optional<DataType> declaredType(const std::string& value) const;

private:
    Result<void> parse(const ModelFile& file);
    Result<void> resolveVersions(const std::string& label);
    Result<void> resolveSizes(const std::string& label);
    Result<void> sortNodes(const std::string& label);

    ImportOptions m_options;
    std::filesystem::path m_folder;
    onnx::ModelProto m_proto;
    std::vector<TensorPayload> m_payloads;
    std::vector<OnnxNode> m_nodes;
    std::int64_t m_opset = 0;
    std::vector<ImportRemark> m_remarks;
    std::unordered_map<std::string, std::vector<int>> m_consumers;
    std::unordered_map<std::string, const onnx::TypeProto*> m_declared;
};

/// Shape of a type, if every dimension is known.
std::optional<Shape> staticShape(const onnx::TypeProto& type);

} // namespace tenbin
