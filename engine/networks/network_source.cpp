// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/networks/network_source.h"

#include "engine/formats/common/model_reference.h"
#include "engine/formats/importer.h"
#include "engine/zoo/zoo.h"

namespace tenbin {

Result<std::shared_ptr<const Graph>> networkOf(const std::string& source)
{
    if (source.starts_with("zoo:"))
        return buildNetwork(source);
    const auto reference = parseModelReference(source);
    if (!reference)
        return tl::make_unexpected(reference.error());
    return importNetwork(reference->path, reference->options);
}

VariantSource variantsOf(const Graph& graph)
{
    if (graph.origin().zooSpec.empty())
        return {};
    // Every target that does not fit asks again: built once.
    return [spec = graph.origin().zooSpec, variants = std::vector<NetworkVariant>()]() mutable {
        const auto parsed = parseNetworkSpec(spec);
        if (!parsed || !variants.empty())
            return variants;
        for (const NetworkSpec& smaller : smallerNetworks(*parsed))
            if (auto network = buildNetwork(smaller))
                variants.push_back({smaller.toString(), *network});
        return variants;
    };
}

} // namespace tenbin
