// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

#include "gui/look/theme_colors.h"

namespace tenbin {

/// Of a model's cells: length of the bar behind the text, 0 to 1; whether it stands out.
inline constexpr int kShareRole = 0x7c10;
inline constexpr int kStandsOutRole = 0x7c11;

/// A number with a bar behind it: which layers take the time, at a glance.
class ShareDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const final;

protected:
    virtual void paintBar(QPainter& painter, const QRectF& room, const QModelIndex& index,
                          const ThemeColors& colors) const;
};

} // namespace tenbin
