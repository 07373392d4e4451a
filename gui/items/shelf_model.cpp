// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/items/shelf_model.h"

#include <algorithm>

#include <QFileInfo>
#include <QMimeData>
#include <QUrl>

#include "engine/networks/network_source.h"
#include "engine/networks/published_accuracy.h"
#include "engine/report/accuracy_text.h"
#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/lookup.h"
#include "gui/look/text.h"
#include "gui/look/text_pieces.h"

namespace tenbin {

namespace {

// Children carry their section + 1 as internal id; sections carry 0.
constexpr quintptr kSectionId = 0;

/// What of its folder tells a file from others of its name: "b" of "/a/b/net.onnx" beside "/a/c/net.onnx"; empty
/// where the name is enough.
QString tellingFolder(const NetworkId& id, const std::vector<NetworkId>& all)
{
    const QFileInfo file(networkPath(id));
    QStringList own = file.absolutePath().split(QLatin1Char('/'));
    qsizetype parts = 0;
    for (const NetworkId& other : all) {
        const QFileInfo info(networkPath(other));
        if (info.fileName() != file.fileName() || info.absolutePath() == file.absolutePath())
            continue;
        const QStringList its = info.absolutePath().split(QLatin1Char('/'));
        qsizetype equal = 0;
        while (equal < own.size() && equal < its.size() && own[own.size() - 1 - equal] == its[its.size() - 1 - equal])
            ++equal;
        parts = std::max(parts, equal + 1);
    }
    return own.mid(own.size() - std::min(parts, own.size())).join(QLatin1Char('/'));
}

/// "Published: 70.0 % top-1 · ImageNet …, int8".
QString accuracyTip(const NetworkId& id)
{
    const PublishedAccuracy* known = publishedAccuracies().find(id, 8); // what the zoo builds
    if (!known)
        return ShelfModel::tr("Published accuracy: unknown");
    return ShelfModel::tr("Published: %1").arg(QString::fromStdString(accuracyText(*known, [](double s) {
        return percentText(s).toStdString();
    })));
}

/// "1×3×?×?" of the inputs that are open.
QString openSizes(const WaitingNetwork& waiting)
{
    QStringList sizes;
    for (const DeclaredInput& input : waiting.inputs)
        sizes << QString::fromStdString(toString(input)).replace(QLatin1Char('x'), QStringLiteral("×"));
    return sizes.join(QStringLiteral(", "));
}

/// What a zoo network's id spells; nothing of a file's.
std::optional<NetworkSpec> zooSpec(const NetworkId& id)
{
    if (!isZooNetwork(id))
        return std::nullopt;
    const auto spec = parseNetworkSpec(id);
    if (!spec)
        return std::nullopt;
    return *spec;
}

/// With what a family is also known by; null: a file.
QString searchedText(const QString& text, const NetworkFamily* family)
{
    if (!family)
        return text;
    return text + QLatin1Char(' ') + QString::fromStdString(family->id + " " + family->task);
}

QString familyId(const NetworkFamily* family)
{
    if (!family)
        return {};
    return QString::fromStdString(family->id);
}

} // namespace

ShelfModel::ShelfModel(Workspace& workspace, QObject* parent) : QAbstractItemModel(parent), m_workspace(workspace)
{
    for (const NetworkFamily& family : networkFamilies())
        m_specs.emplace(family.id, NetworkSpec{family.id, {}});
    connect(&m_workspace, &Workspace::openedChanged, this, &ShelfModel::refreshOpened);
    refreshOpened();
    summariseMissing();
}

QModelIndex ShelfModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, kSectionId);
    return createIndex(row, column, static_cast<quintptr>(parent.row() + 1));
}

QModelIndex ShelfModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == kSectionId)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kSectionId);
}

int ShelfModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return 2;
    if (parent.internalId() != kSectionId || parent.column() != 0)
        return 0;
    if (parent.row() == yourModels)
        return static_cast<int>(m_opened.size());
    return static_cast<int>(networkFamilies().size());
}

NetworkId ShelfModel::networkAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == kSectionId)
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    if (static_cast<int>(index.internalId()) - 1 == yourModels)
        return m_opened[row];
    return zooNetworkId(m_specs.at(networkFamilies()[row].id).toString());
}

QVariant ShelfModel::sectionData(int section, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (section == yourModels)
        return tr("Your models");
    return tr("Networks");
}

QVariant ShelfModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == kSectionId)
        return sectionData(index.row(), role);
    if (const WaitingNetwork* waiting = waitingAt(index))
        return waitingData(*waiting, role);
    return networkData(index, networkAt(index), role);
}

const WaitingNetwork* ShelfModel::waitingAt(const QModelIndex& index) const
{
    if (!index.isValid() || static_cast<int>(index.internalId()) - 1 != yourModels)
        return nullptr;
    const std::size_t ready = m_opened.size() - m_waiting.size(), row = static_cast<std::size_t>(index.row());
    if (row < ready)
        return nullptr;
    return &m_waiting[row - ready];
}

QVariant ShelfModel::waitingData(const WaitingNetwork& waiting, int role) const
{
    const QString title = networkTitle(waiting.id), summary = tr("size open: %1").arg(openSizes(waiting));
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case SummaryRole:
        return summary;
    case TypeRole:
        return QStringLiteral("?");
    case Qt::ToolTipRole:
        return networkPath(waiting.id) + QLatin1Char('\n') + summary;
    case Qt::AccessibleTextRole:
        return title + QStringLiteral(", ") + summary;
    case EntryRole:
        return QString::fromStdString(waiting.id);
    case WaitingRole:
        return true;
    case SearchRole:
        return title + QLatin1Char(' ') + summary;
    default:
        return {};
    }
}

QVariant ShelfModel::networkData(const QModelIndex& index, const NetworkId& id, int role) const
{
    QString costs = tr("counting…");
    QString type;
    if (const auto summary = m_summaries.find(id); summary != m_summaries.end()) {
        costs = summaryText(summary->second);
        type = typeText(summary->second);
    }
    const NetworkFamily* family = nullptr;
    if (isZooNetwork(id))
        family = &networkFamilies()[static_cast<std::size_t>(index.row())];
    else
        costs = joined(tellingFolder(id, m_opened), QStringLiteral(" · "), costs);
    switch (role) {
    case Qt::DisplayRole:
        return networkTitle(id);
    case SummaryRole:
        return costs;
    case TypeRole:
        return type;
    case Qt::ToolTipRole:
        return tipText(id, costs + QStringLiteral(" · ") + type, family);
    case Qt::AccessibleTextRole:
        return QStringList{networkTitle(id), costs, type}.join(QStringLiteral(", "));
    case NetworkRole:
    case EntryRole:
        return QString::fromStdString(id);
    case SearchRole:
        return searchedText(networkTitle(id) + QLatin1Char(' ') + costs + QLatin1Char(' ') + type, family);
    case FamilyRole:
        return familyId(family);
    default:
        return {};
    }
}

QString ShelfModel::tipText(const NetworkId& id, const QString& costs, const NetworkFamily* family) const
{
    if (family)
        return QStringList{networkTitle(id), costs, accuracyTip(id), QString::fromStdString(family->source)}.join(
            QLatin1Char('\n'));
    QStringList lines{networkReference(id), costs};
    if (const auto graph = m_workspace.graph(id); graph && !graph->origin().innerName.empty())
        lines << tr("Name inside the file: %1").arg(QString::fromStdString(graph->origin().innerName));
    return lines.join(QLatin1Char('\n'));
}

Qt::ItemFlags ShelfModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (index.internalId() == kSectionId)
        return Qt::ItemIsEnabled;
    if (waitingAt(index))
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemNeverHasChildren;
}

QStringList ShelfModel::mimeTypes() const { return {QLatin1String(kNetworkMime)}; }

QMimeData* ShelfModel::mimeData(const QModelIndexList& indexes) const
{
    if (indexes.isEmpty() || waitingAt(indexes.front()))
        return nullptr;
    const NetworkId id = networkAt(indexes.front());
    if (id.empty())
        return nullptr;
    auto* data = new QMimeData;
    data->setData(QLatin1String(kNetworkMime), QByteArray::fromStdString(id));
    data->setText(QString::fromStdString(id));
    return data;
}

QModelIndex ShelfModel::indexOf(const NetworkId& id) const
{
    const auto opened = std::find(m_opened.begin(), m_opened.end(), id);
    if (opened != m_opened.end())
        return index(static_cast<int>(opened - m_opened.begin()), 0, index(yourModels, 0));
    const auto spec = zooSpec(id);
    if (!spec)
        return {};
    // No such row, no index.
    const int row = indexOfFirst(networkFamilies(), [&](const auto& family) { return family.id == spec->family; });
    return index(row, 0, index(builtIn, 0));
}

Result<NetworkId> ShelfModel::pick(const std::string& family, const std::string& key, const std::string& value)
{
    NetworkSpec wanted = m_specs.at(family);
    wanted.values[key] = value;
    auto checked = parseNetworkSpec(wanted.toString());
    if (!checked)
        return tl::make_unexpected(checked.error());
    NetworkId id = zooNetworkId(checked->toString());
    adopt(id);
    return id;
}

void ShelfModel::adopt(const NetworkId& id)
{
    const auto spec = zooSpec(id);
    if (!spec)
        return;
    const auto known = m_specs.find(spec->family);
    if (known == m_specs.end() || known->second == *spec)
        return;
    known->second = *spec;
    const QModelIndex changed = indexOf(id);
    Q_EMIT dataChanged(changed, changed);
    summariseMissing();
}

void ShelfModel::refreshOpened()
{
    beginResetModel();
    m_opened.clear();
    for (const OpenedNetwork& opened : m_workspace.state().opened) {
        m_opened.push_back(opened.id);
        m_summaries.insert_or_assign(opened.id, summarise(*opened.graph));
    }
    m_waiting = m_workspace.state().waiting;
    for (const WaitingNetwork& waiting : m_waiting)
        m_opened.push_back(waiting.id);
    endResetModel();
}

void ShelfModel::summariseMissing()
{
    std::vector<NetworkId> missing;
    for (const auto& [family, spec] : m_specs)
        if (const NetworkId id = zooNetworkId(spec.toString()); !m_summaries.contains(id))
            missing.push_back(id);
    m_job.start(
        [missing](const std::stop_token& stop) {
            std::vector<std::pair<NetworkId, NetworkSummary>> found;
            for (const NetworkId& id : missing)
                if (!stop.stop_requested())
                    if (const auto graph = networkOf(id))
                        found.emplace_back(id, summarise(**graph));
            return found;
        },
        [this](const std::vector<std::pair<NetworkId, NetworkSummary>>& found) {
            for (const auto& [id, summary] : found)
                m_summaries.insert_or_assign(id, summary);
            const QModelIndex section = index(builtIn, 0);
            if (rowCount(section) > 0)
                Q_EMIT dataChanged(index(0, 0, section), index(rowCount(section) - 1, 0, section));
        });
}

} // namespace tenbin
