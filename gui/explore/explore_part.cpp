// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/explore/explore_part.h"

#include <algorithm>

#include <QJsonDocument>
#include <QJsonObject>

#include "gui/explore/explore_session.h"
#include "gui/explore/question_form.h"

namespace tenbin {

namespace {

constexpr int kPartVersion = 1;

} // namespace

ExplorePart::ExplorePart(QuestionForm& form, ExploreSession& session, QObject* parent)
    : QObject(parent), m_form(form), m_session(session), m_question(form.question().value_or(Question())),
      m_first(m_question)
{
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &ExplorePart::openWanted);
    connect(&form, &QuestionForm::questionChanged, this, [this] {
        if (auto question = m_form.question()) {
            m_question = std::move(*question);
            notifyChanged();
        }
    });
    connect(&session, &ExploreSession::dataChanged, this, &ExplorePart::look);
    connect(&session, &ExploreSession::runChanged, this, &ExplorePart::look);
}

ExplorePart::OpenStudy ExplorePart::shown() const
{
    if (!m_wanted.name.isEmpty())
        return m_wanted;
    if (!m_session.data())
        return {};
    return {m_session.studyName(), m_session.otherFile()};
}

/// What is shown now replaces what was asked for.
void ExplorePart::look()
{
    if (m_session.data() && !m_later.isActive())
        m_wanted = {};
    else if (!m_wanted.name.isEmpty() && m_session.run() == ExploreSession::Run::idle && !m_session.opening())
        m_later.start();
    if (const OpenStudy now = shown(); now != m_known) {
        m_known = now;
        notifyChanged();
    }
}

QByteArray ExplorePart::savePart() const
{
    const OpenStudy study = shown();
    return QJsonDocument(QJsonObject{{QStringLiteral("version"), kPartVersion},
                                     {QStringLiteral("question"), QString::fromStdString(toToml(m_question))},
                                     {QStringLiteral("study"), study.name},
                                     {QStringLiteral("file"), study.file}})
        .toJson(QJsonDocument::Compact);
}

bool ExplorePart::restorePart(const QByteArray& json)
{
    Question question = m_first;
    OpenStudy study;
    if (!json.isEmpty()) {
        const QJsonObject root = QJsonDocument::fromJson(json).object();
        if (root.value(QStringLiteral("version")).toInt() != kPartVersion)
            return false;
        auto read = parseQuestion(root.value(QStringLiteral("question")).toString().toStdString(), {});
        if (!read)
            return false;
        question = std::move(*read);
        study = {root.value(QStringLiteral("study")).toString(), root.value(QStringLiteral("file")).toString()};
    }
    m_question = question;
    m_form.setQuestion(question);
    if (study != shown()) {
        m_wanted = study;
        m_later.start();
        if (study.name.isEmpty())
            m_session.close();
    }
    notifyChanged();
    return true;
}

void ExplorePart::openWanted()
{
    if (m_wanted.name.isEmpty() || m_session.run() != ExploreSession::Run::idle)
        return;
    if (!m_wanted.file.isEmpty())
        m_session.setStorePath(m_wanted.file);
    const std::vector<StudyInfo> studies = m_session.studies();
    const auto found = std::find_if(studies.begin(), studies.end(),
                                    [&](const StudyInfo& s) { return s.name == m_wanted.name.toStdString(); });
    if (found != studies.end())
        m_session.open(*found);
}

} // namespace tenbin
