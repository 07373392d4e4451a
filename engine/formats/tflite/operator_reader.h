// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "engine/core/result.h"
#include "engine/formats/tflite/codes.h"
#include "engine/formats/tflite/values.h"
#include "engine/graph/operator.h"
#include "engine/graph/tensor.h"

namespace tenbin {

/// Brings one operator of a file to the conventions of `operator.h`.
///
/// Constants that only hold attributes (axes, paddings, shapes) leave the inputs
/// once they are read; where they are no constants they stay.
class TfliteOperatorReader {
public:
    /// `op` comes with kind, inputs (checked against `tensors`) and outputs as in the file.
    TfliteOperatorReader(const tflite::Operator& table, tflite::BuiltinOperator code, std::span<const Tensor> tensors,
                         std::string label, Operator& op)
        : m_table(table), m_code(code), m_tensors(tensors), m_label(std::move(label)), m_op(op)
    {
    }

    /// Attributes may be values that were followed through the network, not only constants.
    void followValues(const TfliteValues& values, const std::vector<Tensor>& tensors)
    {
        m_values = &values;
        m_followed = &tensors;
    }

    /// Errors (without place): operatorMalformed, attributeInvalid, shapeMismatch.
    Result<void> read();

private:
    void readNamed();
    Result<void> readWindows();
    Result<void> readMatrices();
    Result<void> readAxes();
    Result<void> readLayout();
    Result<void> readRest();

    Result<void> convolution();
    Result<void> transposeConvolution();
    Result<void> pooling();
    Result<void> reduction();
    Result<void> argReduction();
    Result<void> elementwise();
    Result<void> split();
    Result<void> gather();
    Result<void> paddings();
    Result<void> slice();
    Result<void> stridedSlice();
    Result<void> permutation();
    Result<void> recurrent();
    Result<void> singleAxis(std::int64_t axis, std::size_t rank);

    const Tensor* input(std::size_t position) const;
    const Tensor* output() const { return &m_tensors[m_op.outputs.front().index]; }
    /// Integers of the constant at `position`, if it is one.
    std::optional<std::vector<std::int64_t>> integers(std::size_t position) const;
    void dropInput(std::size_t position);
    Result<std::vector<int>> axes(const std::vector<std::int64_t>& values, std::size_t rank) const;
    Result<Activation> activation(tflite::ActivationFunctionType code) const;
    Result<Shape> featureMap(std::size_t position) const;
    Result<Padding2d> padding(tflite::Padding code, const Shape& x, std::int64_t kernelH, std::int64_t kernelW,
                              int strideH, int strideW, int dilationH, int dilationW) const;
    tl::unexpected<Error> missing(std::string what) const;
    tl::unexpected<Error> invalid(std::string attribute, std::string value) const;

    /// Options of the operator, or those an absent table stands for.
    template <class Table>
    const Table* options() const
    {
        return m_table.builtin_options_as<Table>();
    }

    const tflite::Operator& m_table;
    tflite::BuiltinOperator m_code;
    std::span<const Tensor> m_tensors;
    std::string m_label;
    Operator& m_op;
    const TfliteValues* m_values = nullptr;
    const std::vector<Tensor>* m_followed = nullptr; // the tensors that m_values knows
};

} // namespace tenbin
