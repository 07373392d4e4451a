// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/study/studies_menu.h"

#include <QEvent>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>

#include "gui/look/text.h"

namespace tenbin {

StudiesMenu::StudiesMenu(StudySession& session, QWidget* parent) : QToolButton(parent), m_session(session)
{
    setText(tr("Studies"));
    connect(this, &QToolButton::clicked, this, &StudiesMenu::showStudies);
    connect(&session, &StudySession::runChanged, this,
            [this] { setEnabled(m_session.run() == StudySession::Run::idle); });
}

void StudiesMenu::showStudies()
{
    QMenu menu(this);
    for (const StudyInfo& study : m_session.studies())
        addStudy(menu, study);
    menu.addSeparator();
    menu.addAction(tr("Choose another file …"), this, &StudiesMenu::chooseFile);
    menu.exec(mapToGlobal(QPoint(0, height())));
}

/// What stands for a study that another page opens; %1 is its name.
QString StudiesMenu::elsewhere(StudyKind kind)
{
    switch (kind) {
    case StudyKind::space:
        return tr("%1 — a design space, opens in Explore");
    case StudyKind::sparsity:
        return tr("%1 — a sparsity sweep, opens in Sparsity");
    }
    return {};
}

void StudiesMenu::addStudy(QMenu& menu, const StudyInfo& study)
{
    const QString name = QString::fromStdString(study.name);
    if (study.kind != m_session.kind()) {
        menu.addAction(elsewhere(study.kind).arg(name))->setEnabled(false);
        return;
    }
    QMenu* entry =
        menu.addMenu(tr("%1 (%2 of %3 points)")
                         .arg(name, wholeText(std::int64_t(study.evaluated)), wholeText(std::int64_t(study.size))));
    entry->addAction(tr("Open"), this, [this, study] {
        Q_EMIT chosen(study);
        m_session.open(study);
    });
    entry->addAction(tr("Rename …"), this, [this, study] { rename(study); });
    entry->addAction(tr("Delete …"), this, [this, study] { remove(study); });
}

void StudiesMenu::rename(const StudyInfo& study)
{
    const QString name = QInputDialog::getText(this, tr("Rename study"), tr("Name"), QLineEdit::Normal,
                                               QString::fromStdString(study.name));
    if (!name.trimmed().isEmpty())
        m_session.rename(study, name.trimmed());
}

void StudiesMenu::remove(const StudyInfo& study)
{
    const QString question = tr("Delete %1 with its %2 points? This cannot be undone.")
                                 .arg(QString::fromStdString(study.name), wholeText(std::int64_t(study.evaluated)));
    if (QMessageBox::question(this, tr("Delete study"), question) == QMessageBox::Yes)
        m_session.remove(study);
}

void StudiesMenu::chooseFile()
{
    const QString path =
        QFileDialog::getSaveFileName(this, tr("File of studies"), m_session.storePath(), tr("Studies (*.tenbin *.db)"),
                                     nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        m_session.setStorePath(path);
}

void StudiesMenu::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        setText(tr("Studies"));
    QToolButton::changeEvent(event);
}

} // namespace tenbin
