// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/report/report_dialog.h"

#include <algorithm>

#include <QDate>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

#include "gui/look/text.h"
#include "gui/look/theme_colors.h"
#include "gui/report/ui_report_dialog.h"

namespace tenbin {

ReportDialog::ReportDialog(ReportExport& exporter, SettingsStore& settings, QWidget* parent)
    : QDialog(parent), m_exporter(exporter), m_settings(settings), m_ui(std::make_unique<Ui::ReportDialog>())
{
    setObjectName(QStringLiteral("reportDialog"));
    m_ui->setupUi(this);
    m_languages = {{"en", m_ui->reportLanguage_en}, {"ja", m_ui->reportLanguage_ja}};
    // In the order of what people open first.
    m_formats = {{"pdf", m_ui->reportFormat_pdf},
                 {"html", m_ui->reportFormat_html},
                 {"md", m_ui->reportFormat_md},
                 {"csv", m_ui->reportFormat_csv},
                 {"json", m_ui->reportFormat_json}};
    sizeByFont();
    fillDefaults();
    listen();
    listenToButtons();
    listenToExport();
    retranslate();
}

ReportDialog::~ReportDialog() = default;

void ReportDialog::sizeByFont()
{
    m_ui->reportNotes->setFixedHeight(fontMetrics().lineSpacing() * 3 + 12);
    m_ui->reportPreview->setMinimumHeight(fontMetrics().lineSpacing() * 7);
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);
}

void ReportDialog::fillDefaults()
{
    const ReportDefaults defaults = m_settings.reportDefaults();
    for (const Choice& format : m_formats)
        format.box->setChecked(defaults.formats.contains(QLatin1String(format.id)));
    for (const Choice& language : m_languages)
        language.box->setChecked(defaults.languages.contains(QLatin1String(language.id)));
    m_ui->reportPaper->setCurrentIndex(defaults.paper == QLatin1String("letter") ? 1 : 0);
    m_ui->reportAuthor->setText(defaults.author);
    m_ui->reportLogo->setText(defaults.logo);
    m_ui->reportFolder->setText(QDir::toNativeSeparators(defaults.folder));
    m_ui->reportDate->setText(QDate::currentDate().toString(Qt::ISODate));
}

void ReportDialog::listen()
{
    connect(m_ui->reportSubject, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index >= 0)
            m_ui->reportName->setText(m_choices[static_cast<std::size_t>(index)].fileName);
        requestPreview();
    });
    for (QLineEdit* edit : {m_ui->reportLogo, m_ui->reportFolder, m_ui->reportName})
        connect(edit, &QLineEdit::textChanged, this, &ReportDialog::check);
    for (const Choice& format : m_formats)
        connect(format.box, &QCheckBox::toggled, this, &ReportDialog::check);
    for (const Choice& language : m_languages) {
        connect(language.box, &QCheckBox::toggled, this, &ReportDialog::check);
        connect(language.box, &QCheckBox::toggled, this, &ReportDialog::requestPreview);
    }
}

void ReportDialog::listenToButtons()
{
    connect(m_ui->reportChooseLogo, &QToolButton::clicked, this, &ReportDialog::chooseLogo);
    connect(m_ui->reportChooseFolder, &QToolButton::clicked, this, &ReportDialog::chooseFolder);
    connect(m_ui->reportExport, &QPushButton::clicked, this, &ReportDialog::start);
    connect(m_ui->reportClose, &QPushButton::clicked, this, [this] {
        if (m_exporter.running())
            m_exporter.cancel();
        else
            reject();
    });
    connect(m_ui->reportOpenFolder, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_files.value(0)).absolutePath())); });
    connect(m_ui->reportOpenFile, &QPushButton::clicked, this,
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

void ReportDialog::offer(std::vector<ReportChoice> choices, const QString& language)
{
    if (m_exporter.running())
        return;
    m_choices = std::move(choices);
    m_files.clear();
    if (std::none_of(m_languages.begin(), m_languages.end(), [](const Choice& each) { return each.box->isChecked(); }))
        m_languages[language == QLatin1String("ja") ? 1 : 0].box->setChecked(true);
    m_ui->reportSubject->clear();
    for (const ReportChoice& choice : m_choices)
        m_ui->reportSubject->addItem(choice.text);
    m_ui->reportTitle->clear();
    m_ui->reportPreview->clear();
    requestPreview();
    check();
}

ReportOrder ReportDialog::order() const
{
    ReportOrder order{.title = m_ui->reportTitle->text().trimmed().toStdString(),
                      .author = m_ui->reportAuthor->text().trimmed().toStdString(),
                      .date = m_ui->reportDate->text().trimmed().toStdString(),
                      .notes = m_ui->reportNotes->toPlainText().trimmed().toStdString(),
                      .logo = m_ui->reportLogo->text().trimmed().toStdString(),
                      .languages = {},
                      .paper = m_ui->reportPaper->currentIndex() == 1 ? Paper::letter : Paper::a4,
                      .outputs = {}};
    for (const Choice& language : m_languages)
        if (language.box->isChecked())
            order.languages.emplace_back(language.id);
    const QDir folder(m_ui->reportFolder->text().trimmed());
    for (const Choice& format : m_formats)
        if (format.box->isChecked())
            order.outputs.push_back(
                folder.filePath(m_ui->reportName->text().trimmed() + QLatin1Char('.') + QLatin1String(format.id))
                    .toStdString());
    return order;
}

void ReportDialog::check()
{
    const ReportOrder asked = order();
    const QString folder = m_ui->reportFolder->text().trimmed();
    const QString name = m_ui->reportName->text().trimmed();
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
    m_ui->reportExport->setEnabled(problem.isEmpty() && idle);
    m_ui->reportOpenFile->setVisible(idle && !m_files.isEmpty());
    m_ui->reportOpenFolder->setVisible(idle && !m_files.isEmpty());
    m_ui->reportClose->setText(idle ? tr("Close") : tr("Cancel"));
}

void ReportDialog::showText(const QString& text, bool problem)
{
    QPalette palette = this->palette();
    if (problem)
        palette.setColor(QPalette::WindowText, themeColors(palette).of(VerdictKind::doesNotFit));
    m_ui->reportState->setPalette(palette);
    m_ui->reportState->setText(text);
}

std::string ReportDialog::language() const
{
    const ReportOrder asked = order();
    return asked.languages.empty() ? "en" : asked.languages.front();
}

void ReportDialog::requestPreview()
{
    const int index = m_ui->reportSubject->currentIndex();
    if (index >= 0 && static_cast<std::size_t>(index) < m_choices.size())
        m_exporter.preview(m_choices[static_cast<std::size_t>(index)].request, QString::fromStdString(language()));
}

void ReportDialog::showPreview(const ReportPreview& preview)
{
    if (preview.error)
        return m_ui->reportPreview->setPlainText(sentenceText(*preview.error));
    m_ui->reportTitle->setPlaceholderText(preview.title);
    QString html = QStringLiteral("<p>%1</p>").arg(preview.asked.toHtmlEscaped());
    for (const QString& line : preview.answer)
        html += QStringLiteral("<p><b>%1</b></p>").arg(line.toHtmlEscaped());
    m_ui->reportPreview->setHtml(html);
}

void ReportDialog::start()
{
    const int index = m_ui->reportSubject->currentIndex();
    if (index < 0 || m_exporter.running())
        return;
    ReportDefaults defaults{.author = m_ui->reportAuthor->text().trimmed(),
                            .logo = m_ui->reportLogo->text().trimmed(),
                            .folder = m_ui->reportFolder->text().trimmed(),
                            .paper = m_ui->reportPaper->currentIndex() == 1 ? QStringLiteral("letter")
                                                                            : QStringLiteral("a4"),
                            .languages = {},
                            .formats = {}};
    const ReportOrder asked = order();
    for (const std::string& language : asked.languages)
        defaults.languages << QString::fromStdString(language);
    for (const Choice& format : m_formats)
        if (format.box->isChecked())
            defaults.formats << QLatin1String(format.id);
    m_settings.setReportDefaults(defaults);
    m_files.clear();
    m_exporter.start(m_choices[static_cast<std::size_t>(index)].request, asked);
    m_ui->reportExport->setEnabled(false);
    m_ui->reportOpenFile->hide();
    m_ui->reportOpenFolder->hide();
    m_ui->reportClose->setText(tr("Cancel"));
}

void ReportDialog::showFinished(const QStringList& files)
{
    m_files = files;
    check();
    showText(tr("%n file(s) written to %1", nullptr, static_cast<int>(files.size()))
                 .arg(QFileInfo(files.value(0)).absolutePath()),
             false);
    m_ui->reportOpenFile->setText(tr("Open %1").arg(QFileInfo(files.value(0)).fileName()));
    m_ui->reportOpenFile->setFocus();
    show(); // who has closed the dialog meanwhile hears of it too
}

void ReportDialog::chooseLogo()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Logo"), m_ui->reportLogo->text(), tr("Pictures (*.png)"));
    if (!path.isEmpty())
        m_ui->reportLogo->setText(path);
}

void ReportDialog::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Folder"), m_ui->reportFolder->text());
    if (!path.isEmpty())
        m_ui->reportFolder->setText(path);
}

void ReportDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ReportDialog::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->reportOpenFile->setText(tr("Open %1").arg(QFileInfo(m_files.value(0)).fileName()));
    check();
}

} // namespace tenbin
