// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "gui/explore/explore_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QTableWidget;
class QToolButton;

namespace tenbin {

class RunBox;

/// The question as a form, with the number of points and the time that they will take; start, pause, cancel.
class QuestionForm final : public QWidget {
    Q_OBJECT
public:
    explicit QuestionForm(ExploreSession& session, QWidget* parent = nullptr);

    /// What the form says; nothing while a field cannot be read.
    std::optional<Question> question() const;
    void setQuestion(const Question& question);

Q_SIGNALS:
    void questionChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void fillNetworks();
    void fillTargets();
    void addAxis(const QuestionAxis& axis);
    /// As people call it: what the network or the checked targets say.
    QString axisName(const std::string& key) const;
    void showAxisMenu();
    void changed();
    void measure();
    void retranslate();
    std::vector<std::string> checkedTargets() const;

    /// What a preview costs: beside the GUI thread.
    struct Preview {
        std::uint64_t points = 0;
        double rate = 0.0;
        std::optional<Error> error;
    };

    ExploreSession& m_session;
    QLineEdit* m_name;
    QComboBox* m_network;
    QListWidget* m_targets;
    QTableWidget* m_axes;
    QToolButton *m_addAxis, *m_removeAxis;
    QCheckBox* m_fits;
    QLineEdit *m_fps, *m_energy;
    std::vector<QCheckBox*> m_objectives;
    QComboBox* m_method;
    RunBox* m_run;
    std::vector<QLabel*> m_titles;
    QLabel *m_fpsLabel, *m_energyLabel;
    QTimer m_delay;
    Job<Preview> m_preview;
    bool m_filling = false;
};

} // namespace tenbin
