// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/perspective_list.h"

#include "gui/board/board_perspective.h"
#include "gui/compare/compare_perspective.h"
#include "gui/explore/explore_perspective.h"
#include "gui/preset_editor/preset_perspective.h"
#include "gui/sparsity/sparsity_perspective.h"
#include "gui/validate/validate_perspective.h"

namespace tenbin {

std::vector<Perspective> makePerspectives(const PerspectiveContext& context)
{
    std::vector<Perspective> all;
    all.push_back(boardPerspective(context));
    all.push_back(explorePerspective(context));
    all.push_back(sparsityPerspective(context));
    all.push_back(comparePerspective(context));
    all.push_back(validatePerspective(context));
    all.push_back(presetPerspective(context));
    return all;
}

} // namespace tenbin
