// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/report/report_dialog.h"

#include <algorithm>

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBrowser>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"

namespace tenbin {

namespace {

// In the order of what people open first.
constexpr std::array kFormats{"pdf", "html", "md", "csv", "json"};
constexpr std::array kLanguages{"en", "ja"};

QLineEdit* lineEdit(QWidget* parent, const char* name)
{
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(QLatin1String(name));
    return edit;
}

} // namespace

ReportDialog::ReportDialog(ReportExport& exporter, SettingsStore& settings, QWidget* parent)
    : QDialog(parent), m_exporter(exporter), m_settings(settings), m_form(new QFormLayout),
      m_subject(new QComboBox(this)), m_paper(new QComboBox(this)), m_title(lineEdit(this, "reportTitle")),
      m_author(lineEdit(this, "reportAuthor")), m_date(lineEdit(this, "reportDate")),
      m_logo(lineEdit(this, "reportLogo")), m_folder(lineEdit(this, "reportFolder")),
      m_name(lineEdit(this, "reportName")), m_notes(new QPlainTextEdit(this)), m_preview(new QTextBrowser(this)),
      m_previewTitle(new QLabel(this)), m_state(new QLabel(this)), m_openFolder(new QPushButton(this)),
      m_openFile(new QPushButton(this)), m_export(new QPushButton(this)), m_close(new QPushButton(this))
{
    setObjectName(QStringLiteral("reportDialog"));
    m_subject->setObjectName(QStringLiteral("reportSubject"));
    m_export->setObjectName(QStringLiteral("reportExport"));
    m_state->setObjectName(QStringLiteral("reportState"));
    m_preview->setObjectName(QStringLiteral("reportPreview"));
    m_openFile->setObjectName(QStringLiteral("reportOpenFile"));
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_previewTitle->setBuddy(m_preview);
    m_preview->setMinimumHeight(fontMetrics().lineSpacing() * 7);
    m_export->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_openFolder);
    buttons->addWidget(m_openFile);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_export);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(buildForm());
    layout->addWidget(m_previewTitle);
    layout->addWidget(m_preview, 1);
    layout->addWidget(m_state);
    layout->addLayout(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);

    listen();
    listenToExport();
    retranslate();
}

void ReportDialog::listen()
{
    connect(m_subject, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            m_name->setText(m_choices[static_cast<std::size_t>(index)].fileName);
        requestPreview();
    });
    for (QLineEdit* edit : {m_logo, m_folder, m_name})
        connect(edit, &QLineEdit::textChanged, this, &ReportDialog::check);
    for (QCheckBox* box : m_formats)
        connect(box, &QCheckBox::toggled, this, &ReportDialog::check);
    for (QCheckBox* box : m_languages) {
        connect(box, &QCheckBox::toggled, this, &ReportDialog::check);
        connect(box, &QCheckBox::toggled, this, &ReportDialog::requestPreview);
    }
    connect(m_export, &QPushButton::clicked, this, &ReportDialog::start);
    connect(m_close, &QPushButton::clicked, this, [this] { m_exporter.running() ? m_exporter.cancel() : reject(); });
    connect(m_openFolder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_files.value(0)).absolutePath())); });
    connect(m_openFile, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_files.value(0)).absoluteFilePath())); });
}

void ReportDialog::listenToExport()
{
    connect(&m_exporter, &ReportExport::previewed, this, &ReportDialog::showPreview);
    connect(&m_exporter, &ReportExport::finished, this, &ReportDialog::showFinished);
    connect(&m_exporter, &ReportExport::progressed, this, [this](int written, int all) {
        showText(tr("Writing file %1 of %2 …").arg(wholeText(std::min(written + 1, all)), wholeText(all)), false);
    });
    connect(&m_exporter, &ReportExport::failed, this, [this](const Error& error) {
        check();
        showText(sentenceText(error), true);
        show();
    });
    connect(&m_exporter, &ReportExport::cancelled, this, [this] {
        check();
        showText(tr("Cancelled. Files that were finished are there."), false);
    });
}

QWidget* ReportDialog::buildChecks(const std::vector<QCheckBox*>& boxes)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QCheckBox* box : boxes)
        layout->addWidget(box);
    layout->addStretch();
    return row;
}

QWidget* ReportDialog::buildPath(QLineEdit* edit, QToolButton*& button)
{
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    button = new QToolButton(row);
    layout->addWidget(edit);
    layout->addWidget(button);
    row->setFocusProxy(edit);
    return row;
}

void ReportDialog::addField(QWidget* field)
{
    auto* label = new QLabel(this);
    label->setBuddy(field->focusProxy() ? field->focusProxy() : field);
    m_form->addRow(label, field);
}

QWidget* ReportDialog::buildForm()
{
    const ReportDefaults defaults = m_settings.reportDefaults();
    auto* page = new QWidget(this);
    page->setLayout(m_form);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    for (const char* format : kFormats) {
        m_formats.push_back(new QCheckBox(this));
        m_formats.back()->setObjectName(QStringLiteral("reportFormat_") + QLatin1String(format));
        m_formats.back()->setChecked(defaults.formats.contains(QLatin1String(format)));
    }
    for (const char* language : kLanguages) {
        // A language is offered in its own words, whatever language is on.
        m_languages.push_back(new QCheckBox(QLatin1String(language) == QLatin1String("ja") ? QStringLiteral("日本語")
                                                                                           : QStringLiteral("English"),
                                            this));
        m_languages.back()->setObjectName(QStringLiteral("reportLanguage_") + QLatin1String(language));
        m_languages.back()->setChecked(defaults.languages.contains(QLatin1String(language)));
    }
    m_paper->setObjectName(QStringLiteral("reportPaper"));
    m_paper->addItems({QStringLiteral("A4"), QStringLiteral("Letter")});
    m_paper->setCurrentIndex(defaults.paper == QLatin1String("letter") ? 1 : 0);
    m_notes->setObjectName(QStringLiteral("reportNotes"));
    m_notes->setTabChangesFocus(true);
    m_notes->setFixedHeight(fontMetrics().lineSpacing() * 3 + 12);
    m_author->setText(defaults.author);
    m_logo->setText(defaults.logo);
    m_folder->setText(QDir::toNativeSeparators(defaults.folder));
    m_date->setText(QDate::currentDate().toString(Qt::ISODate));
    addField(m_subject);
    addField(m_title);
    addField(m_author);
    addField(m_date);
    addField(buildPath(m_logo, m_chooseLogo));
    addField(m_notes);
    addField(buildChecks(m_languages));
    addField(buildChecks(m_formats));
    addField(m_paper);
    addField(buildPath(m_folder, m_chooseFolder));
    addField(m_name);
    connect(m_chooseLogo, &QToolButton::clicked, this, &ReportDialog::chooseLogo);
    connect(m_chooseFolder, &QToolButton::clicked, this, &ReportDialog::chooseFolder);
    return page;
}

void ReportDialog::offer(std::vector<ReportChoice> choices, const QString& language)
{
    if (m_exporter.running())
        return;
    m_choices = std::move(choices);
    m_files.clear();
    if (std::none_of(m_languages.begin(), m_languages.end(), [](const QCheckBox* box) { return box->isChecked(); }))
        m_languages[language == QLatin1String("ja") ? 1 : 0]->setChecked(true);
    m_subject->clear();
    for (const ReportChoice& choice : m_choices)
        m_subject->addItem(choice.text);
    m_title->clear();
    m_preview->clear();
    requestPreview();
    check();
}

ReportOrder ReportDialog::order() const
{
    ReportOrder order{.title = m_title->text().trimmed().toStdString(),
                      .author = m_author->text().trimmed().toStdString(),
                      .date = m_date->text().trimmed().toStdString(),
                      .notes = m_notes->toPlainText().trimmed().toStdString(),
                      .logo = m_logo->text().trimmed().toStdString(),
                      .languages = {},
                      .paper = m_paper->currentIndex() == 1 ? Paper::letter : Paper::a4,
                      .outputs = {}};
    for (std::size_t i = 0; i < m_languages.size(); ++i)
        if (m_languages[i]->isChecked())
            order.languages.emplace_back(kLanguages[i]);
    const QDir folder(m_folder->text().trimmed());
    for (std::size_t i = 0; i < m_formats.size(); ++i)
        if (m_formats[i]->isChecked())
            order.outputs.push_back(
                folder.filePath(m_name->text().trimmed() + QLatin1Char('.') + QLatin1String(kFormats[i]))
                    .toStdString());
    return order;
}

void ReportDialog::check()
{
    const ReportOrder asked = order();
    const QString folder = m_folder->text().trimmed();
    const QString name = m_name->text().trimmed();
    QString problem;
    if (m_choices.empty())
        problem = tr("There is nothing to report yet. Select a card on the board, compare designs, run a study or a "
                     "sparsity sweep first.");
    else if (asked.languages.empty())
        problem = tr("Choose a language.");
    else if (asked.outputs.empty())
        problem = tr("Choose a format.");
    else if (folder.isEmpty() || !QFileInfo(folder).isDir())
        problem = folder.isEmpty() ? tr("Choose a folder.") : tr("There is no folder %1.").arg(folder);
    else if (name.isEmpty() || name.contains(QLatin1Char('/')))
        problem = tr("The files need a name without “/”.");
    else if (!asked.logo.empty() && !QFileInfo(QString::fromStdString(asked.logo)).isFile())
        problem = tr("There is no file %1.").arg(QString::fromStdString(asked.logo));
    int replaced = 0;
    for (const std::string& file : filesOf(asked))
        replaced += QFileInfo::exists(QString::fromStdString(file));
    QString said = problem;
    if (problem.isEmpty() && replaced > 0)
        said = tr("%n file(s) of these names will be replaced.", nullptr, replaced);
    showText(said, !problem.isEmpty());
    const bool idle = !m_exporter.running();
    m_export->setEnabled(problem.isEmpty() && idle);
    m_openFile->setVisible(idle && !m_files.isEmpty());
    m_openFolder->setVisible(idle && !m_files.isEmpty());
    m_close->setText(idle ? tr("Close") : tr("Cancel"));
}

void ReportDialog::showText(const QString& text, bool problem)
{
    QPalette palette = this->palette();
    if (problem)
        palette.setColor(QPalette::WindowText, themeColors(palette).of(VerdictKind::doesNotFit));
    m_state->setPalette(palette);
    m_state->setText(text);
}

std::string ReportDialog::language() const
{
    const ReportOrder asked = order();
    return asked.languages.empty() ? "en" : asked.languages.front();
}

void ReportDialog::requestPreview()
{
    const int index = m_subject->currentIndex();
    if (index >= 0 && static_cast<std::size_t>(index) < m_choices.size())
        m_exporter.preview(m_choices[static_cast<std::size_t>(index)].request, QString::fromStdString(language()));
}

void ReportDialog::showPreview(const ReportPreview& preview)
{
    if (preview.error)
        return m_preview->setPlainText(sentenceText(*preview.error));
    m_title->setPlaceholderText(preview.title);
    QString html = QStringLiteral("<p>%1</p>").arg(preview.asked.toHtmlEscaped());
    for (const QString& line : preview.answer)
        html += QStringLiteral("<p><b>%1</b></p>").arg(line.toHtmlEscaped());
    m_preview->setHtml(html);
}

void ReportDialog::start()
{
    const int index = m_subject->currentIndex();
    if (index < 0 || m_exporter.running())
        return;
    ReportDefaults defaults{.author = m_author->text().trimmed(),
                            .logo = m_logo->text().trimmed(),
                            .folder = m_folder->text().trimmed(),
                            .paper = m_paper->currentIndex() == 1 ? QStringLiteral("letter") : QStringLiteral("a4"),
                            .languages = {},
                            .formats = {}};
    const ReportOrder asked = order();
    for (const std::string& language : asked.languages)
        defaults.languages << QString::fromStdString(language);
    for (std::size_t i = 0; i < m_formats.size(); ++i)
        if (m_formats[i]->isChecked())
            defaults.formats << QLatin1String(kFormats[i]);
    m_settings.setReportDefaults(defaults);
    m_files.clear();
    m_exporter.start(m_choices[static_cast<std::size_t>(index)].request, asked);
    m_export->setEnabled(false);
    m_openFile->hide();
    m_openFolder->hide();
    m_close->setText(tr("Cancel"));
}

void ReportDialog::showFinished(const QStringList& files)
{
    m_files = files;
    check();
    showText(tr("%n file(s) written to %1", nullptr, static_cast<int>(files.size()))
                 .arg(QFileInfo(files.value(0)).absolutePath()),
             false);
    m_openFile->setText(tr("Open %1").arg(QFileInfo(files.value(0)).fileName()));
    m_openFile->setFocus();
    show(); // who has closed the dialog meanwhile hears of it too
}

void ReportDialog::chooseLogo()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Logo"), m_logo->text(), tr("Pictures (*.png)"));
    if (!path.isEmpty())
        m_logo->setText(path);
}

void ReportDialog::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Folder"), m_folder->text());
    if (!path.isEmpty())
        m_folder->setText(path);
}

void ReportDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ReportDialog::retranslate()
{
    setWindowTitle(tr("Export report"));
    const QString labels[] = {tr("About"),     tr("Title"),   tr("Author"), tr("Date"),   tr("Logo (PNG)"), tr("Notes"),
                              tr("Languages"), tr("Formats"), tr("Paper"),  tr("Folder"), tr("File name")};
    for (int row = 0; row < m_form->rowCount(); ++row) {
        QWidget* field = m_form->itemAt(row, QFormLayout::FieldRole)->widget();
        static_cast<QLabel*>(m_form->labelForField(field))->setText(labels[row]);
        (field->focusProxy() ? field->focusProxy() : field)->setAccessibleName(labels[row]);
    }
    const QString formats[] = {QStringLiteral("PDF"), QStringLiteral("HTML"), QStringLiteral("Markdown"),
                               QStringLiteral("CSV"), QStringLiteral("JSON")};
    for (std::size_t i = 0; i < m_formats.size(); ++i)
        m_formats[i]->setText(formats[i]);
    m_notes->setPlaceholderText(tr("Your own remarks"));
    m_chooseLogo->setText(tr("Choose…"));
    m_chooseFolder->setText(tr("Choose…"));
    m_chooseLogo->setAccessibleName(tr("Choose the logo"));
    m_chooseFolder->setAccessibleName(tr("Choose the folder"));
    m_previewTitle->setText(tr("Its first lines"));
    m_preview->setAccessibleName(tr("Its first lines"));
    m_openFolder->setText(tr("Open folder"));
    m_openFile->setText(tr("Open %1").arg(QFileInfo(m_files.value(0)).fileName()));
    m_export->setText(tr("Export"));
    check();
}

} // namespace tenbin
