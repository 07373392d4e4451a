// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ethos_u/composites.h"

#include <algorithm>

#include "engine/core/bounded.h"

namespace tenbin::ethos_u {

namespace {

constexpr int kReciprocalPasses = 20; // on one value a row: shifts, products and sums of the Newton steps

Pass elementwise(const Pass& whole, Nhwc shape, OutputStage output, int bits)
{
    Pass pass{.kind = PassKind::elementwise, .op = whole.op, .in = shape, .out = shape};
    pass.output = output;
    pass.inBits = pass.outBits = bits;
    pass.twoInputs = output != OutputStage::unary32;
    pass.repeats = whole.repeats;
    return pass;
}

} // namespace

void appendSoftmax(std::vector<Pass>& passes, const Pass& whole)
{
    const Nhwc map{1, whole.in.h, whole.in.w, whole.in.c};
    const Nhwc rows{1, map.h, map.w, 1};
    Pass largest = whole; // channels are laid out as a plane, one window a row
    largest.in = {1, map.pixels(), map.c, 1};
    largest.out = {1, map.pixels(), 1, 1};
    largest.kernelH = largest.spanH = 1;
    largest.kernelW = largest.spanW = map.c;
    largest.output = OutputStage::maximum;
    largest.outTensor = {};
    passes.push_back(largest);

    Pass exponential = elementwise(whole, map, OutputStage::sum, whole.inBits);
    exponential.activation = ActivationStage::table;
    exponential.outBits = 32;
    exponential.inTensor = whole.inTensor;
    passes.push_back(exponential);
    passes.push_back(elementwise(whole, map, OutputStage::binary32, 32));
    Pass sum = elementwise(whole, map, OutputStage::unary32, 32);
    sum.kind = PassKind::reduceSum;
    sum.out = rows;
    sum.twoInputs = false;
    passes.push_back(sum);
    passes.push_back(elementwise(whole, rows, OutputStage::unary32, 32));
    for (int i = 0; i < kReciprocalPasses; ++i)
        passes.push_back(elementwise(whole, rows, OutputStage::binary32, 32));
    passes.push_back(elementwise(whole, map, OutputStage::binary32, 32));
    Pass scaled = elementwise(whole, map, OutputStage::binary32, 32);
    scaled.outBits = whole.outBits;
    scaled.outTensor = whole.outTensor;
    passes.push_back(scaled);
}

void appendMatrixProduct(std::vector<Pass>& passes, const Graph& graph, const Pass& whole, Generation generation)
{
    const Operator& op = graph.op(whole.op);
    const Tensor* a = graph.input(op, 0);
    const Tensor& product = graph.output(op);
    if (!a || a->shape.size() < 2 || product.shape.size() < 2)
        return;
    const auto* attributes = op.attributesAs<MatMulAttributes>();
    const bool transposed = attributes && attributes->transposeA;
    const std::int64_t rows = product.shape[product.shape.size() - 2];
    const std::int64_t columns = product.shape.back();
    const std::int64_t depth = a->shape[a->shape.size() - (transposed ? 2 : 1)];
    const std::int64_t matrices =
        std::max<std::int64_t>(1, product.elements() / std::max<std::int64_t>(1, boundedProduct({rows, columns})));
    Pass pass = whole;
    pass.in = {1, 1, rows, depth};
    pass.repeats = matrices;
    if (generation == Generation::u85) {
        pass.out = {1, 1, rows, columns};
        pass.secondTensor = op.inputs.size() > 1 ? op.inputs[1] : TensorId{};
        passes.push_back(pass);
        return;
    }
    Pass products = elementwise(whole, pass.in, OutputStage::productTo32, whole.inBits);
    products.outBits = 32;
    products.repeats = boundedProduct({matrices, columns});
    passes.push_back(products);
    Pass sum = products;
    sum.kind = PassKind::reduceSum;
    sum.inBits = 32;
    sum.output = OutputStage::unary32;
    sum.out = {1, 1, rows, 1};
    sum.outTensor = whole.outTensor;
    passes.push_back(sum);
}

void appendCell(std::vector<Pass>& passes, const Pass& whole, std::int64_t units)
{
    const Nhwc state{1, 1, 1, units};
    for (int gate = 0; gate < 4; ++gate) {
        Pass pass = elementwise(whole, state, OutputStage::sum, whole.inBits);
        pass.activation = ActivationStage::table;
        passes.push_back(pass);
    }
    for (int product = 0; product < 3; ++product)
        passes.push_back(elementwise(whole, state, OutputStage::product, 16));
    passes.push_back(elementwise(whole, state, OutputStage::sum, 16));
    Pass squash = elementwise(whole, state, OutputStage::plain, 16);
    squash.activation = ActivationStage::table;
    squash.outTensor = whole.outTensor;
    passes.push_back(squash);
}

} // namespace tenbin::ethos_u
