// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sparsity/sparsity_part.h"

#include <utility>

#include <QJsonDocument>
#include <QJsonObject>

#include "gui/sparsity/sparsity_session.h"

namespace tenbin {

namespace {

constexpr int kNewestVersion = 2;

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
    const SparsityPageQuestion question = *std::exchange(m_waiting, std::nullopt);
    if (m_fromProject)
        m_session.setQuestion(question);
    else
        m_session.setQuestion(m_session.storedQuestion());
    m_shown();
}

QByteArray SparsityPart::savePart() const { return toJson(m_waiting.value_or(m_session.question())); }

bool SparsityPart::restorePart(const QByteArray& json)
{
    if (json.isEmpty()) {
        take(m_first);
        return true;
    }
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const int version = object.value(QStringLiteral("version")).toInt();
    if (version < 1 || version > kNewestVersion)
        return false;
    take(sparsityQuestionFromJson(json));
    return true;
}

void SparsityPart::take(const SparsityPageQuestion& question)
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
