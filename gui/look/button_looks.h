// SPDX-License-Identifier: GPL-3.0-or-later
// How buttons and boxes show the state of something.
#pragma once

#include <Qt>

namespace tenbin {

/// Of a section that folds.
inline Qt::ArrowType foldArrow(bool open)
{
    if (open)
        return Qt::DownArrow;
    return Qt::RightArrow;
}

inline Qt::CheckState checkStateOf(bool checked)
{
    if (checked)
        return Qt::Checked;
    return Qt::Unchecked;
}

} // namespace tenbin
