// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QWidget>

#include "engine/targets/preset_outline.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace tenbin {

class NumberRow;
class PresetSession;

/// A preset as a form: names, memories, parameters by what they belong to, options and what their
/// choices bring along. Rows stay while their numbers change; the form is made anew when the
/// preset has others.
class PresetForm final : public QWidget {
    Q_OBJECT
public:
    explicit PresetForm(PresetSession& session, QWidget* parent = nullptr);

    /// Shows the row of a number or text that an error speaks of, if there is one.
    void reveal(const Error& error);

Q_SIGNALS:
    void refused(const QString& why);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void rebuild();
    void buildHead();
    void buildNumbers();
    void buildOptions();
    void buildAdd();
    void fillAddMenu(QMenu& menu);
    void addNumber(const std::string& key, const ParameterSpec* spec);
    QGridLayout* startSection(const QString& title, const QString& toolTip = {});
    QGridLayout* startFold(const QString& id, const QString& title, QWidget** holder);
    void addRow(QGridLayout& grid, const PresetNumber& number);
    QString errorAt(const PresetNumber& number) const;
    std::string structure() const;

    PresetSession& m_session;
    QScrollArea* m_scroll;
    QWidget* m_content = nullptr;
    QVBoxLayout* m_layout = nullptr;
    std::map<NumberPlace, NumberRow*> m_rows;
    std::map<std::string, QLineEdit*> m_heads;
    QComboBox* m_group = nullptr;
    std::map<std::string, QComboBox*> m_defaults;
    std::vector<QString> m_open; ///< folded parts that the user opened
    std::string m_structure;     ///< of what the form was made for
};

} // namespace tenbin
