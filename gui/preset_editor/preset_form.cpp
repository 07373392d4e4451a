// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/preset_editor/preset_form.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include "gui/look/button_looks.h"
#include "gui/look/choice_text.h"
#include "gui/look/text.h"
#include "gui/preset_editor/number_row.h"
#include "gui/preset_editor/preset_session.h"

namespace tenbin {

namespace {

constexpr const char* kGroups[] = {"sensor",           "mac_array",       "mcu_npu",
                                   "neural_processor", "microcontroller", "reference"};

/// "kernel.mac_cycles" belongs to "kernel"; what has no dot to the target itself.
std::string familyOf(const std::string& key)
{
    const auto dot = key.find('.');
    if (dot == std::string::npos)
        return {};
    return key.substr(0, dot);
}

std::string memoryOf(const std::string& key)
{
    const auto dot = key.find('.', 7);
    if (!key.starts_with("memory.") || dot == std::string::npos)
        return {};
    return key.substr(7, dot - 7);
}

} // namespace

PresetForm::PresetForm(PresetSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("presetForm"));
    setAttribute(Qt::WA_StyledBackground);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    connect(&session, &PresetSession::documentChanged, this, [this] {
        m_structure.clear();
        m_open.clear();
    });
    connect(&session, &PresetSession::textChanged, this, &PresetForm::refresh);
    rebuild();
}

/// Whatever decides which widgets there are.
std::string PresetForm::structure() const
{
    const PresetOutline& outline = m_session.outline();
    std::string text = m_session.id() + (m_session.readOnly() ? "\1" : "\2");
    for (const PresetNumber& number : outline.numbers)
        text += number.place.option + '\3' + number.place.choice + '\3' + number.place.key + '\4';
    for (const MemorySpec& memory : outline.draft.memories)
        text += memory.id + '\5' + memory.name + (memory.external ? '\6' : '\7');
    for (const OptionSpec& option : outline.draft.options) {
        text += option.key;
        for (const OptionChoice& choice : option.choices)
            text += '\b' + choice.id + choice.label;
    }
    return text;
}

void PresetForm::refresh()
{
    const PresetOutline& outline = m_session.outline();
    const bool unreadable = std::any_of(outline.errors.begin(), outline.errors.end(),
                                        [](const Error& e) { return e.code == ErrorCode::presetSyntax; });
    if (unreadable && !m_structure.empty())
        return setEnabled(false); // what stood there before the slip stays on the screen
    setEnabled(true);
    if (structure() != m_structure)
        return rebuild();
    for (const PresetNumber& number : outline.numbers)
        if (const auto row = m_rows.find(number.place); row != m_rows.end())
            row->second->show(number, errorAt(number));
    const std::pair<const char*, const std::string*> texts[] = {{"name", &outline.draft.name},
                                                                {"vendor", &outline.draft.vendor}};
    for (const auto& [key, text] : texts)
        if (const auto edit = m_heads.find(key); edit != m_heads.end() && edit->second->text().toStdString() != *text)
            edit->second->setText(QString::fromStdString(*text));
    if (m_group)
        m_group->setCurrentIndex(m_group->findData(QString::fromStdString(outline.draft.group)));
    for (const auto& [key, box] : m_defaults)
        if (const OptionSpec* option = outline.draft.findOption(key))
            box->setCurrentIndex(box->findData(QString::fromStdString(option->defaultValue)));
}

void PresetForm::rebuild()
{
    m_structure = structure();
    m_rows.clear();
    m_heads.clear();
    m_defaults.clear();
    m_group = nullptr;
    if (QWidget* old = m_scroll->takeWidget()) {
        old->hide();
        old->deleteLater(); // a button of it may be what brought us here
    }
    m_content = new QWidget;
    m_content->setObjectName(QStringLiteral("presetFormContent"));
    m_layout = new QVBoxLayout(m_content);
    m_layout->setContentsMargins(16, 8, 16, 16);
    m_layout->setSpacing(4);
    if (m_session.isOpen()) {
        buildHead();
        buildNumbers();
        buildOptions();
        if (!m_session.readOnly())
            buildAdd();
    }
    m_layout->addStretch(1);
    m_scroll->setWidget(m_content);
    m_content->setAutoFillBackground(false);
    m_layout->activate();
    setMinimumWidth(m_content->minimumSizeHint().width() + 16);
    if (m_session.isOpen())
        refresh();
}

QGridLayout* PresetForm::startSection(const QString& title, const QString& toolTip)
{
    auto* heading = new QLabel(title, m_content);
    heading->setObjectName(QStringLiteral("sectionTitle"));
    heading->setToolTip(toolTip);
    heading->setContentsMargins(0, 12, 0, 0);
    m_layout->addWidget(heading);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(4, 3);
    m_layout->addLayout(grid);
    return grid;
}

/// A part that opens when its heading is pressed; `holder` is what it shows.
QGridLayout* PresetForm::startFold(const QString& id, const QString& title, QWidget** holder)
{
    auto* button = new QToolButton(m_content);
    button->setObjectName(QStringLiteral("fold_") + id);
    button->setText(title);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setChecked(std::find(m_open.begin(), m_open.end(), id) != m_open.end());
    button->setArrowType(foldArrow(button->isChecked()));
    auto* body = new QWidget(m_content);
    auto* grid = new QGridLayout(body);
    grid->setContentsMargins(16, 0, 0, 4);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(4, 3);
    body->setVisible(button->isChecked());
    connect(button, &QToolButton::toggled, this, [this, button, id](bool open) {
        button->setArrowType(foldArrow(open));
        std::erase(m_open, id);
        if (open)
            m_open.push_back(id);
    });
    m_layout->addWidget(button, 0, Qt::AlignLeft);
    m_layout->addWidget(body);
    *holder = body;
    connect(button, &QToolButton::toggled, body, &QWidget::setVisible);
    return grid;
}

void PresetForm::buildHead()
{
    QGridLayout* grid = startSection(tr("Target"));
    int row = 0;
    const std::pair<const char*, QString> texts[] = {{"name", tr("Name")}, {"vendor", tr("Vendor")}};
    for (const auto& [key, title] : texts) {
        auto* edit = new QLineEdit(m_content);
        edit->setObjectName(QStringLiteral("head_") + QLatin1String(key));
        edit->setAccessibleName(title);
        edit->setEnabled(!m_session.readOnly());
        auto* label = new QLabel(title, m_content);
        label->setBuddy(edit);
        grid->addWidget(label, row, 0);
        grid->addWidget(edit, row++, 1, 1, 4);
        m_heads.emplace(key, edit);
        connect(edit, &QLineEdit::textEdited, this, [this, key](const QString& text) { m_session.setHead(key, text); });
    }
    m_group = new QComboBox(m_content);
    for (const char* group : kGroups)
        m_group->addItem(groupText(group), QString::fromLatin1(group));
    m_group->setAccessibleName(tr("Section of the board"));
    m_group->setEnabled(!m_session.readOnly());
    connect(m_group, &QComboBox::activated, this,
            [this] { m_session.setHead("group", m_group->currentData().toString()); });
    grid->addWidget(new QLabel(tr("Section of the board"), m_content), row, 0);
    grid->addWidget(m_group, row++, 1, 1, 2, Qt::AlignLeft);
    auto* architecture = new QLabel(QString::fromStdString(m_session.outline().draft.architecture), m_content);
    grid->addWidget(new QLabel(tr("Cost model"), m_content), row, 0);
    grid->addWidget(architecture, row, 1, 1, 4);
}

void PresetForm::addRow(QGridLayout& grid, const PresetNumber& number)
{
    auto* row = new NumberRow(number, m_session.readOnly(), grid, grid.rowCount(), grid.parentWidget());
    connect(row, &NumberRow::changed, &m_session, &PresetSession::setNumber);
    connect(row, &NumberRow::removed, &m_session, &PresetSession::removeNumber);
    connect(row, &NumberRow::refused, this, &PresetForm::refused);
    m_rows.insert_or_assign(number.place, row);
}

void PresetForm::buildNumbers()
{
    const PresetOutline& outline = m_session.outline();
    for (const MemorySpec& memory : outline.draft.memories) {
        QString title = tr("Memory: %1");
        if (memory.external)
            title = tr("Memory: %1, not on the chip");
        QGridLayout* grid = startSection(title.arg(QString::fromStdString(memory.name)));
        for (const PresetNumber& number : outline.numbers)
            if (number.place.option.empty() && memoryOf(number.place.key) == memory.id)
                addRow(*grid, number);
        const std::string capacity = "memory." + memory.id + ".capacity_bytes";
        if (m_session.readOnly() || effectiveNumber(outline.draft, capacity))
            continue;
        auto* add = new QToolButton(m_content);
        add->setText(tr("Give its capacity, which nobody published"));
        add->setProperty("sheetAction", true);
        connect(add, &QToolButton::clicked, this, [this, capacity] { addNumber(capacity, nullptr); });
        grid->addWidget(add, grid->rowCount(), 0, 1, 3, Qt::AlignLeft);
    }
    const auto ofMemory = [&](const PresetNumber& number) {
        const auto& memories = outline.draft.memories;
        return std::any_of(memories.begin(), memories.end(),
                           [&](const MemorySpec& m) { return m.id == memoryOf(number.place.key); });
    };
    std::vector<std::string> families;
    for (const PresetNumber& number : outline.numbers)
        if (const std::string family = familyOf(number.place.key);
            number.place.option.empty() && !ofMemory(number)
            && std::find(families.begin(), families.end(), family) == families.end())
            families.push_back(family);
    std::stable_partition(families.begin(), families.end(), [](const std::string& f) { return f.empty(); });
    for (const std::string& family : families) {
        QString title = tr("Parameters");
        if (!family.empty())
            title = tr("Parameters: %1").arg(QString::fromStdString(family));
        QGridLayout* grid = startSection(title);
        for (const PresetNumber& number : outline.numbers)
            if (number.place.option.empty() && familyOf(number.place.key) == family && !ofMemory(number))
                addRow(*grid, number);
    }
}

void PresetForm::buildOptions()
{
    const PresetOutline& outline = m_session.outline();
    if (outline.draft.options.empty())
        return;
    QGridLayout* grid = startSection(tr("Options and what they begin with"));
    for (const OptionSpec& option : outline.draft.options) {
        const int row = grid->rowCount();
        grid->addWidget(new QLabel(optionText(option), m_content), row, 0);
        if (option.kind == OptionKind::number) {
            const ParameterSpec* spec = nullptr;
            if (const PresetNumber* number = outline.find({{}, {}, option.key}))
                spec = number->spec;
            const std::string unit(unitOfKey(spec, option.key));
            grid->addWidget(
                new QLabel(exactText(option.lowest, unit) + QStringLiteral(" … ") + exactText(option.highest, unit),
                           m_content),
                row, 1, 1, 4);
            continue;
        }
        auto* box = new QComboBox(m_content);
        for (const OptionChoice& choice : option.choices)
            box->addItem(choiceText(choice), QString::fromStdString(choice.id));
        box->setObjectName(QStringLiteral("default_") + QString::fromStdString(option.key));
        box->setAccessibleName(optionText(option));
        box->setEnabled(!m_session.readOnly());
        box->setFocusPolicy(Qt::StrongFocus);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(24);
        connect(box, &QComboBox::activated, this, [this, box, key = option.key] {
            m_session.setDefaultChoice(key, box->currentData().toString().toStdString());
        });
        grid->addWidget(box, row, 1, 1, 4, Qt::AlignLeft);
        m_defaults.emplace(option.key, box);
    }
    for (const OptionSpec& option : outline.draft.options)
        for (const OptionChoice& choice : option.choices) {
            if (choice.parameters.empty())
                continue;
            QWidget* holder = nullptr;
            QGridLayout* inner =
                startFold(QString::fromStdString(option.key + '/' + choice.id),
                          tr("%1: %2 brings %n number(s)", nullptr, static_cast<int>(choice.parameters.size()))
                              .arg(optionText(option), choiceText(choice)),
                          &holder);
            for (const PresetNumber& number : outline.numbers)
                if (number.place.option == option.key && number.place.choice == choice.id)
                    addRow(*inner, number);
        }
}

void PresetForm::buildAdd()
{
    auto* button = new QToolButton(m_content);
    button->setObjectName(QStringLiteral("addNumber"));
    button->setText(tr("Add a number…"));
    button->setProperty("sheetAction", true);
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillAddMenu(*menu); });
    button->setMenu(menu);
    m_layout->addSpacing(12);
    m_layout->addWidget(button, 0, Qt::AlignLeft);
}

void PresetForm::fillAddMenu(QMenu& menu)
{
    menu.clear();
    menu.setToolTipsVisible(true);
    for (const ParameterSpec* spec : m_session.outline().absent) {
        QString name = QString::fromStdString(spec->key);
        if (spec->required)
            name = tr("%1 (needed)").arg(name);
        QAction* action = menu.addAction(name, this, [this, spec] { addNumber(spec->key, spec); });
        action->setToolTip(QString::fromStdString(spec->meaning));
    }
    if (menu.isEmpty())
        menu.addAction(tr("The preset gives every number that this cost model knows."))->setEnabled(false);
}

void PresetForm::addNumber(const std::string& key, const ParameterSpec* spec)
{
    double value = 1.0;
    if (key.ends_with("capacity_bytes"))
        value = 1048576.0;
    else if (spec && spec->lowest > 0.0)
        value = spec->lowest;
    else if (spec && spec->highest < 1.0)
        value = spec->highest;
    const NumberPlace place{{}, {}, key};
    m_session.setNumber(place, {value, SourceKind::assumed, "a first value, to be replaced", std::nullopt});
    if (const auto row = m_rows.find(place); row != m_rows.end())
        row->second->focusValue();
}

QString PresetForm::errorAt(const PresetNumber& number) const
{
    QStringList texts;
    for (const Error& error : m_session.outline().errors)
        if (error.where.line == number.line && !number.included)
            texts << sentenceText(error);
    return texts.join(QLatin1Char('\n'));
}

void PresetForm::reveal(const Error& error)
{
    for (const PresetNumber& number : m_session.outline().numbers)
        if (!number.included && error.where.line == number.line)
            if (const auto row = m_rows.find(number.place); row != m_rows.end())
                return row->second->focusValue();
    if (!error.arguments.empty())
        if (const auto head = m_heads.find(error.arguments.front()); head != m_heads.end())
            head->second->setFocus();
}

void PresetForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        QMetaObject::invokeMethod(this, &PresetForm::rebuild, Qt::QueuedConnection);
}

} // namespace tenbin
