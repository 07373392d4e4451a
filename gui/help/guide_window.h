// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <QDialog>

class QLabel;
class QLineEdit;
class QTextBrowser;
class QToolButton;

namespace tenbin {

/// Shows the shipped user guide: Markdown pages, "board.ja.md" beside "board.md".
class GuideWindow final : public QDialog {
    Q_OBJECT
public:
    explicit GuideWindow(std::filesystem::path folder, QWidget* parent = nullptr);

    void setLanguage(const QString& code);
    /// "index", "board" …
    void showPage(const QString& page);
    QString page() const { return m_page; }
    QTextBrowser& text() { return *m_text; }

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString fileOf(const QString& page) const;
    void load(const QString& page);
    void follow(const QUrl& link);
    void step(int direction);
    void find(bool backward);
    void retranslate();

    std::filesystem::path m_folder;
    QString m_language = QStringLiteral("en");
    QString m_page;
    QStringList m_history;
    qsizetype m_at = -1;
    QTextBrowser* m_text;
    QToolButton *m_back, *m_forward, *m_contents;
    QLineEdit* m_search;
};

} // namespace tenbin
