// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace tenbin {

/// A row whose widgets flow onto further lines where it is narrow: what a form puts into it stands in it, in order.
class FlowRow final : public QWidget {
    Q_OBJECT
public:
    explicit FlowRow(QWidget* parent = nullptr);

protected:
    void childEvent(QChildEvent* event) override;
};

} // namespace tenbin
