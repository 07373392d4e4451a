// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QStringList>
#include <QWidget>

#include "gui/app/workspace.h"

class QGridLayout;
class QLabel;
class QToolButton;

namespace tenbin {

class OptionEditor;

/// One row an option of the selected target. Every change goes through the
/// workspace, so it is answered at once and can be undone.
class ConfigurationForm : public QWidget {
    Q_OBJECT
public:
    explicit ConfigurationForm(Workspace* workspace, QWidget* parent = nullptr);

    /// Rows for `target`, at the workspace's values. Editors of the same target stay
    /// what they are, so that a slider can be dragged while its answers come in.
    void show(const Target* target);
    bool isEmptyForm() const { return m_rows.empty(); }
    /// "Clock: 262.5 MHz", a line an option.
    QString plainText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Row {
        std::string key;
        QLabel* label;
        OptionEditor* editor;
        QToolButton* reset;
    };
    void rebuild(const Target& target);
    void addRow(const Target& target, const OptionSpec& option);
    void addFirmwareRows(const Target& target);

    Workspace* m_workspace;
    QGridLayout* m_grid;
    const Target* m_target = nullptr;
    std::vector<OptionSpec> m_firmware; ///< rows behind the target's own options
    std::vector<Row> m_rows;
};

} // namespace tenbin
