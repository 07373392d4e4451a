// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_part.h"

#include <utility>

#include <QJsonDocument>
#include <QJsonObject>

#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

namespace {

constexpr int kPartVersion = 1;

} // namespace

SparsityPart::SparsityPart(SparsitySession& session, std::function<void()> shown, QObject* parent)
    : QObject(parent), m_session(session), m_shown(std::move(shown)), m_first(session.storedQuestion()),
      m_waiting(m_first)
{
    connect(&session, &SparsitySession::questionChanged, this, [this] { notifyChanged(); });
}

void SparsityPart::begin()
{
    if (!m_waiting)
        return;
    const SparsityQuestion question = *std::exchange(m_waiting, std::nullopt);
    m_session.setQuestion(m_fromProject ? question : m_session.storedQuestion());
    m_shown();
}

QByteArray SparsityPart::savePart() const
{
    QJsonObject object = QJsonDocument::fromJson(toJson(m_waiting ? *m_waiting : m_session.question())).object();
    object.insert(QStringLiteral("version"), kPartVersion);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool SparsityPart::restorePart(const QByteArray& json)
{
    if (json.isEmpty()) {
        take(m_first);
        return true;
    }
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value(QStringLiteral("version")).toInt() != kPartVersion)
        return false;
    take(sparsityQuestionFromJson(json));
    return true;
}

void SparsityPart::take(const SparsityQuestion& question)
{
    if (m_waiting) {
        m_waiting = question;
        m_fromProject = true;
    } else {
        m_session.setQuestion(question);
        m_shown();
    }
    notifyChanged();
}

} // namespace tenbin
