// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// A free parameter of a built-in network.
struct NetworkParameter {
    std::string key; ///< "alpha", "input", "classes"
    std::string defaultValue;
    std::vector<std::string> choices;   ///< what the picker offers; other values in range are accepted too
    double lowest = 0.0, highest = 0.0; ///< of a number; of each side for "input"
    bool shrinks = false;               ///< a smaller value makes the network smaller: a remedy may try it
    int multiple = 1;                   ///< sides of "input" are whole multiples of it
};

/// A family of networks that the zoo can build.
struct NetworkFamily {
    std::string id;     ///< "mobilenet_v1"
    std::string name;   ///< "MobileNet v1"
    std::string task;   ///< "classification", "detection", "keyword spotting", …
    std::string source; ///< paper or repository that defines it
    std::vector<NetworkParameter> parameters;
};

/// All families, in the order of the shelf.
const std::vector<NetworkFamily>& networkFamilies();

/// A request for one network: "mobilenet_v1?alpha=0.25&input=96x96x3".
struct NetworkSpec {
    std::string family;
    std::map<std::string, std::string> values; ///< only what differs from the default

    bool operator==(const NetworkSpec&) const = default;
    std::string toString() const;
};
/// Accepts with or without the leading "zoo:". Errors: networkUnknown, networkParameter.
Result<NetworkSpec> parseNetworkSpec(std::string_view text);

/// Builds a network. Weights are shaped but carry no values. Errors: networkUnknown, networkParameter.
Result<std::shared_ptr<const Graph>> buildNetwork(const NetworkSpec& spec);
Result<std::shared_ptr<const Graph>> buildNetwork(std::string_view spec);

/// Smaller networks of the same family: along each parameter that shrinks it, one
/// at a time (width, then input side), the choices below its value, nearest first;
/// then two parameters at once, nearest first.
std::vector<NetworkSpec> smallerNetworks(const NetworkSpec& spec);

} // namespace tenbin
