// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/core/result.h"
#include "engine/formats/draft/graph.h"
#include "engine/formats/onnx/external.h"
#include "engine/formats/onnx/model.h"
#include "engine/formats/onnx/shapes.h"

namespace tenbin {

/// How a value of the file lies in the draft.
enum class OnnxLayout {
    plain,        ///< as in the file
    channelsLast, ///< feature map [N,C,H,W] as [N,H,W,C]; [N,C,L] as [N,1,L,C]
    flattened,    ///< [N, C*H*W] whose elements are in [N, H*W*C] order
};

/// A value of the file: its tensor in the draft and what lies between the two.
struct OnnxValue {
    TensorId id;
    OnnxLayout layout = OnnxLayout::plain;
    Shape fileShape;      ///< as ONNX has it
    Shape source;         ///< flattened: the feature map [N,C,...] it was
    bool unsized = false; ///< nobody knows its shape; `fileShape` is empty
};

/// Translates nodes into operators of the draft, in order, following the layouts.
///
/// Handlers return errors without place; `lower` adds the node.
class OnnxLowering {
public:
    OnnxLowering(OnnxModel& model, DraftGraph& draft) : m_model(model), m_draft(draft), m_external(model.folder()) {}

    Result<void> lower();
    /// What an operator of the default domain becomes; nothing where no handler knows it.
    static std::optional<OperatorKind> lowersTo(std::string_view type);
    int folded() const { return m_folded; }
    int skipped() const { return m_skipped; }

private:
    using Handler = Result<void> (OnnxLowering::*)(const OnnxNode&);
    struct Entry {
        Handler handler;
        OperatorKind kind;
    };
    static const std::unordered_map<std::string_view, Entry>& table();
    static std::vector<std::pair<std::string_view, Entry>> mapEntries();
    static std::vector<std::pair<std::string_view, Entry>> elementwiseEntries();
    static std::vector<std::pair<std::string_view, Entry>> layoutEntries();
    OperatorKind kindOf(const OnnxNode& node) const { return table().at(node.type()).kind; }

    // The frame (onnx_lowering.cpp).
    Result<void> lowerInitializers();
    Result<void> lowerInputs();
    Result<void> lowerNode(const OnnxNode& node);
    bool hasOutput(const OnnxNode& node) const;
    Result<void> handle(const OnnxNode& node);
    Result<void> lowerOutputs();
    bool wantsChannelsLast(const std::string& value) const;
    Result<void> constantNode(const OnnxNode& node, const std::string& name);
    Result<TensorId> addConstant(const onnx::TensorProto& proto, const std::string& name);

    // Constants (onnx_constants.cpp).
    Result<bool> fold(const OnnxNode& node);
    bool foldValues(const OnnxNode& node);
    bool foldShapeOf(const OnnxNode& node);
    bool keepStoredWidth(const OnnxNode& node);
    bool foldWithoutValues(const OnnxNode& node);
    bool foldScaled(const OnnxNode& node);
    bool atRunTime(const OnnxNode& node, int position);

    // Operators without a kind, and sizes nobody knows (onnx_opaque.cpp).
    Result<void> custom(const OnnxNode& node) { return opaque(node, OperatorKind::custom); }
    Result<void> passThrough(const OnnxNode& node) { return opaque(node, kindOf(node)); }
    Result<void> opaque(const OnnxNode& node, OperatorKind kind);
    Result<void> unsizedInput(const OnnxNode& node);
    Result<void> unsized(const OnnxNode& node, OperatorKind kind);
    bool readsUnsized(const OnnxNode& node) const;
    bool recoverInput(const OnnxNode& node);
    std::optional<Shape> inputShapeFor(const OnnxNode& node, int position, const Shape& out) const;
    Result<std::vector<TensorId>> plainInputs(const OnnxNode& node);
    std::vector<std::optional<OnnxOperand>> operandsOf(const OnnxNode& node) const;
    std::optional<std::vector<Shape>> knownShapes(const OnnxNode& node);
    DataType outputType(const OnnxNode& node, int position);
    void addOpaque(const OnnxNode& node, Operator op, const std::vector<Shape>& shapes, bool unsized);

    // Windows (onnx_windows.cpp).
    Result<void> convolution(const OnnxNode& node);
    Result<void> transposeConvolution(const OnnxNode& node);
    Result<void> pooling(const OnnxNode& node);
    Result<void> globalPooling(const OnnxNode& node);
    Result<void> batchNormalization(const OnnxNode& node);
    Result<void> localResponseNormalization(const OnnxNode& node);
    Result<void> resize(const OnnxNode& node);
    Result<void> blocks(const OnnxNode& node);
    Result<Padding2d> windowPadding(const OnnxNode& node, const Shape& x, const std::vector<std::int64_t>& kernel,
                                    const std::vector<std::int64_t>& strides,
                                    const std::vector<std::int64_t>& dilations);
    Result<std::vector<std::int64_t>> pair(const OnnxNode& node, std::string_view name, std::size_t spatial) const;
    Result<TensorId> convolutionWeights(const OnnxNode& node, const OnnxValue& weights, bool depthwise);

    // Matrices and recurrent cells (onnx_matrices.cpp, onnx_recurrent.cpp).
    Result<void> gemm(const OnnxNode& node);
    Result<void> gemmProduct(const OnnxNode& node, const OnnxValue& a, const OnnxValue& b);
    Result<void> multiplied(const OnnxNode& node, float factor);
    Result<void> addSummand(const OnnxNode& node, TensorId summand, float factor);
    Result<void> vectorProduct(const OnnxNode& node, const OnnxValue& a, const OnnxValue& b);
    Result<void> matMul(const OnnxNode& node);
    Result<void> recurrent(const OnnxNode& node);
    Result<OnnxValue> fullyConnected(const OnnxNode& node, const OnnxValue& x, TensorId weights, TensorId bias);
    TensorId unflattenWeights(TensorId weights, const OnnxValue& x);

    // Sums of products (onnx_einsum.cpp).
    Result<void> einsum(const OnnxNode& node);
    TensorId arranged(TensorId id, const std::string& letters, const std::string& wanted, Shape shape,
                      const std::string& name);

    // Products of integers and ONNX Runtime's forms (onnx_integer.cpp).
    Result<void> integerProduct(const OnnxNode& node);
    Result<void> dynamicQuantizeLinear(const OnnxNode& node);
    Result<void> fusedMatMul(const OnnxNode& node);
    Result<void> matMulBlocks(const OnnxNode& node);

    // Attention (onnx_attention.cpp).
    Result<void> attention(const OnnxNode& node);
    Result<void> projectedAttention(const OnnxNode& node);
    Result<void> attend(const OnnxNode& node, const std::vector<OnnxValue>& given, std::int64_t heads,
                        std::int64_t sharedHeads);
    Result<OnnxValue> splitHeads(const OnnxNode& node, const OnnxValue& x, std::int64_t heads);
    TensorId addStep(const std::string& name, OperatorKind kind, std::vector<TensorId> inputs, Shape shape,
                     Attributes attributes);

    // Control flow (onnx_control_flow.cpp).
    struct OnnxBody {
        const onnx::GraphProto* graph = nullptr;
        std::string prefix;
        std::unordered_map<std::string, std::string> names; ///< of its constants in the network
    };
    struct LoopLength {
        std::int64_t trips = 1;
        bool known = false;
    };
    /// What lowering one branch of an If gave.
    struct Branch {
        std::vector<Operator> operators;
        std::vector<OnnxValue> outputs;
        std::vector<std::pair<std::uint32_t, OnnxValue>> plainForms;
        std::vector<ImportRemark> remarks;
        DraftWork work;
    };
    Result<Branch> lowerBranch(const OnnxNode& node, std::string_view attribute);
    void takeBranch(Branch branch);
    Result<void> conditional(const OnnxNode& node);
    Result<void> loop(const OnnxNode& node);
    Result<void> scan(const OnnxNode& node);
    Result<OnnxBody> openBody(const OnnxNode& node, std::string_view attribute);
    void noteOrigins(const onnx::NodeProto& proto, const onnx::NodeProto& copy);
    Result<void> bindBodyConstants(OnnxBody& body);
    Result<void> addBodyConstants(const OnnxBody& body);
    Result<void> lowerBodyNodes(const OnnxBody& body, const OnnxNode& node, const std::string& prefix,
                                const std::unordered_map<std::string, std::string>& names);
    Result<std::vector<OnnxValue>> lowerBody(const OnnxBody& body, const OnnxNode& node,
                                             const std::vector<OnnxValue>& inputs);
    void bindOutputs(const OnnxNode& node, const std::vector<OnnxValue>& values);
    LoopLength loopLength(const OnnxNode& node) const;
    std::int64_t countedPasses(const OnnxBody& body, const LoopLength& length) const;
    bool mayRepeat() const;
    std::string fileLabel(const OnnxNode& node) const;
    void remarkPasses(const OnnxNode& node, std::int64_t counted, const LoopLength& length);
    void remarkOnce(ImportRemark remark);
    Result<OnnxValue> stacked(const std::string& name, const std::vector<OnnxValue>& passes, std::int64_t axis,
                              std::int64_t trips);
    Result<OnnxValue> scanElement(const OnnxNode& node, const OnnxValue& x, int axis, std::int64_t index);

    // Element-wise work and reductions (onnx_elementwise.cpp).
    Result<void> unary(const OnnxNode& node);
    Result<void> unaryCustom(const OnnxNode& node);
    Result<void> alias(const OnnxNode& node);
    Result<void> cast(const OnnxNode& node);
    Result<void> binary(const OnnxNode& node);
    static int neededInputs(const OnnxNode& node);
    Result<void> clip(const OnnxNode& node);
    Result<void> hardSigmoid(const OnnxNode& node);
    Result<void> reciprocal(const OnnxNode& node);
    Result<void> softmax(const OnnxNode& node);
    Result<void> layerNormalization(const OnnxNode& node);
    Result<void> reduction(const OnnxNode& node);
    Result<void> cumSum(const OnnxNode& node);
    Result<std::vector<OnnxValue>> aligned(const OnnxNode& node);
    Result<void> alignLegacyAxis(const OnnxNode& node, std::vector<OnnxValue>& values);
    Result<std::optional<OnnxValue>> alignedConstant(const OnnxValue& constant, std::size_t rank);

    // Moving elements (onnx_layout.cpp, onnx_reshape.cpp).
    Result<void> concatenation(const OnnxNode& node);
    Result<void> split(const OnnxNode& node);
    Result<void> slice(const OnnxNode& node);
    Result<void> sliceAtRunTime(const OnnxNode& node, const OnnxValue& x);
    Result<void> pad(const OnnxNode& node);
    Result<void> gather(const OnnxNode& node);
    Result<void> expand(const OnnxNode& node);
    Result<void> tile(const OnnxNode& node);
    Result<void> transpose(const OnnxNode& node);
    Result<void> reshape(const OnnxNode& node);
    Result<void> flatten(const OnnxNode& node);
    Result<void> squeeze(const OnnxNode& node);
    Result<void> unsqueeze(const OnnxNode& node);
    Result<void> reshapeTo(const OnnxNode& node, const OnnxValue& x, Shape target);

    // Quantisers (onnx_quantizers.cpp).
    std::optional<DataType> quantizedType(const OnnxNode& node) const;
    Result<void> quantizeLinear(const OnnxNode& node);
    Result<void> dequantizeLinear(const OnnxNode& node);
    Result<void> modelCompressionQuantizer(const OnnxNode& node);
    Result<void> weightsQuantizer(const OnnxNode& node, const OnnxValue& x);
    Result<Quantization> linearQuantization(const OnnxNode& node, const Shape& fileShape, OnnxLayout layout);

    // Quantisers of QONNX (onnx_qonnx.cpp).
    static bool isQonnx(const OnnxNode& node);
    Result<void> qonnxQuantizer(const OnnxNode& node);
    std::optional<DataType> qonnxType(const OnnxNode& node) const;
    Quantization qonnxScales(const OnnxNode& node, const OnnxValue& x) const;

    // Layouts (onnx_layouts.cpp).
    Result<OnnxValue> asChannelsLast(const OnnxValue& value);
    Result<OnnxValue> asPlain(const OnnxValue& value);
    /// Axis of the draft's tensor for an axis of the file's.
    static int draftAxis(const OnnxValue& value, int fileAxis);
    static Shape channelsLastShape(const Shape& fileShape);
    static Shape fileShapeOf(const Shape& draftShape, OnnxLayout layout, std::size_t fileRank);
    TensorId addReshape(TensorId x, Shape shape, const std::string& name);
    TensorId addTranspose(TensorId x, const std::vector<int>& permutation, const std::string& name);

    // Help.
    Result<OnnxValue> input(const OnnxNode& node, int position) const;
    /// The value where it is given; nothing where the input is absent.
    const OnnxValue* find(const OnnxNode& node, int position) const;
    const Tensor& tensor(const OnnxValue& value) const { return m_draft.tensor(value.id); }
    bool isConstant(const OnnxValue& value) const { return tensor(value).constant; }
    std::optional<std::vector<std::int64_t>> integers(const OnnxNode& node, int position) const;
    std::optional<std::vector<float>> floats(const OnnxNode& node, int position) const;
    Result<int> axis(const OnnxNode& node, std::int64_t value, std::size_t rank) const;
    /// Axes from an attribute, or from an input since the opset that moved them there.
    Result<std::vector<int>> axes(const OnnxNode& node, int position, std::size_t rank) const;
    /// Adds `op` with outputs of the inferred (or given) shapes and binds them to the node's outputs.
    Result<void> emit(const OnnxNode& node, Operator op, OnnxLayout layout, std::size_t fileRank,
                      std::optional<DataType> type = std::nullopt, std::vector<Shape> shapes = {});
    void bind(const std::string& name, OnnxValue value);
    TensorId addFloatConstant(const std::string& name, Shape shape, const std::vector<float>& values);
    static tl::unexpected<Error> missing(const OnnxNode& node, std::string what);
    static tl::unexpected<Error> invalid(const OnnxNode& node, std::string attribute, std::string value);

    OnnxModel& m_model;
    DraftGraph& m_draft;
    std::unordered_map<std::string, OnnxValue> m_values;
    std::unordered_map<std::uint32_t, OnnxValue> m_plainForms;
    std::vector<std::uint32_t> m_plainOrder; ///< keys of the plain forms as they were made
    OnnxExternalData m_external;
    int m_folded = 0;
    /// Elements that folding may still make: growing without end is refused.
    std::int64_t m_foldBudget = std::int64_t{1} << 22;
    int m_skipped = 0;             ///< operators behind one whose output has no known size
    int m_bodies = 0, m_depth = 0; ///< copies of bodies so far, bodies around the node
    std::size_t m_bodyNodes = 0, m_bodyBytes = 0;
    std::unordered_map<const onnx::NodeProto*, std::string> m_fileLabels;           ///< of copied nodes with bodies
    std::unordered_map<const onnx::GraphProto*, const onnx::GraphProto*> m_origins; ///< copied bodies: of the file's
    std::unordered_map<const onnx::GraphProto*, std::vector<std::string>> m_bodyConstants; ///< their names here
};

} // namespace tenbin
