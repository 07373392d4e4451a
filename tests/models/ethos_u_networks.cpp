// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/models/ethos_u_networks.h"

#include <array>
#include <cstdio>
#include <map>

#include <fmt/format.h>

#include "engine/zoo/zoo.h"

namespace tenbin {

namespace {

/// "synthetic_dw3x3_4x9_c128": a layer alone, as many channels out as in.
std::string singleLayer(const std::string& name)
{
    std::array<char, 16> kind{};
    int h = 0, w = 0, c = 0;
    if (std::sscanf(name.c_str(), "synthetic_%15[^_]_%dx%d_c%d", kind.data(), &h, &w, &c) != 4)
        return {};
    const std::string what(kind.data());
    const int side = what.find("3x3") != std::string::npos ? 3 : 1;
    return what.starts_with("dw") ? fmt::format("layer_depthwise?input={}x{}x{}&kernel={}", h, w, c, side)
                                  : fmt::format("layer_conv?input={}x{}x{}&filters={}&kernel={}", h, w, c, c, side);
}

} // namespace

std::shared_ptr<const Graph> ethosUNetwork(const std::string& name)
{
    static const std::map<std::string, std::string> specs{{"kws_micronet_m", "micronet_kws"},
                                                          {"ad_medium_int8", "micronet_ad"},
                                                          {"vww4_128_128_INT8", "micronet_vww4"},
                                                          {"yolo-fastest_192_face_v4", "yolo_fastest"},
                                                          {"dnn_s_quantized", "dnn_kws"},
                                                          {"mobilenet_v2_1.0_224_INT8", "mobilenet_v2?classes=1001"},
                                                          {"wav2letter_pruned_int8", "wav2letter?leaky=yes"}};
    const auto known = specs.find(name);
    const std::string spec = known == specs.end() ? singleLayer(name) : known->second;
    const auto graph = buildNetwork(spec);
    return graph ? *graph : nullptr;
}

} // namespace tenbin
