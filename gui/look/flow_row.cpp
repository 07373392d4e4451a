// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/look/flow_row.h"

#include <QChildEvent>

#include "gui/look/flow_layout.h"

namespace tenbin {

FlowRow::FlowRow(QWidget* parent) : QWidget(parent)
{
    auto* layout = new FlowLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
}

/// Polished: a child that was only just added is not whole yet.
void FlowRow::childEvent(QChildEvent* event)
{
    auto* part = qobject_cast<QWidget*>(event->child());
    if (event->polished() && part && !part->isWindow() && layout()->indexOf(part) < 0)
        layout()->addWidget(part);
    QWidget::childEvent(event);
}

} // namespace tenbin
