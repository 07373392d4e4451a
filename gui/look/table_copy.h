// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QAbstractItemView;

namespace tenbin {

/// A model's own text of a cell or heading for the clipboard, where it differs from what is
/// shown: the raw value, the heading with the unit.
inline constexpr int kCopyRole = 0x7c09;

/// Headings and rows of a table or tree, columns as shown, tabs between them: the rows
/// of the selection, or all where nothing or a single cell is selected.
QString tableAsTsv(const QAbstractItemView& view);

/// Makes Ctrl+C copy rows in every table and tree of the application that has no Copy of its
/// own, and Tab leave it (Qt's tables keep Tab for their cells, and never let go).
class TableCopy final : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace tenbin
