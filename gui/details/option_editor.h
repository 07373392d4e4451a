// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "engine/targets/configuration.h"
#include "engine/targets/target.h"

namespace tenbin {

/// Shows and edits one option of a target.
class OptionEditor : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Shows what the option stands at, without saying that it was chosen.
    virtual void showValue(const Configuration& configuration) = 0;

Q_SIGNALS:
    /// The user chose this value, in the form that the engine reads.
    void chosen(const QString& text);
};

/// A box of choices, a check box, or a number with a slider. `target` must
/// outlive the editor. The widgets inside are named "option_<key>".
OptionEditor* makeOptionEditor(const Target& target, const OptionSpec& option);

} // namespace tenbin
