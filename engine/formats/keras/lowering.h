// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/formats/common/import_options.h"
#include "engine/formats/draft/graph.h"
#include "engine/formats/keras/site.h"

namespace tenbin {

/// What the layers' values come from: the file and its arrays.
struct KerasFile {
    std::span<const std::byte> bytes; ///< that the arrays' offsets count in
    const Hdf5Content& content;
    bool version3 = false; ///< Keras 3: some activations are defined otherwise
};

/// What lowering counts beside the values.
struct KerasTally {
    int skipped = 0;       ///< layers behind one whose output has no known size
    std::size_t calls = 0; ///< layers lowered so far
};

/// What the handlers of layers share: the file's weights, the layouts, and the ways to add to the draft.
///
/// All errors come without place; `lowerLayer` adds the layer.
class KerasLowering {
public:
    KerasLowering(const KerasFile& file, DraftGraph& draft, const ImportOptions& options)
        : m_file(file), m_draft(draft), m_options(options), m_weights(file.content)
    {
    }

    bool version3() const { return m_file.version3; }
    DraftGraph& draft() const { return m_draft; }
    const ImportOptions& options() const { return m_options; }

    const Tensor& tensor(const KerasValue& value) const { return m_draft.tensor(value.id); }
    Result<KerasValue> asPlain(const KerasValue& value);
    /// The layer's input as [N,H,W,C]; `sequence`: it is [N,L,C] or [N,C,L] in Keras.
    Result<KerasValue> asMap(const KerasSite& site, const KerasValue& value, bool sequence);
    /// As [N,H,W,C] in the draft.
    Result<KerasValue> asMapOf(const KerasValue& value, bool channelsFirst);
    KerasValue reshaped(const KerasValue& x, Shape shape, const std::string& name);
    KerasValue transposed(const KerasValue& x, const std::vector<int>& permutation, const std::string& name);
    /// Adds `op` with an output of the inferred (or given) shape.
    Result<KerasValue> emit(const KerasSite& site, Operator op, KerasLayout layout, std::size_t rank,
                            DataType type = DataType::float32(), std::optional<Shape> shape = std::nullopt);

    /// A weight of the layer, once however often the layer is used. Where the file does not have its values, only its
    /// shape counts, and a remark says so. Errors: modelTooLarge, shapeMismatch.
    Result<TensorId> weight(const KerasSite& site, const KerasRole& role, const Shape& shape);
    /// Gives `op` all weights of a layer of which nothing else is known.
    void addAllWeights(const KerasSite& site, Operator& op);
    /// A constant with the file's values, which stay where they lie; without any where `dataset` is null.
    TensorId addWeight(const Hdf5Dataset* dataset, const std::string& name, const Shape& shape);
    TensorId addFloats(const std::string& name, Shape shape, const std::vector<float>& values);

    KerasTally tally;

private:
    TensorId addReshape(TensorId x, Shape shape, const std::string& name);
    TensorId addTranspose(TensorId x, const std::vector<int>& permutation, const std::string& name);

    KerasFile m_file;
    DraftGraph& m_draft;
    const ImportOptions& m_options;
    KerasWeights m_weights;
    std::map<std::uint32_t, KerasValue> m_plainForms; ///< of values in other layouts, made once
    std::map<std::string, TensorId> m_constants;      ///< weights by layer and role
    std::set<std::string> m_valueless;                ///< layers whose values are not in the file
};

} // namespace tenbin
