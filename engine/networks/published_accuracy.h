// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/graph/graph.h"

namespace tenbin {

/// What somebody published about one network of the zoo. Values of different metrics, data, precisions or sources are
/// not comparable: training and evaluation differ.
struct PublishedAccuracy {
    double value = 0.0;         ///< share from 0 to 1
    std::string metric;         ///< "top-1", "mAP 0.50:0.95", as the field writes it
    std::string data;           ///< "ImageNet (ILSVRC 2012 validation)"
    std::optional<int> bits;    ///< of the weights: 32, 16 or 8; absent: the source does not say
    bool lowerIsBetter = false; ///< error rates
    std::string source, note;

    bool operator==(const PublishedAccuracy&) const = default;
};

/// The same figure of two networks, from one source.
struct AccuracyChange {
    const PublishedAccuracy* from = nullptr;
    const PublishedAccuracy* to = nullptr;
};

/// Published accuracies by network; nothing in between two of them. Plain data once it is read.
class AccuracyTable {
public:
    /// networks.toml (docs/FACTS.md). Errors with file and line: presetSyntax, presetType, presetRange, presetUnsourced,
    /// presetMissingKey, presetUnknownKey, networkUnknown, networkParameter.
    static Result<AccuracyTable> parse(std::string_view toml, const std::string& label);

    /// Rows of `other` come first: they are preferred.
    void prefer(const AccuracyTable& other);

    /// All that is known of exactly this network ("mobilenet_v1?alpha=0.25", with or without "zoo:"), the preferred
    /// first; empty: unknown. Parameters that stand at their defaults may be left out.
    const std::vector<PublishedAccuracy>& of(std::string_view network) const;
    /// The one to show: the first with weights of `bits`, else the first. Null: unknown.
    const PublishedAccuracy* find(std::string_view network, int bits) const;
    /// What exchanging one network for another costs, where one source has both; weights of `bits` preferred.
    std::optional<AccuracyChange> change(std::string_view from, std::string_view to, int bits) const;

    /// One figure (metric, data, bits, source) for all of them, null where a network lacks it: that which most have,
    /// weights of `bits` preferred. So can they be compared.
    std::vector<const PublishedAccuracy*> oneFigure(std::span<const std::string> networks, int bits) const;

    /// The networks that something is published about: "mobilenet_v1?alpha=0.25", in the order of the alphabet.
    std::vector<std::string> names() const;

private:
    std::map<std::string, std::vector<PublishedAccuracy>, std::less<>> m_rows; ///< by NetworkSpec::toString()
};

/// What lies in the folders of presets beside the running program and in the user's own, read at the first call.
/// A file that cannot be read adds nothing (publishedAccuracyErrors()).
const AccuracyTable& publishedAccuracies();
const std::vector<Error>& publishedAccuracyErrors();

/// Bits that most weights of a network are stored in.
int weightBits(const Graph& graph);
/// The one to show of a network: by its zoo spec and the bits of its weights. Null: a file, or unknown.
const PublishedAccuracy* publishedAccuracyOf(const Graph& graph);
/// What a remedy's network (Remedy::network) costs against `graph`.
std::optional<AccuracyChange> accuracyChange(const Graph& graph, std::string_view network);

} // namespace tenbin
