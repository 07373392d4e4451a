// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shelf/sizes_form.h"

#include <algorithm>
#include <set>

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "engine/formats/common/model_reference.h"
#include "gui/app/network_names.h"
#include "gui/look/elided_label.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

constexpr const char* kOnlyInput = "input";
constexpr const char* kBatch = "batch";

QString withCrosses(const std::string& size)
{
    return QString::fromStdString(size).replace(QLatin1Char('x'), QStringLiteral("×"));
}

/// As people type them: "1 × 3 × 224 × 224", also in full width.
std::optional<std::vector<std::int64_t>> sizesFrom(QString text)
{
    text = text.normalized(QString::NormalizationForm_KC).remove(QLatin1Char(' '));
    text.replace(QStringLiteral("×"), QStringLiteral("x")).replace(QLatin1Char('*'), QLatin1Char('x'));
    return parseSizes(text.toLower().toStdString());
}

bool isOpen(const DeclaredDimension& dimension) { return dimension.size == 0 && !dimension.batch; }

/// An input whose size only a whole size can give: an open dimension of it has no name.
bool needsWholeSize(const DeclaredInput& input)
{
    return !input.ranked
           || std::any_of(input.dimensions.begin(), input.dimensions.end(), [](const DeclaredDimension& dimension) {
                  return isOpen(dimension) && dimension.name.empty();
              });
}

QString decimal(std::int64_t size) { return QString::number(size); }

/// "1×3×?×?": what is known stands there, a batch as the 1 that it is taken for.
QString prefilled(const DeclaredInput& input)
{
    QStringList parts;
    for (const DeclaredDimension& dimension : input.dimensions)
        if (dimension.batch)
            parts << QStringLiteral("1");
        else if (dimension.size > 0)
            parts << QString::number(dimension.size);
        else
            parts << QStringLiteral("?");
    return parts.join(QStringLiteral("×"));
}

} // namespace

SizesForm::SizesForm(QWidget* parent)
    : QWidget(parent), m_what(new QLabel(this)), m_form(new QFormLayout), m_use(new QPushButton(this))
{
    setObjectName(QStringLiteral("sizes"));
    m_what->setWordWrap(true);
    m_what->setTextFormat(Qt::PlainText);
    m_what->setObjectName(QStringLiteral("sizesQuestion"));
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(4);
    m_use->setObjectName(QStringLiteral("useSizes"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_what);
    layout->addLayout(m_form);
    layout->addWidget(m_use);
    connect(m_use, &QPushButton::clicked, this, &SizesForm::give);
    setVisible(false);
}

void SizesForm::ask(const std::optional<OpenFile>& file)
{
    if (file == m_file)
        return;
    m_file = file;
    build();
}

void SizesForm::build()
{
    std::optional<std::string> typingIn;
    for (const Field& field : m_fields)
        if (field.edit->hasFocus())
            typingIn = field.key;
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    m_fields.clear();
    if (m_file) {
        m_given = givenSizes(m_file->id);
        addInputs();
        addDimensions();
        if (m_file->loops)
            addField(Kind::trips, {}, tr("Loop passes"), textOf(m_given.trips, decimal), false);
        m_what->setText(tr("What the file leaves open"));
        if (m_file->waiting)
            m_what->setText(tr("This file leaves sizes open. Say which, and it can be estimated."));
        m_use->setText(tr("Use these sizes"));
        m_use->setToolTip(tr("Or press Enter in a field. Whole numbers in the file's own order, as in 1×3×224×224"));
    }
    setVisible(!m_fields.empty());
    for (const Field& field : m_fields)
        if (field.key == typingIn)
            field.edit->setFocus(Qt::OtherFocusReason);
    refresh();
}

void SizesForm::addInputs()
{
    const bool only = m_file->inputs.size() == 1;
    for (const DeclaredInput& input : m_file->inputs) {
        if (!needsWholeSize(input))
            continue;
        std::string key = input.name;
        QString label = QString::fromStdString(input.name);
        if (only) {
            key = kOnlyInput;
            label = tr("Input");
        }
        QString text = prefilled(input);
        if (const auto given = m_given.inputSizes.find(key); given != m_given.inputSizes.end())
            text = withCrosses(toString(given->second));
        else if (const auto length = m_given.dimensions.find(key); length != m_given.dimensions.end())
            text = QString::number(length->second);
        addField(Kind::input, key, label, text, true);
        m_fields.back().edit->setToolTip(
            tr("Input %1, in the file: %2").arg(QString::fromStdString(input.name), withCrosses(toString(input))));
    }
}

void SizesForm::addDimensions()
{
    std::set<std::string> names;
    bool batch = false;
    for (const DeclaredInput& input : m_file->inputs)
        for (const DeclaredDimension& dimension : input.dimensions) {
            batch = batch || (dimension.batch && !needsWholeSize(input));
            if (isOpen(dimension) && !dimension.name.empty() && !needsWholeSize(input))
                names.insert(dimension.name);
        }
    const auto given = [this](const std::string& name) {
        const auto found = m_given.dimensions.find(name);
        if (found == m_given.dimensions.end())
            return QString();
        return decimal(found->second);
    };
    for (const std::string& name : names)
        addField(Kind::dimension, name, QString::fromStdString(name), given(name), true);
    if (batch)
        addField(Kind::dimension, kBatch, tr("Batch"), given(kBatch), false);
}

void SizesForm::addField(Kind kind, const std::string& key, const QString& label, const QString& text, bool needed)
{
    auto* edit = new QLineEdit(text, this);
    edit->setPlaceholderText(QStringLiteral("1"));
    if (needed)
        edit->setPlaceholderText(QStringLiteral("?"));
    edit->setAccessibleName(label);
    auto* name = new ElidedLabel(this);
    name->setText(label);
    name->setBuddy(edit);
    m_form->addRow(name, edit);
    m_fields.push_back({kind, key, edit, needed});
    connect(edit, &QLineEdit::textChanged, this, &SizesForm::refresh);
    connect(edit, &QLineEdit::returnPressed, this, &SizesForm::give);
}

/// What the fields say; nothing where one that is needed says nothing, or one says what is no size.
std::optional<ImportOptions> SizesForm::typed() const
{
    ImportOptions sizes;
    for (const Field& field : m_fields) {
        const QString text = field.edit->text().trimmed();
        if (text.isEmpty() && !field.needed)
            continue;
        const auto numbers = sizesFrom(text);
        if (!numbers || (field.kind != Kind::input && numbers->size() != 1))
            return std::nullopt;
        if (field.kind == Kind::trips)
            sizes.trips = numbers->front();
        else if (numbers->size() == 1)
            sizes.dimensions[field.key] = numbers->front();
        else
            sizes.inputSizes[field.key] = *numbers;
    }
    return sizes;
}

void SizesForm::refresh()
{
    const auto sizes = typed();
    m_use->setEnabled(sizes && *sizes != m_given);
}

void SizesForm::give()
{
    if (const auto sizes = typed(); m_file && sizes && *sizes != m_given)
        Q_EMIT sizesGiven(m_file->id, *sizes);
}

void SizesForm::focusFirst()
{
    if (m_fields.empty())
        return;
    QLineEdit* edit = m_fields.front().edit;
    edit->setFocus(Qt::OtherFocusReason);
    edit->deselect();
    if (const qsizetype open = edit->text().indexOf(QLatin1Char('?')); open >= 0)
        edit->setSelection(static_cast<int>(open), 1);
}

void SizesForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        build();
}

} // namespace tenbin
