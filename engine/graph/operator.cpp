// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/graph/operator.h"

#include "engine/graph/operator_traits.h"

namespace tenbin {

std::string_view toString(Activation activation)
{
    switch (activation) {
    case Activation::none:
        return "none";
    case Activation::relu:
        return "relu";
    case Activation::relu6:
        return "relu6";
    case Activation::reluN1To1:
        return "relu_n1_to_1";
    case Activation::relu0To1:
        return "relu_0_to_1";
    case Activation::tanh:
        return "tanh";
    case Activation::logistic:
        return "logistic";
    case Activation::hardSwish:
        return "hard_swish";
    case Activation::leakyRelu:
        return "leaky_relu";
    }
    return "none";
}

Activation fusedActivation(const Operator& op)
{
    return std::visit(
        [](const auto& attributes) {
            if constexpr (requires { attributes.activation; })
                return attributes.activation;
            else
                return Activation::none;
        },
        op.attributes);
}

std::string_view displayKind(const Operator& op)
{
    if (familyOf(op.kind) == OperatorFamily::opaque && !op.customName.empty())
        return op.customName;
    return toString(op.kind);
}

} // namespace tenbin
