// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QString>

#include "engine/targets/target.h"

namespace tenbin {

/// What a target is called; its id where it is gone.
inline QString targetName(const Target* target, const std::string& id)
{
    if (!target)
        return QString::fromStdString(id);
    return QString::fromStdString(target->name);
}

} // namespace tenbin
