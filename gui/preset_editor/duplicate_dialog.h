// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <string>

#include <QDialog>

#include "engine/targets/preset_design.h"

class QLineEdit;

namespace tenbin {

namespace Ui {
class DuplicateDialog;
}

class PresetStore;

/// A target again, with another name, memory and clock: everything is filled in, so that Enter is enough.
class DuplicateDialog final : public QDialog {
    Q_OBJECT
public:
    DuplicateDialog(const Target& original, const PresetStore& store, QWidget* parent = nullptr);
    ~DuplicateDialog() override;

    DuplicateRequest request() const;
    std::string id() const;

private:
    void listen();
    static QString memoryLabel(const MemorySpec& memory);
    void addNumbers(const Target& original);
    void check();

    struct Field {
        QLineEdit* edit;
        std::string unit;
        const ParameterSpec* spec;
    };
    const PresetStore& m_store;
    std::unique_ptr<Ui::DuplicateDialog> m_ui;
    std::map<std::string, Field> m_fields;
    bool m_ownId = false; ///< the user wrote the id; else it follows the name
};

} // namespace tenbin
