// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QDialog>

#include "gui/app/settings_store.h"
#include "gui/report/report_export.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTextBrowser;
class QToolButton;

namespace tenbin {

/// "Export report…": what about, whose, in which languages and formats, where to. It stays open while files are
/// written and then offers to open them; the window can be used meanwhile.
class ReportDialog final : public QDialog {
    Q_OBJECT
public:
    ReportDialog(ReportExport& exporter, SettingsStore& settings, QWidget* parent = nullptr);

    /// The first choice is what is in front; none: the dialog says what to do first.
    void offer(std::vector<ReportChoice> choices, const QString& language);
    /// What would be written now.
    ReportOrder order() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildForm();
    void addField(QWidget* field);
    void listen();
    void listenToExport();
    QWidget* buildChecks(const std::vector<QCheckBox*>& boxes);
    QWidget* buildPath(QLineEdit* edit, QToolButton*& button);
    void chooseLogo();
    void chooseFolder();
    void requestPreview();
    void showPreview(const ReportPreview& preview);
    /// Says what stands in the way, or which files will be replaced.
    void check();
    void start();
    void showFinished(const QStringList& files);
    void showText(const QString& text, bool problem);
    void retranslate();
    std::string language() const;

    ReportExport& m_exporter;
    SettingsStore& m_settings;
    std::vector<ReportChoice> m_choices;
    QStringList m_files; ///< written last
    QFormLayout* m_form;
    QComboBox *m_subject, *m_paper;
    QLineEdit *m_title, *m_author, *m_date, *m_logo, *m_folder, *m_name;
    QPlainTextEdit* m_notes;
    QToolButton *m_chooseLogo = nullptr, *m_chooseFolder = nullptr;
    std::vector<QCheckBox*> m_languages, m_formats;
    QTextBrowser* m_preview;
    QLabel *m_previewTitle, *m_state;
    QPushButton *m_openFolder, *m_openFile, *m_export, *m_close;
};

} // namespace tenbin
