// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/app/workspace.h"

class QGridLayout;

namespace tenbin {

/// One row an option of the selected target. Every change goes through the
/// workspace, so it is answered at once and can be undone.
class ConfigurationForm : public QWidget {
    Q_OBJECT
public:
    explicit ConfigurationForm(Workspace* workspace, QWidget* parent = nullptr);

    /// Rebuilds the rows for `target`; values follow the workspace.
    void show(const Target* target);
    bool isEmptyForm() const { return m_rows == 0; }

private:
    void clear();
    void addRow(const Target& target, const OptionSpec& option, const Configuration& configuration);
    QWidget* editorFor(const Target& target, const OptionSpec& option, const Configuration& configuration);
    QWidget* choiceEditor(const Target& target, const OptionSpec& option, const std::string& value);
    QWidget* flagEditor(const Target& target, const OptionSpec& option, const std::string& value);
    QWidget* numberEditor(const Target& target, const OptionSpec& option, const Configuration& configuration);

    Workspace* m_workspace;
    QGridLayout* m_grid;
    int m_rows = 0;
    std::string m_target;
    Configuration m_shown;
    QString m_language;
};

} // namespace tenbin
