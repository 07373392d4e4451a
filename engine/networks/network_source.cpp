// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/networks/network_source.h"

#include "engine/formats/common/model_reference.h"
#include "engine/formats/importer.h"
#include "engine/zoo/zoo.h"

namespace tenbin {

namespace {

constexpr std::string_view kZooPrefix = "zoo:";

} // namespace

bool isZooSource(std::string_view source) { return source.starts_with(kZooPrefix); }

Result<std::shared_ptr<const Graph>> networkOf(const std::string& source)
{
    if (isZooSource(source))
        return buildNetwork(source);
    return parseModelReference(source).and_then(
        [](const ModelReference& reference) { return importNetwork(reference.path, reference.options); });
}

VariantSource variantsOf(const Graph& graph, NetworkLoader load)
{
    if (graph.origin().zooSpec.empty())
        return {};
    return [spec = graph.origin().zooSpec, load = std::move(load)] {
        std::vector<NetworkVariant> variants;
        const auto parsed = parseNetworkSpec(spec);
        if (!parsed)
            return variants;
        for (const NetworkSpec& smaller : smallerNetworks(*parsed)) {
            const std::string text = smaller.toString();
            if (auto network = load(std::string(kZooPrefix) + text))
                variants.push_back({text, *std::move(network)});
        }
        return variants;
    };
}

} // namespace tenbin
