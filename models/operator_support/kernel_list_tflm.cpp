// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/operator_support/kernel_list_tables.h"

namespace tenbin {

namespace {

using enum OperatorKind;
using Kind = OperatorKind;

/// What exporters and converters write in several operators that are all there: clipping (minimum, maximum),
/// normalisations (products, sums, means), recurrent cells (matrix products, tables).
constexpr KindSet kComposites{clip, batchNormalization, layerNormalization, gru, rnn};

/// Kernels for truth values, variables, control flow and shapes, whatever the maps' type.
constexpr KindSet kPlumbing{logicalAnd, logicalOr,   logicalNot, readVariable, assignVariable, varHandle,
                            callOnce,   controlFlow, shapeOf,    fill,         cast,           broadcastTo};

/// Kernels with a case for kTfLiteInt8 (tensorflow/lite/micro/kernels).
constexpr KindSet kInteger = KindSet{Kind::abs,
                                     add,
                                     argMax,
                                     argMin,
                                     averagePool2d,
                                     batchMatMul,
                                     batchToSpaceNd,
                                     concatenation,
                                     conv2d,
                                     cumSum,
                                     depthToSpace,
                                     depthwiseConv2d,
                                     Kind::div,
                                     elu,
                                     embeddingLookup,
                                     equal,
                                     fullyConnected,
                                     gather,
                                     gatherNd,
                                     Kind::greater,
                                     greaterEqual,
                                     hardSwish,
                                     l2Normalization,
                                     leakyRelu,
                                     Kind::less,
                                     lessEqual,
                                     logistic,
                                     logSoftmax,
                                     lstm,
                                     maximum,
                                     maxPool2d,
                                     mean,
                                     minimum,
                                     mirrorPad,
                                     mul,
                                     notEqual,
                                     pack,
                                     pad,
                                     prelu,
                                     reduceMax,
                                     reduceMin,
                                     relu,
                                     relu6,
                                     resizeBilinear,
                                     resizeNearestNeighbor,
                                     Kind::reverse,
                                     rsqrt,
                                     select,
                                     slice,
                                     softmax,
                                     spaceToBatchNd,
                                     spaceToDepth,
                                     split,
                                     squaredDifference,
                                     stridedSlice,
                                     sub,
                                     sum,
                                     svdf,
                                     Kind::tanh,
                                     transpose,
                                     transposeConv2d,
                                     unpack}
                             | kComposites | kPlumbing;

/// The same with kTfLiteInt16.
constexpr KindSet kWide = KindSet{Kind::abs,
                                  add,
                                  averagePool2d,
                                  batchMatMul,
                                  concatenation,
                                  conv2d,
                                  depthwiseConv2d,
                                  fullyConnected,
                                  leakyRelu,
                                  logistic,
                                  lstm,
                                  maximum,
                                  maxPool2d,
                                  mean,
                                  minimum,
                                  mul,
                                  pack,
                                  pad,
                                  prelu,
                                  relu,
                                  relu6,
                                  resizeNearestNeighbor,
                                  Kind::reverse,
                                  select,
                                  slice,
                                  softmax,
                                  split,
                                  squaredDifference,
                                  stridedSlice,
                                  sub,
                                  sum,
                                  svdf,
                                  Kind::tanh,
                                  transpose,
                                  transposeConv2d,
                                  unpack}
                          | kComposites | kPlumbing;

/// All of the first have a case for kTfLiteFloat32; these have no other.
constexpr KindSet kFloatOnly{Kind::ceil, Kind::cos, detectionPostProcess, Kind::exp, Kind::floor, floorDiv, floorMod,
                             Kind::log,  neg,       Kind::round,          Kind::sin, Kind::sqrt,  square};

/// Kernels that CMSIS-NN replaces (micro/kernels/cmsis_nn), those that have products or a state.
constexpr KindSet kCmsis{conv2d, depthwiseConv2d, fullyConnected, transposeConv2d, batchMatMul, svdf, lstm};
/// Kernels that ESP-NN replaces (micro/kernels/esp_nn).
constexpr KindSet kEspNn{conv2d, depthwiseConv2d, fullyConnected};
constexpr KindSet kProducts{conv2d, depthwiseConv2d, fullyConnected, transposeConv2d, batchMatMul, svdf, lstm, gru,
                            rnn};

/// The resolver of TensorFlow 2.3 (all_ops_resolver.cc, summer of 2020).
constexpr KindSet kInteger2020 = KindSet{add,
                                         argMax,
                                         argMin,
                                         averagePool2d,
                                         concatenation,
                                         conv2d,
                                         depthwiseConv2d,
                                         equal,
                                         fullyConnected,
                                         Kind::greater,
                                         greaterEqual,
                                         hardSwish,
                                         l2Normalization,
                                         Kind::less,
                                         lessEqual,
                                         logicalAnd,
                                         logicalNot,
                                         logicalOr,
                                         logistic,
                                         maximum,
                                         maxPool2d,
                                         mean,
                                         minimum,
                                         mul,
                                         notEqual,
                                         pack,
                                         pad,
                                         prelu,
                                         relu,
                                         relu6,
                                         resizeNearestNeighbor,
                                         softmax,
                                         split,
                                         stridedSlice,
                                         sub,
                                         svdf,
                                         Kind::tanh,
                                         unpack,
                                         clip,
                                         batchNormalization};
constexpr KindSet kFloat2020 = kInteger2020 | KindSet{Kind::abs,   Kind::ceil, Kind::cos, Kind::floor, Kind::log, neg,
                                                      Kind::round, rsqrt,      Kind::sin, Kind::sqrt,  square};

constexpr std::string_view kName = "TensorFlow Lite Micro";
constexpr std::string_view kSource = "tensorflow/tflite-micro@90b983c2: micro_mutable_op_resolver.h and the types that "
                                     "each of kernels/*.cc has a case for";
constexpr KernelLimits kLimits{.transposedAxes = 5, .concatenated = 10}; // transpose_common.cc, concatenation.cc

constexpr std::array kLists{
    KernelList{"tflm", kName, kSource, kInteger, kWide, kInteger | kFloatOnly, kInteger, false, kLimits},
    KernelList{"tflm_cmsis_nn", kName, kSource, kInteger, kWide, kInteger | kFloatOnly,
               kInteger.without(kProducts) | kCmsis, false, kLimits},
    KernelList{"tflm_esp_nn", kName, "espressif/esp-tflite-micro@99f49e14: the same resolver, kernels/esp_nn/*.cc",
               kInteger, kWide, kInteger | kFloatOnly, kInteger.without(kProducts) | kEspNn, false, kLimits},
    KernelList{"tflm_2020", "TensorFlow Lite Micro 2020", "tensorflow@v2.3.0: lite/micro/all_ops_resolver.cc",
               kInteger2020, KindSet{}, kFloat2020, kInteger2020, false, kLimits},
};

} // namespace

std::span<const KernelList> tflmKernelLists() { return kLists; }

} // namespace tenbin
