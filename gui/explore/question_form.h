// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <QTimer>
#include <QWidget>

#include "gui/explore/explore_session.h"

class QCheckBox;

namespace tenbin {

namespace Ui {
class QuestionForm;
}

class RunBox;

/// The question as a form, with the number of points and the time that they will take; start, pause, cancel.
class QuestionForm final : public QWidget {
    Q_OBJECT
public:
    explicit QuestionForm(ExploreSession& session, QWidget* parent = nullptr);
    ~QuestionForm() override;

    /// What the form says; nothing while a field cannot be read.
    std::optional<Question> question() const;
    void setQuestion(const Question& question);

Q_SIGNALS:
    void questionChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void listen();
    void fillNetworks();
    void addAxis(const QuestionAxis& axis);
    /// As people call it: what the network or the checked targets say.
    QString axisName(const std::string& key) const;
    void showAxisMenu();
    void changed();
    void measure();
    void retranslate();

    /// What a preview costs: beside the GUI thread.
    struct Preview {
        std::uint64_t points = 0;
        double rate = 0.0;
        std::optional<Error> error;
    };

    ExploreSession& m_session;
    std::unique_ptr<Ui::QuestionForm> m_ui;
    std::vector<QCheckBox*> m_objectives;
    RunBox* m_run;
    QTimer m_delay;
    Job<Preview> m_preview;
    bool m_filling = false;
};

} // namespace tenbin
