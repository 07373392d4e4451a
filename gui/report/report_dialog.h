// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include <QDialog>

#include "gui/app/settings_store.h"
#include "gui/report/report_export.h"

class QCheckBox;
class QLineEdit;

namespace tenbin {

namespace Ui {
class ReportDialog;
}

/// "Export report…": what about, whose, in which languages and formats, where to. It stays open while files are
/// written and then offers to open them; the window can be used meanwhile.
class ReportDialog final : public QDialog {
    Q_OBJECT
public:
    ReportDialog(ReportExport& exporter, SettingsStore& settings, QWidget* parent = nullptr);
    ~ReportDialog() override;

    /// The first choice is what is in front; none: the dialog says what to do first.
    void offer(std::vector<ReportChoice> choices, const QString& language);
    /// What would be written now.
    ReportOrder order() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Choice {
        const char* id;
        QCheckBox* box;
    };

    void sizeByFont();
    void fillDefaults();
    void listen();
    void listenToButtons();
    void listenToExport();
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
    std::unique_ptr<Ui::ReportDialog> m_ui;
    std::vector<Choice> m_languages, m_formats;
};

} // namespace tenbin
