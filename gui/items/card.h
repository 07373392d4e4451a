// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>

#include <QMetaType>
#include <QString>

#include "gui/app/workspace_state.h"

namespace tenbin {

struct Target;

/// How full one kind of memory is.
struct Gauge {
    QString label;
    QString text; ///< "1.37 / 4.00 MiB"; an em dash where unknown
    QString toolTip;
    std::optional<double> fraction; ///< used / available; absent: cannot be told
    bool exceeded = false;
};

/// One card of the board as it is shown: texts in the user's language, and raw
/// values to sort by. A number nobody published is an em dash.
struct Card {
    enum class State { empty, computing, answered, failed };

    State state = State::empty;
    TargetId target;
    QString name;
    QString title; ///< what tells this chip from others: "MAX78002"
    QString maker;
    QString group;           ///< "sensor", "mcu_npu" …
    QString configuration;   ///< line below the name
    bool configured = false; ///< differs from the target's defaults
    NetworkId network;
    QString networkTitle; ///< only where the card's network is not the board's
    VerdictKind verdict = VerdictKind::unknown;
    bool uncertain = false;    ///< the limit lies within the error: the verdict is the more likely of two
    QString verdictText;       ///< "fits with changes", "probably fits (4 of 5)"
    QString verdictToolTip;    ///< "fits with 41 KiB of SRAM to spare"
    QString verdictShort;      ///< "with changes", for the pill
    QString frames;            ///< "120", "≤ 49", "—"
    QString framesUnit;        ///< "fps"; below one frame a second "s/frame"
    bool asked = true;         ///< false: what is asked of the chips leaves out its family
    bool missed = false;       ///< what is asked of the chips is not kept
    bool hypothetical = false; ///< the figures are of a run that cannot happen as it is configured
    QString latency;           ///< "3.30 ms ±15 %"
    QString energy;            ///< "0.40 mJ ±15 %"
    QString energyShort;       ///< "0.40 mJ"
    Gauge weights, memory;
    QString note;          ///< why it does not fit, what would help, or the slowest layer
    int assumptions = 0;   ///< inputs nobody published
    bool remarked = false; ///< figures rest on what the importer of the file assumed
    std::optional<double> framesPerSecond, latencySeconds, energyJoules;
    std::optional<double> priceUsd;     ///< the lowest published of the chip
    std::optional<double> longerSideMm; ///< of its package
    QString productWords;               ///< package, cores and interfaces, to be searched
    QString framesToolTip, latencyToolTip, energyToolTip, noteToolTip, assumptionsToolTip, configurationToolTip;
    QString remarksToolTip;

    /// Frame rate with its unit; "would be 222 fps" where the network cannot run.
    QString framesText() const;
    /// Everything above in one sentence, for screen readers and the clipboard.
    QString spoken() const;
};
using CardPointer = std::shared_ptr<const Card>;

/// What the card of `target` shows. `answer` may be null: nothing placed, or not computed yet.
Card makeCard(const Target& target, const Configuration& configuration, const NetworkId& network,
              const NetworkId& boardNetwork, const Answer* answer);

} // namespace tenbin

Q_DECLARE_METATYPE(tenbin::CardPointer)
