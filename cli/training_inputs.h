// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commands.h"
#include "engine/training/trainer.h"

namespace tenbin::cli {

inline TrainingOptions toOptions(const TrainingArguments& arguments)
{
    return {.epochs = arguments.epochs,
            .batch = arguments.batch,
            .learningRate = arguments.rate,
            .weightBits = arguments.bits < 8 ? arguments.bits : 0,
            .mirror = arguments.mirror,
            .seed = arguments.seed,
            .threads = arguments.threads};
}

/// One line on stderr that is written over; nothing when stderr is no terminal.
void showProgress(const TrainingProgress& progress);

} // namespace tenbin::cli
