// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/common/import_options.h"
#include "engine/formats/draft/graph.h"
#include "engine/formats/draft/input_sizes.h"
#include "engine/formats/keras/model.h"
#include "engine/formats/keras/weights.h"

namespace tenbin {

/// How a value of the network lies in the draft.
enum class KerasLayout {
    plain,         ///< as Keras has it
    lifted,        ///< sequence [N,L,C] as [N,1,L,C]
    channelsFirst, ///< feature map [N,C,H,W] as [N,H,W,C], [N,C,L] as [N,1,L,C]
};

/// A value of the network: its tensor in the draft and what lies between the two.
struct KerasValue {
    TensorId id;
    KerasLayout layout = KerasLayout::plain;
    Shape shape;          ///< as Keras has it
    bool unsized = false; ///< nobody knows its shape; `shape` is empty
};

/// What the layers' values come from: the file and its arrays.
struct KerasFile {
    std::span<const std::byte> bytes; ///< that the arrays' offsets count in
    const Hdf5Content& content;
    bool version3 = false; ///< Keras 3: some activations are defined otherwise
};

/// What a network's layers declare of its inputs; a Sequential network has one, and it may not say which. Errors (without
/// file): modelEmpty, modelCorrupt.
Result<std::vector<DeclaredTensor>> kerasInputs(const KerasNetwork& network);

/// Translates layers into operators of the draft, in order, following the layouts.
///
/// Handlers return errors without place; `lowerLayer` adds the layer.
class KerasLowering {
public:
    KerasLowering(const KerasFile& file, DraftGraph& draft, const ImportOptions& options)
        : m_file(file), m_draft(draft), m_options(options), m_weights(file.content)
    {
    }

    /// Errors (without file): those of layers, of sizes and of the graph.
    Result<void> lower(const KerasNetwork& network);
    int skipped() const { return m_skipped; }

    /// Every class that is read, with what becomes of it, for docs/FORMATS.md.
    static std::vector<std::pair<std::string_view, std::string_view>> classes();

private:
    using Values = std::vector<KerasValue>;
    using Lowered = Result<Values>;
    using Lengths = std::vector<std::int64_t>;

    /// One call of one layer.
    struct Site {
        const KerasLayer& layer;
        const KerasConfig& config; ///< of the layer
        KerasPlace place;
        std::string name;                           ///< of its operators
        Values inputs;                              ///< tensors by position, then by keyword
        const std::vector<KerasOperand>* operands;  ///< null where there is only one input
        std::vector<std::optional<Shape>> declared; ///< outputs, where the file has their sizes
    };
    using Handler = Lowered (KerasLowering::*)(const Site&);
    struct Entry {
        Handler handler;
        std::string_view becomes; ///< kinds of operators, or what else
        OperatorKind kind = OperatorKind::custom;
    };
    using Table = std::vector<std::pair<std::string_view, Entry>>;
    static const std::unordered_map<std::string_view, Entry>& table();
    static Table windowEntries();
    static Table elementwiseEntries();
    static Table movingEntries();
    static Table sequenceEntries();
    static OperatorKind kindOf(const Site& site) { return table().at(site.layer.className).kind; }

    // The frame (keras_lowering.cpp).
    struct Call {
        std::size_t layer = 0, index = 0;
        std::vector<std::size_t> readers;
        std::size_t missing = 0; ///< values that are not there yet
    };
    struct Scope;
    Result<Values> lowerInputs(const KerasNetwork& network);
    Lowered lowerNetwork(const KerasNetwork& network, const KerasPlace& place, const Values& inputs, int depth);
    Lowered lowerSequence(const KerasNetwork& network, const KerasPlace& place, const Values& inputs, int depth);
    Result<void> runCalls(Scope& scope, int depth);
    Result<void> bindInputs(Scope& scope, const Values& inputs);
    Result<std::size_t> callOf(const Scope& scope, const KerasTensorName& name) const;
    Result<void> connect(Scope& scope);
    Result<void> runCall(Scope& scope, std::size_t index, int depth);
    Lowered lowerLayer(Site site, int depth);
    Lowered handle(const Site& site, int depth);
    std::vector<KerasPlace> placesOf(const KerasNetwork& network, const KerasPlace& place) const;

    // Functions as layers (keras_functions.cpp), and layers nobody knows (keras_opaque.cpp).
    Lowered function(const Site& site);
    Lowered opaque(const Site& site);
    Lowered opaqueSameShape(const Site& site);
    Lowered unsized(const Site& site);
    Lowered addOpaque(const Site& site, const std::vector<Shape>& shapes, bool sized);

    // Windows (keras_windows.cpp).
    struct Window {
        std::int64_t kernelH = 1, kernelW = 1, strideH = 1, strideW = 1, dilationH = 1, dilationW = 1;
    };
    Lowered convolution(const Site& site);
    Lowered depthwiseConvolution(const Site& site);
    Lowered separableConvolution(const Site& site);
    Lowered transposeConvolution(const Site& site);
    Lowered pooling(const Site& site);
    Lowered globalPooling(const Site& site);
    Result<Window> window(const Site& site, const char* kernelKey) const;
    Result<std::pair<std::int64_t, std::int64_t>> pairOf(const Site& site, const char* key,
                                                         std::pair<std::int64_t, std::int64_t> otherwise) const;
    Result<KerasValue> padded(const Site& site, const KerasValue& x, const Window& w, Padding2d& padding);
    Result<KerasValue> depthwise(const Site& site, const KerasValue& x, const Window& w, bool withBias);
    Result<TensorId> kernel(const Site& site, const KerasRole& role, Shape shape, const std::vector<int>& permutation);
    Result<void> addBias(const Site& site, std::size_t position, std::int64_t channels, Operator& op);
    Lowered activated(const Site& site, Result<KerasValue> value);

    // Activations and element-wise layers (keras_elementwise.cpp).
    Result<KerasValue> activate(const Site& site, const std::string& activation, const KerasConfig& config,
                                const KerasValue& x);
    Result<KerasValue> hardSigmoid(const Site& site, const KerasValue& x);
    Result<KerasValue> swish(const Site& site, const KerasValue& x);
    Result<KerasValue> rectify(const Site& site, const KerasConfig& config, const KerasValue& x);
    Result<KerasValue> softmaxAlong(const Site& site, const KerasValue& x, std::int64_t axis, OperatorKind kind);
    Result<KerasValue> unary(const Site& site, OperatorKind kind, const KerasValue& x, Attributes attributes = {});
    Result<KerasValue> withScalar(const Site& site, OperatorKind kind, const KerasValue& x, float scalar,
                                  Activation activation = Activation::none);
    Lowered activationLayer(const Site& site);
    Lowered plainUnary(const Site& site);
    Lowered alias(const Site& site);
    Lowered prelu(const Site& site);
    Lowered merge(const Site& site);
    Lowered average(const Site& site);
    Lowered concatenate(const Site& site);
    Lowered dot(const Site& site);
    Lowered dotOfVectors(const Site& site, const KerasValue& a, const KerasValue& b);
    Lowered rescaling(const Site& site);
    Lowered reduction(const Site& site);
    Result<Values> operandsOf(const Site& site);
    Result<Values> aligned(Values values);

    // Normalisations (keras_normalizations.cpp).
    Lowered batchNormalization(const Site& site);
    Lowered layerNormalization(const Site& site);
    Lowered featureNormalization(const Site& site);
    Lowered layerScale(const Site& site);
    std::optional<std::int64_t> channelsAlong(const Site& site, const KerasValue& x, std::int64_t otherwise) const;

    // Moving elements (keras_moving.cpp).
    Lowered flatten(const Site& site);
    Lowered reshape(const Site& site);
    Lowered permute(const Site& site);
    Lowered zeroPadding(const Site& site);
    Lowered cropping(const Site& site);
    Lowered upSampling(const Site& site);
    Lowered resizing(const Site& site);
    Lowered repeatVector(const Site& site);
    Result<Padding2d> borders(const Site& site, const char* key, bool sequence) const;
    Result<KerasValue> resized(const Site& site, const KerasValue& x, std::int64_t height, std::int64_t width,
                               const std::string& interpolation);

    // Matrices, sequences and attention (keras_sequences.cpp, keras_attention.cpp).
    Lowered dense(const Site& site);
    Lowered embedding(const Site& site);
    Lowered recurrent(const Site& site);
    Lowered bidirectional(const Site& site);
    Lowered timeDistributed(const Site& site, int depth);
    Lowered wrapped(const Site& site, int depth);
    Lowered runCell(const Site& site, OperatorKind kind, const KerasConfig& config, bool backwards);
    Lowered cellOutputs(const Site& site, const KerasConfig& config, const KerasValue& sequence, OperatorKind kind);
    Lowered joinDirections(const Site& site, const KerasValue& forward, const KerasValue& backward);
    Result<KerasValue> reversed(const Site& site, const KerasValue& x);
    Lowered attention(const Site& site);
    Lowered multiHeadAttention(const Site& site);
    Result<KerasValue> projected(const Site& site, const char* part, const KerasValue& x, const Shape& kernel,
                                 std::size_t inner);
    KerasValue splitHeads(const KerasValue& x, std::int64_t heads);
    Result<KerasValue> product(const Site& site, const KerasValue& a, const KerasValue& b, bool transposeB);
    std::optional<KerasValue> named(const Site& site, const char* keyword, std::size_t position) const;

    // Layouts (keras_values.cpp).
    Result<KerasValue> asPlain(const KerasValue& value);
    Result<KerasValue> asMap(const Site& site, const KerasValue& value, bool sequence);
    Result<KerasValue> asMapOf(const KerasValue& value, bool channelsFirst);
    static int draftAxis(const KerasValue& value, int axis);
    static Shape kerasShapeOf(const Shape& draftShape, KerasLayout layout, std::size_t rank);
    KerasValue reshaped(const KerasValue& x, Shape shape, const std::string& name);
    KerasValue transposed(const KerasValue& x, const std::vector<int>& permutation, const std::string& name);
    TensorId addReshape(TensorId x, Shape shape, const std::string& name);
    TensorId addTranspose(TensorId x, const std::vector<int>& permutation, const std::string& name);
    /// Adds `op` with an output of the inferred (or given) shape.
    Result<KerasValue> emit(const Site& site, Operator op, KerasLayout layout, std::size_t rank,
                            DataType type = DataType::float32(), std::optional<Shape> shape = std::nullopt);

    // Constants (keras_values.cpp).
    Result<TensorId> weight(const Site& site, const KerasRole& role, const Shape& shape);
    TensorId addWeight(const Hdf5Dataset* dataset, const std::string& name, const Shape& shape);
    TensorId addFloats(const std::string& name, Shape shape, const std::vector<float>& values);

    // Help.
    const Tensor& tensor(const KerasValue& value) const { return m_draft.tensor(value.id); }
    static bool channelsFirst(const KerasConfig& config) { return config.text("data_format") == "channels_first"; }
    Result<int> axisOf(const Site& site, std::int64_t axis, std::size_t rank) const;
    static tl::unexpected<Error> invalid(const Site& site, const std::string& attribute, const std::string& value);
    static tl::unexpected<Error> mismatch(const Site& site, const std::string& expected, const Shape& found);

    KerasFile m_file;
    DraftGraph& m_draft;
    const ImportOptions& m_options;
    KerasWeights m_weights;
    std::map<std::uint32_t, KerasValue> m_plainForms; ///< of values in other layouts, made once
    std::map<std::string, TensorId> m_constants;      ///< weights by layer and role
    std::set<std::string> m_valueless;                ///< layers whose values are not in the file
    int m_skipped = 0;                                ///< layers behind one whose output has no known size
    std::size_t m_calls = 0;                          ///< layers lowered so far
};

} // namespace tenbin
