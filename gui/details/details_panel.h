// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "gui/app/workspace.h"

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace tenbin {

class ConfigurationForm;

/// Everything about the selected card: what it is, how it is configured, what
/// came out, why, what would help, and how far to trust it.
class DetailsPanel : public QWidget {
    Q_OBJECT
public:
    explicit DetailsPanel(Workspace* workspace, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {340, 600}; }

    /// All that is shown, as plain text: what the copy button gives.
    QString plainText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void showAnswer(const Answer& answer, const Target& target);
    void clearAnswer();
    void addTitle(const QString& text);
    void addText(const QString& text, const QString& toolTip = {});
    void addFact(const QString& label, const QString& value, const QString& range = {}, const QString& toolTip = {});
    void addResults(const Estimate& estimate);
    void addMemories(const Estimate& estimate);
    void addReasons(const Answer& answer);
    void addRemedies(const Estimate& estimate);
    void addTrust(const Estimate& estimate, const Target& target);

    Workspace* m_workspace;
    QScrollArea* m_scroll;
    QLabel *m_name, *m_subtitle, *m_verdict, *m_empty, *m_configurationTitle;
    QWidget* m_content;
    ConfigurationForm* m_configuration;
    QWidget* m_answer = nullptr;       ///< rebuilt with each answer
    QVBoxLayout* m_answerLayout = nullptr;
    QStringList m_plain;
};

} // namespace tenbin
