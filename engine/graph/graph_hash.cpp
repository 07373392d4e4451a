// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/graph_hash.h"

#include <type_traits>
#include <vector>

#include "engine/core/hash.h"
#include "engine/graph/graph.h"

namespace tenbin {

namespace {

// Raise it with every change to what is hashed. 1 (up to 0.1): kinds, shapes and samples of the weights.
constexpr std::uint64_t kLayoutVersion = 2;
constexpr std::uint64_t kAbsent = ~std::uint64_t{0};

template <class T>
std::uint64_t hashOf(const std::vector<T>& values)
{
    static_assert(std::has_unique_object_representations_v<T> || std::is_floating_point_v<T>);
    return hashBytes(std::as_bytes(std::span(values)));
}

/// Adds values of any kind that attributes are made of.
class FieldHash {
public:
    explicit FieldHash(Hash64& hash) : m_hash(hash) {}

    template <class... Values>
    void operator()(const Values&... values)
    {
        (add(values), ...);
    }

private:
    void add(bool value) { m_hash.add(static_cast<std::uint64_t>(value)); }
    void add(std::int64_t value) { m_hash.add(static_cast<std::uint64_t>(value)); }
    void add(int value) { m_hash.add(static_cast<std::uint64_t>(value)); }
    void add(float value) { m_hash.add(static_cast<double>(value)); }
    void add(Activation value) { m_hash.add(static_cast<std::uint64_t>(value)); }
    void add(const Padding2d& padding)
    {
        const auto& [top, bottom, left, right] = padding;
        (*this)(top, bottom, left, right);
    }
    template <class T>
    void add(const std::vector<T>& values)
    {
        m_hash.add(static_cast<std::uint64_t>(values.size()));
        m_hash.add(hashOf(values));
    }
    void add(const std::vector<std::pair<std::int64_t, std::int64_t>>& pairs)
    {
        m_hash.add(static_cast<std::uint64_t>(pairs.size()));
        for (const auto& [before, after] : pairs) {
            m_hash.add(static_cast<std::uint64_t>(before));
            m_hash.add(static_cast<std::uint64_t>(after));
        }
    }

    Hash64& m_hash;
};

/// Takes every attribute apart: one that gains a field does not compile until the field is added here.
class AttributeHash {
public:
    explicit AttributeHash(Hash64& hash) : m_fields(hash) {}

    void operator()(const std::monostate& /*nothing*/) {}
    void operator()(const Conv2dAttributes& a)
    {
        const auto& [strideH, strideW, dilationH, dilationW, padding, groups, activation] = a;
        m_fields(strideH, strideW, dilationH, dilationW, padding, groups, activation);
    }
    void operator()(const Pool2dAttributes& a)
    {
        const auto& [kernelH, kernelW, strideH, strideW, padding, activation] = a;
        m_fields(kernelH, kernelW, strideH, strideW, padding, activation);
    }
    void operator()(const FullyConnectedAttributes& a)
    {
        const auto& [activation] = a;
        m_fields(activation);
    }
    void operator()(const MatMulAttributes& a)
    {
        const auto& [transposeA, transposeB] = a;
        m_fields(transposeA, transposeB);
    }
    void operator()(const ElementwiseAttributes& a)
    {
        const auto& [activation] = a;
        m_fields(activation);
    }
    void operator()(const AxisAttributes& a)
    {
        const auto& [axes, keepDims, activation] = a;
        m_fields(axes, keepDims, activation);
    }
    void operator()(const PadAttributes& a)
    {
        const auto& [paddings] = a;
        m_fields(paddings);
    }
    void operator()(const SliceAttributes& a)
    {
        const auto& [begin, end, strides] = a;
        m_fields(begin, end, strides);
    }
    void operator()(const PermutationAttributes& a)
    {
        const auto& [permutation] = a;
        m_fields(permutation);
    }
    void operator()(const ResizeAttributes& a)
    {
        const auto& [alignCorners, halfPixelCenters] = a;
        m_fields(alignCorners, halfPixelCenters);
    }
    void operator()(const ScalarAttributes& a)
    {
        const auto& [alpha, lowest, highest] = a;
        m_fields(alpha, lowest, highest);
    }
    void operator()(const BlockAttributes& a)
    {
        const auto& [blockSize] = a;
        m_fields(blockSize);
    }
    void operator()(const RecurrentAttributes& a)
    {
        const auto& [units, timeMajor, activation] = a;
        m_fields(units, timeMajor, activation);
    }
    void operator()(const SvdfAttributes& a)
    {
        const auto& [rank, activation] = a;
        m_fields(rank, activation);
    }
    void operator()(const CustomAttributes& a)
    {
        const auto& [macs] = a;
        m_fields(macs);
    }

private:
    FieldHash m_fields;
};

class NetworkHash {
public:
    explicit NetworkHash(const Graph& graph) : m_graph(graph), m_numbers(graph.tensors().size(), kAbsent) {}

    std::uint64_t value()
    {
        m_hash.add(kLayoutVersion);
        addTensors(m_graph.inputs());
        for (const Operator& op : m_graph.operators())
            addOperator(op);
        addTensors(m_graph.outputs());
        return m_hash.value();
    }

private:
    void addOperator(const Operator& op)
    {
        m_hash.add(displayKind(op));
        m_hash.add(static_cast<std::uint64_t>(op.attributes.index()));
        std::visit(AttributeHash(m_hash), op.attributes);
        addTensors(op.inputs);
        addTensors(op.outputs);
    }

    /// A tensor's number says which it is; what it is follows where it is met first.
    void addTensors(const std::vector<TensorId>& ids)
    {
        m_hash.add(static_cast<std::uint64_t>(ids.size()));
        for (const TensorId id : ids) {
            if (!id.valid()) {
                m_hash.add(kAbsent);
                continue;
            }
            std::uint64_t& number = m_numbers[id.index];
            const bool isNew = number == kAbsent;
            if (isNew)
                number = m_met++;
            m_hash.add(number);
            if (isNew)
                addTensor(m_graph.tensor(id));
        }
    }

    void addTensor(const Tensor& tensor)
    {
        m_hash.add(static_cast<std::uint64_t>(tensor.shape.size()));
        m_hash.add(hashOf(tensor.shape));
        for (const int value : {static_cast<int>(tensor.type.kind), static_cast<int>(tensor.type.bits),
                                static_cast<int>(tensor.constant), static_cast<int>(tensor.variable)})
            m_hash.add(static_cast<std::uint64_t>(value));
        addQuantization(tensor.quantization);
        m_hash.add(static_cast<std::uint64_t>(tensor.data.size()));
        m_hash.add(hashBytes(tensor.data));
    }

    void addQuantization(const Quantization& quantization)
    {
        m_hash.add(static_cast<std::uint64_t>(quantization.scales.size()));
        m_hash.add(hashOf(quantization.scales));
        m_hash.add(hashOf(quantization.zeroPoints));
        if (quantization.perChannel()) // one scale has no axis
            m_hash.add(static_cast<std::uint64_t>(quantization.axis));
    }

    const Graph& m_graph;
    std::vector<std::uint64_t> m_numbers; ///< of tensors that were met
    std::uint64_t m_met = 0;
    Hash64 m_hash;
};

} // namespace

std::uint64_t graphHash(const Graph& graph) { return NetworkHash(graph).value(); }

} // namespace tenbin
