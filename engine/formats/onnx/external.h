// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include <onnx/onnx_pb.h>

#include "engine/core/result.h"
#include "engine/formats/common/mapped_file.h"

namespace tenbin {

/// Values that an ONNX model keeps in files beside it. They are mapped, never copied.
///
/// Only regular files inside the model's own folder are opened: a location with "..", an
/// absolute one, and a link that leads out of the folder are refused.
class OnnxExternalData {
public:
    /// `folder` is the model's; empty where the model did not come from a file.
    explicit OnnxExternalData(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    struct Values {
        std::span<const std::byte> bytes;
        std::shared_ptr<const MappedFile> file; ///< keeps `bytes` alive
        bool refused = false;                   ///< the location lies outside the folder
    };

    /// The `expected` bytes of a tensor. Without bytes where there is no such file or it is refused.
    /// Errors (without file): modelCorrupt where offset or length do not suit file or tensor.
    Result<Values> find(const onnx::TensorProto& tensor, std::size_t expected);

    /// Where the tensor says its values are.
    static std::string location(const onnx::TensorProto& tensor);

private:
    std::optional<std::filesystem::path> resolve(const std::string& location) const;

    std::filesystem::path m_folder;
    std::map<std::string, std::shared_ptr<const MappedFile>> m_files;
};

} // namespace tenbin
