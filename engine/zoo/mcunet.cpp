// SPDX-License-Identifier: GPL-3.0-or-later
// MCUNet-VWW1 (arXiv:2007.10319): widths and kernels as in the model file that
// mit-han-lab/tinyengine publishes (vww.tflite, 80x80).
#include "engine/zoo/network_family.h"

namespace tenbin {

namespace {

struct InvertedResidual {
    std::int64_t expanded;
    int kernel, stride;
    std::int64_t out;
};

std::vector<TensorId> mcuNetVww(NetworkBuilder& n, const NetworkValues& v)
{
    constexpr Activation kRelu6 = Activation::relu6;
    const InputSize in = v.input();
    TensorId x = n.conv(n.input({1, in.h, in.w, in.c}), 16, 3, 2, kRelu6);
    x = n.pointwise(n.depthwise(x, 3, 1, kRelu6), 8, Activation::none);
    for (const InvertedResidual& b : {InvertedResidual{48, 3, 2, 16}, {48, 3, 1, 16}, {48, 3, 1, 16}, {48, 7, 2, 24}, {144, 3, 1, 24},
                                      {120, 5, 1, 24}, {144, 7, 2, 40}, {240, 7, 1, 40}, {240, 3, 1, 48}, {192, 3, 1, 48},
                                      {240, 5, 2, 96}, {480, 3, 1, 96}, {384, 3, 1, 96}, {288, 7, 1, 160}}) {
        const TensorId wide = n.pointwise(x, b.expanded, kRelu6);
        const TensorId y = n.pointwise(n.depthwise(wide, b.kernel, b.stride, kRelu6), b.out, Activation::none);
        x = b.stride == 1 && n.channels(x) == b.out ? n.add(x, y) : y;
    }
    return {n.fullyConnected(n.globalAverage(x), v.integer("classes"))};
}

} // namespace

std::vector<ZooEntry> mcuNetEntries()
{
    return {{{"mcunet_vww", "MCUNet VWW", "visual wake words", "mit-han-lab/tinyengine: assets, vww; arXiv:2007.10319",
              {inputParameter("80x80x3", {"64", "80", "96", "128", "144"}), classesParameter(2)}}, mcuNetVww}};
}

} // namespace tenbin
