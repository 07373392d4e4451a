// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tenbin {

/// Order of part numbers for people, the same in every locale: "U55-32" before "U55-128".
bool nameLess(const QString& a, const QString& b);

} // namespace tenbin
