// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/keras/layouts.h"

namespace tenbin {

int draftAxis(const KerasValue& value, int axis)
{
    if (value.layout == KerasLayout::plain || axis == 0)
        return axis;
    if (value.layout == KerasLayout::lifted)
        return axis + 1;
    if (axis == 1)
        return 3;
    if (value.shape.size() == 3)
        return 2;
    return axis - 1;
}

Shape kerasShapeOf(const Shape& s, KerasLayout layout, std::size_t rank)
{
    if (layout == KerasLayout::plain || s.size() != 4)
        return s;
    if (layout == KerasLayout::lifted)
        return {s[0], s[2], s[3]};
    if (rank == 3)
        return {s[0], s[3], s[2]};
    return {s[0], s[3], s[1], s[2]};
}

} // namespace tenbin
