// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/shelf/shelf_panel.h"

#include <algorithm>

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/items/shelf_model.h"
#include "gui/look/lookup.h"
#include "gui/shelf/parameter_names.h"
#include "gui/shelf/shelf_view.h"
#include "gui/shelf/sizes_form.h"

namespace tenbin {

namespace {

/// "96" for 96x96x3 where the picker offers sides: a value reads as its choice does.
QString shortValue(const NetworkParameter& parameter, const std::string& value)
{
    const std::string side(value.begin(), std::find(value.begin(), value.end(), 'x'));
    const bool offered = std::find(parameter.choices.begin(), parameter.choices.end(), side) != parameter.choices.end();
    if (offered && value.starts_with(side + "x" + side))
        return QString::fromStdString(side);
    return QString::fromStdString(value);
}

/// The file does not say how often a loop runs, whether the user has or not.
bool opensLoops(const OpenedNetwork& opened)
{
    const auto& remarks = opened.graph->remarks();
    return givenSizes(opened.id).trips.has_value()
           || std::any_of(remarks.begin(), remarks.end(),
                          [](const ImportRemark& remark) { return remark.note == ImportNote::loopOnce; });
}

} // namespace

ShelfPanel::ShelfPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_model(new ShelfModel(workspace, this)),
      m_filter(new QSortFilterProxyModel(this)), m_view(new ShelfView(this)), m_search(new QLineEdit(this)),
      m_parametersTitle(new QLabel(this)), m_parameters(new QWidget(this)), m_form(new QFormLayout(m_parameters)),
      m_sizes(new SizesForm(this)), m_placeAll(new QPushButton(this)), m_open(new QPushButton(this))
{
    build();
    connectAll();
    retranslate();
    followBoard();
}

void ShelfPanel::build()
{
    setObjectName(QStringLiteral("shelf"));
    setAttribute(Qt::WA_StyledBackground);
    m_filter->setSourceModel(m_model);
    m_filter->setRecursiveFilteringEnabled(true);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setFilterRole(ShelfModel::SearchRole);
    m_view->setModel(m_filter);
    m_view->expandAll();
    m_search->setClearButtonEnabled(true);
    m_search->setObjectName(QStringLiteral("search"));
    m_parameters->setVisible(false);
    m_parametersTitle->setObjectName(QStringLiteral("sectionTitle"));
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setVerticalSpacing(4);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 8);
    layout->setSpacing(8);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(8, 0, 8, 0);
    top->addWidget(m_search);
    auto* bottom = new QVBoxLayout;
    bottom->setContentsMargins(12, 0, 12, 0);
    bottom->setSpacing(8);
    bottom->addWidget(m_parametersTitle);
    bottom->addWidget(m_parameters);
    bottom->addWidget(m_sizes);
    bottom->addWidget(m_placeAll);
    bottom->addWidget(m_open);
    layout->addLayout(top);
    layout->addWidget(m_view, 1);
    layout->addLayout(bottom);
    setTabOrder(m_search, m_view); // from top to bottom, as one sees them
}

void ShelfPanel::connectAll()
{
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setFilterFixedString(text);
        m_view->expandAll();
    });
    connect(m_model, &QAbstractItemModel::modelReset, m_view, &QTreeView::expandAll);
    connect(m_view, &ShelfView::currentEntryChanged, this, [this] {
        showEntry();
        Q_EMIT currentNetworkChanged(currentNetwork());
    });
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex& index) {
        if (index.data(ShelfModel::WaitingRole).toBool())
            m_sizes->focusFirst();
        else if (const QString id = index.data(ShelfModel::NetworkRole).toString(); !id.isEmpty())
            Q_EMIT contentsRequested(id.toStdString());
    });
    connect(m_view, &ShelfView::removeRequested, this,
            [this](const QString& entry) { m_workspace.removeOpened(entry.toStdString()); });
    connect(m_view, &ShelfView::dragStarted, this,
            [this](const QString& network) { m_workspace.startPreview(network.toStdString()); });
    connect(m_view, &ShelfView::dragEnded, &m_workspace, &Workspace::stopPreview);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint& point) {
        const QString entry = m_view->indexAt(point).data(ShelfModel::EntryRole).toString();
        Q_EMIT menuRequested(entry, m_view->viewport()->mapToGlobal(point));
    });
    connect(m_placeAll, &QPushButton::clicked, this, [this] {
        if (const QString id = currentNetwork(); !id.isEmpty())
            m_workspace.placeOnAll(id.toStdString());
    });
    connect(m_open, &QPushButton::clicked, this, &ShelfPanel::openRequested);
    connect(&m_workspace, &Workspace::stateChanged, this, &ShelfPanel::followBoard);
    connect(&m_workspace, &Workspace::fileOpened, this, [this](const QString&, const NetworkId& id) { select(id); });
    connect(&m_workspace, &Workspace::sizesWanted, this, &ShelfPanel::askSizes);
    connect(m_sizes, &SizesForm::sizesGiven, &m_workspace, &Workspace::giveSizes);
}

QString ShelfPanel::currentNetwork() const { return m_view->currentNetwork(); }
QString ShelfPanel::currentEntry() const { return m_view->currentEntry(); }

void ShelfPanel::askSizes(const NetworkId& id)
{
    m_search->clear(); // the entry must be seen
    select(id);
    m_sizes->focusFirst();
}

void ShelfPanel::select(const std::string& network)
{
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(network));
    if (index.isValid())
        m_view->setCurrentIndex(index);
}

void ShelfPanel::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void ShelfPanel::followBoard()
{
    // The shelf offers the network that is on the board with the parameters it has there.
    m_model->adopt(m_workspace.state().network);
    const QModelIndex onBoard = m_model->indexOf(m_workspace.state().network);
    if (!m_view->currentIndex().isValid() && onBoard.isValid())
        select(m_workspace.state().network);
    else
        showEntry();
}

void ShelfPanel::showEntry()
{
    showParameters(currentNetwork());
    const NetworkId id = currentEntry().toStdString();
    std::optional<OpenFile> file;
    for (const OpenedNetwork& opened : m_workspace.state().opened)
        if (opened.id == id)
            file = OpenFile{id, opened.inputs, opensLoops(opened), false};
    for (const WaitingNetwork& waiting : m_workspace.state().waiting)
        if (waiting.id == id)
            file = OpenFile{id, waiting.inputs, false, true};
    m_sizes->ask(file);
}

void ShelfPanel::showParameters(const QString& network)
{
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    const auto spec = parseNetworkSpec(network.toStdString());
    const bool builtIn = isZooNetwork(network.toStdString()) && spec;
    m_placeAll->setEnabled(!network.isEmpty());
    m_parameters->setVisible(false);
    m_parametersTitle->setVisible(false);
    if (!builtIn)
        return;
    for (const NetworkFamily& family : networkFamilies()) {
        if (family.id != spec->family || family.parameters.empty())
            continue;
        m_parametersTitle->setText(QString::fromStdString(family.name));
        m_parametersTitle->setVisible(true);
        m_parameters->setVisible(true);
        for (const NetworkParameter& parameter : family.parameters) {
            auto* box = new QComboBox(m_parameters);
            box->setEditable(true); // other values in range are accepted too
            box->setInsertPolicy(QComboBox::NoInsert);
            box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
            box->setAccessibleName(parameterLabel(parameter.key));
            for (const std::string& choice : parameter.choices)
                box->addItem(QString::fromStdString(choice));
            box->setCurrentText(shortValue(parameter, valueOr(spec->values, parameter.key, parameter.defaultValue)));
            const std::string familyId = family.id, key = parameter.key;
            connect(box, &QComboBox::activated, this,
                    [this, box, familyId, key] { pick(familyId, key, box->currentText()); });
            connect(box->lineEdit(), &QLineEdit::returnPressed, this,
                    [this, box, familyId, key] { pick(familyId, key, box->currentText()); });
            m_form->addRow(parameterLabel(parameter.key), box);
        }
    }
}

void ShelfPanel::pick(const std::string& family, const std::string& key, const QString& value)
{
    const NetworkId before = zooNetworkId(m_model->spec(family).toString());
    const auto picked = m_model->pick(family, key, value.trimmed().toStdString());
    if (!picked) {
        m_workspace.report(picked.error());
        QMetaObject::invokeMethod(
            this, [this] { showEntry(); }, Qt::QueuedConnection);
        return;
    }
    // A network that is on the board changes there too: every pick is answered live.
    if (m_workspace.state().network == before && *picked != before)
        QMetaObject::invokeMethod(
            this, [this, id = *picked] { m_workspace.placeOnAll(id); }, Qt::QueuedConnection);
}

void ShelfPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ShelfPanel::retranslate()
{
    m_search->setPlaceholderText(tr("Filter models"));
    m_search->setAccessibleName(tr("Filter models"));
    m_view->setAccessibleName(tr("Models"));
    m_placeAll->setText(tr("Put on all targets"));
    m_placeAll->setToolTip(tr("Or drag the model onto one card, or onto the board for all"));
    m_open->setText(tr("Open model files…"));
    m_open->setToolTip(tr("Or drop .tflite, .onnx, .h5 and .keras files anywhere in the window"));
    showEntry();
    m_view->viewport()->update();
}

} // namespace tenbin
