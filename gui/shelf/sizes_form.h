// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "engine/formats/common/import_options.h"
#include "gui/app/workspace_state.h"

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tenbin {

/// A file on the shelf that leaves sizes open, as the form asks for them.
struct OpenFile {
    NetworkId id;
    std::vector<DeclaredInput> inputs;
    bool loops = false;   ///< the file does not say how often a loop runs
    bool waiting = false; ///< it cannot be read without sizes

    bool operator==(const OpenFile&) const = default;
};

/// Fields for what a model file leaves open: sizes of inputs, named dimensions, batch, passes of loops. What was
/// given stands in them.
class SizesForm final : public QWidget {
    Q_OBJECT
public:
    explicit SizesForm(QWidget* parent = nullptr);

    /// Nothing, or a file that leaves nothing open: hidden.
    void ask(const std::optional<OpenFile>& file);
    /// Goes to the first field, at what is open in it.
    void focusFirst();

Q_SIGNALS:
    void sizesGiven(const NetworkId& id, const ImportOptions& sizes);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum class Kind { input, dimension, trips };
    struct Field {
        Kind kind;
        std::string key; ///< as ImportOptions names it
        QLineEdit* edit;
        bool needed; ///< without it the file cannot be read
    };
    void build();
    void addInputs();
    void addDimensions();
    void addField(Kind kind, const std::string& key, const QString& label, const QString& text, bool needed);
    std::optional<ImportOptions> typed() const;
    void refresh();
    void give();

    std::optional<OpenFile> m_file;
    ImportOptions m_given;
    std::vector<Field> m_fields;
    QLabel* m_what;
    QFormLayout* m_form;
    QPushButton* m_use;
};

} // namespace tenbin
