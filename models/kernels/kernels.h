// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/graph/analysis.h"
#include "engine/targets/settings.h"

namespace tenbin::microcontroller {

/// Which loop of a kernel library runs an operator.
enum class KernelClass {
    matrix,          ///< convolution as matrix product: columns (im2col) times filters
    depthwise,       ///< one filter a channel
    depthwiseScalar, ///< depthwise with several outputs a channel: no library has a vector path
    dense,           ///< every weight used once a row: fully connected, recurrent cells
    elementwise,     ///< add, mul … with both sides rescaled
    pool,            ///< pooling and reductions over windows
    function,        ///< softmax, logistic …: a table or an exponential an element
    copy,            ///< padding, concatenation, transposition …: no arithmetic
    none,            ///< renames only
    unsupported,
};
KernelClass kernelClass(const Graph& graph, const Operator& op);

/// Whether kernel libraries of microcontrollers know the operator at all.
bool hasKernels(OperatorKind kind);

/// What an operator asks of its kernel, counted from shapes.
struct KernelWork {
    KernelClass kernel = KernelClass::none;
    bool isFloat = false;
    bool isPlain = false;        ///< by a plain C kernel, where the library has no optimised one
    double macs = 0.0;           ///< in full vectors
    double tailMacs = 0.0;       ///< behind the last full vector of a reduction
    double gathered = 0.0;       ///< elements copied into columns
    double outputs = 0.0;        ///< results rescaled and stored
    double elements = 0.0;       ///< of operators without weights
    double windowElements = 0.0; ///< read by pooling
};

/// Cycles of a library's inner loops on one core: the numbers kernel.* of a preset.
struct KernelRates {
    double vectorMacs = 4.0; ///< reduction elements that one vector step takes
    double mac = 0.0, tailMac = 0.0, gather = 0.0, output = 0.0;
    double depthwiseMac = 0.0, depthwiseOutput = 0.0, depthwiseScalarMac = 0.0;
    double denseMac = 0.0, denseOutput = 0.0;
    double element = 0.0, windowElement = 0.0, function = 0.0, copy = 0.0;
    double plainMac = 0.0; ///< a MAC of a plain C kernel; 0: as the others
    double dispatch = 0.0; ///< an operator's set-up
    double floatMac = 0.0, floatDepthwiseMac = 0.0, floatDenseMac = 0.0, floatElement = 0.0; ///< 0: no such kernels
    double waitFactor = 1.0;    ///< waiting for instructions and data: all cycles here over those of the fitted boards
    bool gathersColumns = true; ///< im2col; false: the reduction runs along the channels of one tap at a time

    static KernelRates read(const SettingsView& settings);
    bool hasFloat() const { return floatMac > 0.0; }
};

/// Counts the work of `op` as a library with these rates does it.
KernelWork kernelWork(const Graph& graph, const Operator& op, const KernelRates& rates);

/// Cycles of the inner loops, without dispatch and without waiting for memories.
double computeCycles(const KernelWork& work, const KernelRates& rates);

/// MACs the best of the library's loops does in a cycle: what utilisation is measured against.
double peakMacsPerCycle(const KernelRates& rates, bool isFloat);

/// Working memory of one operator's kernel, bytes at 8-bit activations (CMSIS-NN, Source/*_get_buffer_sizes_s8.c;
/// models/kernels/esp_nn_scratch.h). CMSIS-NN of up to 2022 also asks for rows of depthwise windows of 3x3, which it
/// does not use.
enum class ScratchRule { none, cmsisDsp, cmsisDsp2022, cmsisMve, espNnS3, espNnP4, espNnPortable };
ScratchRule scratchRule(std::string_view trait);
Bytes scratchBytes(const Graph& graph, const Operator& op, ScratchRule rule);

} // namespace tenbin::microcontroller
