// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include "engine/exploration/question.h"
#include "gui/app/project_part.h"

namespace tenbin {

class ExploreSession;
class QuestionForm;

/// What a project keeps of Explore beside the studies in its file: the question as the form says it, and which
/// study is open, in which file if that is not the project's own.
class ExplorePart final : public QObject, public ProjectPart {
    Q_OBJECT
public:
    ExplorePart(QuestionForm& form, ExploreSession& session, QObject* parent);

    QString partName() const override { return QStringLiteral("explore"); }
    QByteArray savePart() const override;
    bool restorePart(const QByteArray& json) override;

private:
    struct OpenStudy {
        QString name, file; ///< empty file: the project's own, or the user's collection
        bool operator==(const OpenStudy&) const = default;
    };
    OpenStudy shown() const;
    void openWanted();
    void look();

    QuestionForm& m_form;
    ExploreSession& m_session;
    Question m_question; ///< newest that the form could say
    const Question m_first;
    OpenStudy m_wanted; ///< asked for and not open yet; kept where it cannot be opened, so that nothing is lost
    OpenStudy m_known;  ///< as last told to the project
    QTimer m_later;     ///< the file of a project is known after its parts
};

} // namespace tenbin
