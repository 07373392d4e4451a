// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/common/model_file.h"
#include "engine/formats/tflite_generated.h"

namespace tenbin {

/// A TensorFlow Lite file whose flatbuffer was verified, and where things lie in it.
class TfliteFile {
public:
    /// Errors: modelTooLarge, modelTruncated, modelCorrupt, modelVersion, modelEmpty.
    static Result<TfliteFile> open(ModelFile file);

    const tflite::Model& model() const { return *m_model; }
    const ModelFile& file() const { return m_file; }
    const tflite::SubGraph& subgraph(std::size_t index) const
    {
        return *m_model->subgraphs()->Get(static_cast<flatbuffers::uoffset_t>(index));
    }
    std::size_t subgraphs() const { return m_model->subgraphs()->size(); }

    /// Place of `table` (null: unknown) in the file.
    ErrorLocation at(const void* table, std::string element) const;
    Error error(ErrorCode code, std::vector<std::string> arguments, const void* table, std::string element) const
    {
        return {code, std::move(arguments), at(table, std::move(element))};
    }

private:
    explicit TfliteFile(ModelFile file) : m_file(std::move(file)) {}
    std::optional<Error> verify();
    std::optional<Error> verifySubgraph(std::size_t index) const;

    ModelFile m_file;
    const tflite::Model* m_model = nullptr;
};

} // namespace tenbin
