// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/formats/tflite/operator_site.h"

namespace tenbin {

/// Brings one operator of a file to the conventions of `operator.h`.
///
/// Constants that only hold attributes (axes, paddings, shapes) leave the inputs once they are read; where they are no
/// constants they stay. Errors (without place): operatorMalformed, attributeInvalid, shapeMismatch.
Result<void> readTfliteOperator(TfliteSite& site);

} // namespace tenbin
