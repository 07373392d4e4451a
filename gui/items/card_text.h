// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace tenbin {

/// Translation context of what stands on cards.
class CardText {
    Q_DECLARE_TR_FUNCTIONS(Card)
};

} // namespace tenbin
