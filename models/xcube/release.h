// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

namespace tenbin::xcube {

/// How a release chooses the nodes whose output grows over their input.
enum class OverlaySearch {
    forward, ///< walks the nodes once: where a node would raise the peak, it is overlaid
    greedy,  ///< starts without overlays and overlays the node at the peak for as long as the peak falls
};

/// What differs between the releases of X-CUBE-AI (since 10: ST Edge AI Core). Read from the tools' own
/// descriptions of what they made (`*_c_graph.json`, `*_c_info.json`, `network_generate_report.txt`) in public
/// repositories, releases 7.2 to 4.0, and checked against the README tables of STMicroelectronics/stm32ai-modelzoo.
struct Release {
    OverlaySearch search = OverlaySearch::greedy;
    bool limitsExpansions = false; ///< no 1x1 convolution is overlaid whose output is over twice its input
    bool padsConvolutions = true;  ///< padded convolutions of 16 channels and more read a padded copy
    bool hasSmallScratch = false;  ///< convolutions take 10 bytes an output channel, 4 and all weights behind an image
    bool looksSoftmaxUp = true;    ///< softmax uses a table, not a word an element
    int poolBuffers = 2;           ///< windows of rows between a convolution and the pooling in the same node
    bool spreadsOverBanks = false; ///< a board with several banks of RAM has a region of its own for scratch
    bool spillsLargeMaps = false;  ///< and maps larger than its largest bank lie in external memory
};

/// The release that a preset names by its trait "planner" ("xcube_7", "xcube_8_0", "xcube_8", "xcube_10", "stedge_3"); none for the
/// planners of other libraries.
std::optional<Release> releaseOf(std::string_view planner);

} // namespace tenbin::xcube
