// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/help/guide_window.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocumentFragment>
#include <QTextTable>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/help/glossary.h"
#include "gui/look/focus_ring.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

const QString kContents = QStringLiteral("index");

/// Lines further apart and tables with rules: Qt's Markdown comes without.
void dress(QTextDocument& document, const ThemeColors& colors, int textWidth)
{
    QTextCursor cursor(&document);
    cursor.beginEditBlock();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() == 1)
            format.setTopMargin(4);
        else if (format.headingLevel() > 1)
            format.setTopMargin(18);
        QTextCursor(block).setBlockFormat(format);
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            QTextImageFormat image = it.fragment().charFormat().toImageFormat();
            if (!image.isValid())
                continue;
            const QImage picture(QFileInfo(document.baseUrl().toLocalFile()).dir().filePath(image.name()));
            if (picture.width() <= textWidth)
                continue;
            image.setWidth(textWidth);
            image.setHeight(double(picture.height()) * textWidth / picture.width());
            QTextCursor over(block);
            over.setPosition(it.fragment().position());
            over.setPosition(it.fragment().position() + it.fragment().length(), QTextCursor::KeepAnchor);
            over.setCharFormat(image);
            break; // the iterator is of the text before the change
        }
    }
    for (QTextFrame* frame : document.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame)) {
            QTextTableFormat format = table->format();
            format.setBorder(1);
            format.setBorderBrush(colors.line);
            format.setBorderCollapse(true);
            format.setCellPadding(6);
            table->setFormat(format);
        }
    cursor.endEditBlock();
}

} // namespace

GuideWindow::GuideWindow(std::filesystem::path folder, QWidget* parent)
    : QDialog(parent), m_folder(std::move(folder)), m_text(new QTextBrowser(this)), m_back(new QToolButton(this)),
      m_forward(new QToolButton(this)), m_contents(new QToolButton(this)), m_search(new QLineEdit(this))
{
    setObjectName(QStringLiteral("guideWindow"));
    setWindowFlag(Qt::WindowMaximizeButtonHint);
    m_text->setOpenLinks(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->document()->setDocumentMargin(16);
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    m_back->setShortcut(QKeySequence::Back);
    m_forward->setShortcut(QKeySequence::Forward);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 8, 8, 8);
    for (QToolButton* button : {m_back, m_forward, m_contents})
        bar->addWidget(button);
    bar->addStretch(1);
    bar->addWidget(m_search);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);
    connect(m_text, &QTextBrowser::anchorClicked, this, &GuideWindow::follow);
    connect(m_back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_contents, &QToolButton::clicked, this, [this] { showPage(kContents); });
    connect(m_search, &QLineEdit::textChanged, this, [this] {
        m_text->moveCursor(QTextCursor::Start);
        find(false);
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { find(false); });
    const int unit = fontMetrics().averageCharWidth();
    resize(unit * 110, unit * 100);
    new FocusRing(this);
    retranslate();
}

void GuideWindow::setLanguage(const QString& code)
{
    m_language = code;
    if (!m_page.isEmpty())
        load(m_page);
}

QString GuideWindow::fileOf(const QString& page) const
{
    const QString stem = QString::fromStdString((m_folder / page.toStdString()).string());
    const QString translated = stem + QLatin1Char('.') + m_language + QStringLiteral(".md");
    if (QFile::exists(translated))
        return translated;
    return stem + QStringLiteral(".md");
}

void GuideWindow::showPage(const QString& page)
{
    if (page != m_page) {
        m_history.erase(m_history.begin() + (m_at + 1), m_history.end());
        m_history << page;
        m_at = m_history.size() - 1;
    }
    load(page);
}

void GuideWindow::load(const QString& page)
{
    m_page = page;
    const QString path = fileOf(page);
    QFile file(path);
    QString markdown;
    if (page == QLatin1String("glossary"))
        markdown = glossaryPage();
    else if (file.open(QIODevice::ReadOnly))
        markdown = QString::fromUtf8(file.readAll());
    else
        markdown = tr("This page is not installed: %1").arg(path);
    m_text->document()->setBaseUrl(QUrl::fromLocalFile(path));
    m_text->setSearchPaths({QFileInfo(path).absolutePath()});
    m_text->setMarkdown(markdown);
    dress(*m_text->document(), themeColors(palette()), std::max(320, m_text->viewport()->width() - 48));
    m_text->moveCursor(QTextCursor::Start);
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_history.size());
}

void GuideWindow::follow(const QUrl& link)
{
    const QString name = link.path();
    if (link.scheme().isEmpty() && name.endsWith(QLatin1String(".md")) && !name.contains(QLatin1Char('/')))
        showPage(name.chopped(3));
    else if (link.scheme().isEmpty() && !name.isEmpty())
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(fileOf(m_page)).dir().filePath(name)));
    else if (!link.fragment().isEmpty() && name.isEmpty())
        m_text->scrollToAnchor(link.fragment());
    else
        QDesktopServices::openUrl(link);
}

void GuideWindow::step(int direction)
{
    if (m_at + direction < 0 || m_at + direction >= m_history.size())
        return;
    m_at += direction;
    load(m_history[m_at]);
}

void GuideWindow::find(bool backward)
{
    QTextDocument::FindFlags flags;
    auto end = QTextCursor::Start; // where it goes on: round and round
    if (backward) {
        flags = QTextDocument::FindBackward;
        end = QTextCursor::End;
    }
    if (m_text->find(m_search->text(), flags) || m_search->text().isEmpty())
        return;
    m_text->moveCursor(end);
    m_text->find(m_search->text(), flags);
}

void GuideWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Find)) {
        m_search->setFocus();
        m_search->selectAll();
        return;
    }
    if (m_search->hasFocus() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return; // finds the next place; a dialog would close
    QDialog::keyPressEvent(event);
}

void GuideWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange && !m_page.isEmpty())
        load(m_page);
}

void GuideWindow::retranslate()
{
    setWindowTitle(tr("Tenbin user guide"));
    m_back->setText(tr("Back"));
    m_forward->setText(tr("Forward"));
    m_contents->setText(tr("Contents"));
    m_search->setPlaceholderText(tr("Find on this page"));
    m_search->setAccessibleName(tr("Find on this page"));
    m_text->setAccessibleName(tr("User guide"));
}

} // namespace tenbin
