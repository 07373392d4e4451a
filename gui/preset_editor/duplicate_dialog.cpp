// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/duplicate_dialog.h"

#include <QPushButton>

#include "engine/targets/preset_check.h"
#include "engine/targets/preset_store.h"
#include "gui/look/text.h"
#include "gui/look/theme_colors.h"
#include "gui/preset_editor/number_row.h"
#include "gui/preset_editor/ui_duplicate_dialog.h"

namespace tenbin {

DuplicateDialog::DuplicateDialog(const Target& original, const PresetStore& store, QWidget* parent)
    : QDialog(parent), m_store(store), m_ui(std::make_unique<Ui::DuplicateDialog>())
{
    setObjectName(QStringLiteral("duplicateDialog"));
    m_ui->setupUi(this);
    setWindowTitle(tr("Duplicate %1").arg(QString::fromStdString(original.name)));
    m_ui->duplicateName->setText(tr("%1 (mine)").arg(QString::fromStdString(original.name)));
    m_ui->duplicateId->setText(QString::fromStdString(m_store.freeId(original.id + "_mine")));
    m_ui->duplicateId->setToolTip(
        tr("The name of its file in %1").arg(QString::fromStdString((store.userFolder() / "targets").string())));
    addNumbers(original);
    m_ui->buttons->button(QDialogButtonBox::Ok)->setText(tr("Duplicate"));
    m_ui->buttons->button(QDialogButtonBox::Cancel)->setText(tr("Cancel"));
    m_ui->buttons->button(QDialogButtonBox::Ok)->setDefault(true);
    for (QAbstractButton* button : m_ui->buttons->buttons())
        button->setIcon({});
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    listen();
    check();
}

DuplicateDialog::~DuplicateDialog() = default;

void DuplicateDialog::listen()
{
    connect(m_ui->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_ui->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_ui->duplicateId, &QLineEdit::textEdited, this, [this] { m_ownId = true; });
    connect(m_ui->duplicateName, &QLineEdit::textEdited, this, [this](const QString& name) {
        if (!m_ownId)
            m_ui->duplicateId->setText(QString::fromStdString(m_store.freeId(name.toStdString())));
    });
    connect(m_ui->duplicateName, &QLineEdit::textChanged, this, &DuplicateDialog::check);
    connect(m_ui->duplicateId, &QLineEdit::textChanged, this, &DuplicateDialog::check);
}

QString DuplicateDialog::memoryLabel(const MemorySpec& memory)
{
    const QString name = QString::fromStdString(memory.name);
    if (memory.external)
        return tr("%1, not on the chip").arg(name);
    return name;
}

void DuplicateDialog::addNumbers(const Target& original)
{
    const ArchitectureSchema* schema = m_store.schemas()(original.architecture);
    int row = 1; // below the name
    for (const std::string& key : mainNumbers(original)) {
        const ParameterSpec* spec = nullptr;
        if (schema)
            spec = findSpec(*schema, key);
        const std::string unit(unitOfKey(spec, key));
        const Sourced<double>* number = effectiveNumber(original, key);
        auto* edit = new QLineEdit(this);
        edit->setObjectName(QStringLiteral("duplicate_") + QString::fromStdString(key));
        QString label = optionText(key);
        for (const MemorySpec& memory : original.memories)
            if (key == "memory." + memory.id + ".capacity_bytes")
                label = memoryLabel(memory);
        if (number) {
            edit->setText(exactText(number->value, unit));
            edit->setToolTip(
                QStringLiteral("%1: %2").arg(wordText(number->kind), QString::fromStdString(number->source)));
        } else {
            edit->setPlaceholderText(tr("nobody published it"));
        }
        m_ui->form->insertRow(row, label, edit);
        edit->setAccessibleName(label);
        m_fields.emplace(key, Field{edit, unit, spec});
        connect(edit, &QLineEdit::textChanged, this, &DuplicateDialog::check);
        if (row == 1) {
            edit->setFocus();
            edit->selectAll();
        }
        ++row;
    }
}

DuplicateRequest DuplicateDialog::request() const
{
    DuplicateRequest request{m_ui->duplicateName->text().trimmed().toStdString(), {}};
    for (const auto& [key, field] : m_fields)
        if (const auto value = typedQuantity(field.edit->text(), field.unit))
            request.numbers.emplace(key, *value);
    return request;
}

std::string DuplicateDialog::id() const { return m_ui->duplicateId->text().toStdString(); }

void DuplicateDialog::check()
{
    QString problem;
    for (const auto& [key, field] : m_fields) {
        const QString text = field.edit->text().trimmed();
        const auto value = typedQuantity(text, field.unit);
        const bool inside = !value || !field.spec || (*value >= field.spec->lowest && *value <= field.spec->highest);
        if (!text.isEmpty() && !value)
            problem = tr("“%1” is no number. Examples: 640 KiB, 262.5 MHz, 1.5e-3").arg(text);
        else if (!inside)
            problem =
                tr("%1 must lie between %2 and %3.")
                    .arg(text, exactText(field.spec->lowest, field.unit), exactText(field.spec->highest, field.unit));
    }
    if (m_ui->duplicateName->text().trimmed().isEmpty())
        problem = tr("The target needs a name.");
    switch (m_store.check(id())) {
    case IdProblem::none:
        break;
    case IdProblem::empty:
        problem = tr("The target needs an id.");
        break;
    case IdProblem::letters:
        problem = tr("An id has at most 64 of these: a to z, 0 to 9, _ and -.");
        break;
    case IdProblem::shipped:
        problem = tr("A shipped preset has the id %1; shipped presets are never replaced here.")
                      .arg(m_ui->duplicateId->text());
        break;
    case IdProblem::taken:
        problem = tr("Another preset of yours has the id %1.").arg(m_ui->duplicateId->text());
        break;
    }
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, themeColors(palette).of(VerdictKind::doesNotFit));
    m_ui->duplicateProblem->setPalette(palette);
    m_ui->duplicateProblem->setText(problem);
    m_ui->duplicateProblem->setVisible(!problem.isEmpty());
    m_ui->buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

} // namespace tenbin
