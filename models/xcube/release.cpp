// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/xcube/release.h"

namespace tenbin::xcube {

namespace {

Release release7()
{
    Release r;
    r.limitsExpansions = true;
    r.hasSmallScratch = true;
    r.looksSoftmaxUp = false;
    r.poolBuffers = 1;
    return r;
}

Release release8_0()
{
    Release r = release7();
    r.padsConvolutions = false;
    return r;
}

Release release8_1()
{
    Release r;
    r.search = OverlaySearch::forward;
    r.limitsExpansions = true;
    r.looksSoftmaxUp = false;
    r.poolBuffers = 1;
    return r;
}

Release release10()
{
    Release r;
    r.spreadsOverBanks = true;
    r.spillsLargeMaps = true;
    return r;
}

Release edge3()
{
    Release r;
    r.spreadsOverBanks = true;
    return r;
}

} // namespace

std::optional<Release> releaseOf(std::string_view planner)
{
    if (planner == "xcube_7")
        return release7();
    if (planner == "xcube_8_0")
        return release8_0();
    if (planner == "xcube_8")
        return release8_1();
    if (planner == "xcube_10")
        return release10();
    if (planner == "stedge_3")
        return edge3();
    return std::nullopt;
}

} // namespace tenbin::xcube
