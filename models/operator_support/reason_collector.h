// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/estimate/estimate.h"
#include "engine/graph/graph.h"
#include "models/operator_support/kernel_list.h"

namespace tenbin {

/// Gathers reasons operator by operator and says like ones once, with their number.
class ReasonCollector {
public:
    explicit ReasonCollector(const Graph& graph) : m_graph(&graph) {}

    /// operatorUnsupported: blocks.
    void unsupported(OperatorId op) { count(ReasonCode::operatorUnsupported, true, op); }
    /// kernelMissing: blocks. The type is named where the library has the operator for another; a limit of the library
    /// that the operator breaks is told instead (attributeUnsupported).
    void kernelMissing(OperatorId op, const KernelList& list, DataType type);
    /// kernelPlain: does not block.
    void kernelPlain(OperatorId op, const KernelList& list);
    /// operatorOnCpu: does not block.
    void onCpu(OperatorId op) { count(ReasonCode::operatorOnCpu, false, op); }
    /// needsRewriting: `what` the hardware lacks, `form` it has instead; said once a pair.
    void rewriting(OperatorId op, std::string what, std::string form, bool blocks);
    void attribute(OperatorId op, std::string attribute, std::string value, std::string supported);
    void dimension(OperatorId op, std::string dimension, std::int64_t value, std::int64_t limit);
    void layerCount(std::int64_t layers, std::int64_t limit);
    void add(Reason reason) { m_reasons.push_back(std::move(reason)); }

    /// requiresQuantisation if most activations are floating point; a blocking
    /// dataTypeUnsupported if they are integers wider than `bits`.
    void dataType(int bits);

    std::vector<Reason> take() { return std::move(m_reasons); }

private:
    void count(ReasonCode code, bool blocks, OperatorId op, std::string_view type = {}, std::string_view library = {});

    const Graph* m_graph;
    std::vector<Reason> m_reasons;
    std::map<std::pair<ReasonCode, std::string>, std::size_t> m_counted; ///< by kind: which reason counts it
    std::set<std::pair<std::string, std::string>> m_rewritten;           ///< what was said already
};

/// Name of an operator for messages: its own, or its kind where the file gives none.
std::string operatorName(const Graph& graph, OperatorId op);

} // namespace tenbin
