// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/project/board_part.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>

#include "gui/app/network_names.h"
#include "gui/app/workspace.h"
#include "gui/look/lookup.h"

namespace tenbin {

namespace {

constexpr int kVersion = 1;

struct JsonOf {
    QJsonValue operator()(double number) const { return number; }
    QJsonValue operator()(const std::string& text) const { return QString::fromStdString(text); }
};

QJsonObject toJson(const Configuration& configuration)
{
    QJsonObject object;
    for (const auto& [key, value] : configuration.values)
        object.insert(QString::fromStdString(key), std::visit(JsonOf(), value));
    return object;
}

Configuration configurationOf(const QJsonObject& object)
{
    Configuration configuration;
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry->isDouble())
            configuration.values.insert_or_assign(entry.key().toStdString(), entry->toDouble());
        else if (entry->isString())
            configuration.values.insert_or_assign(entry.key().toStdString(), entry->toString().toStdString());
    }
    return configuration;
}

bool onShelf(const WorkspaceState& state, const NetworkId& id)
{
    const auto named = [&](const auto& entry) { return entry.id == id; };
    return std::any_of(state.opened.begin(), state.opened.end(), named)
           || std::any_of(state.waiting.begin(), state.waiting.end(), named);
}

/// Where a model file is now: its path, or its place relative to the project if the path leads nowhere.
QString found(const QString& path, const QString& relative, const QString& folder)
{
    if (QFileInfo::exists(path) || relative.isEmpty() || folder.isEmpty())
        return path;
    const QString beside = QDir::cleanPath(QDir(folder).filePath(relative));
    if (QFileInfo::exists(beside))
        return beside;
    return path;
}

} // namespace

BoardPart::BoardPart(Workspace& workspace, QObject* parent)
    : QObject(parent), m_workspace(workspace), m_initial(current())
{
    const auto changed = [this] {
        if (!m_coming)
            notifyChanged();
    };
    connect(&workspace, &Workspace::stateChanged, this, changed);
    connect(&workspace, &Workspace::openedChanged, this, changed);
}

BoardPart::Board BoardPart::current() const
{
    if (m_coming)
        return *m_coming;
    Board board{m_workspace.state(), {}};
    for (const OpenedNetwork& opened : board.state.opened)
        board.files << networkReference(opened.id);
    for (const WaitingNetwork& waiting : board.state.waiting)
        board.files << networkReference(waiting.id);
    for (const QString& file : m_missing)
        if (!board.files.contains(file))
            board.files << file;
    board.state.opened.clear();
    board.state.waiting.clear();
    return board;
}

QByteArray BoardPart::savePart() const { return text(current()); }

QByteArray BoardPart::text(const Board& board) const
{
    QJsonObject cards;
    QJsonObject configurations;
    for (const auto& [target, network] : board.state.ownNetworks)
        cards.insert(QString::fromStdString(target), QString::fromStdString(network));
    for (const auto& [target, configuration] : board.state.configurations)
        configurations.insert(QString::fromStdString(target), toJson(configuration));
    QJsonArray files;
    for (const QString& file : board.files) {
        const QString path = networkPath(fileNetworkId(file));
        QJsonObject entry{{QStringLiteral("path"), path}};
        if (file.size() > path.size())
            entry.insert(QStringLiteral("sizes"), file.sliced(path.size()));
        if (!projectFolder().isEmpty())
            entry.insert(QStringLiteral("relative"), QDir(projectFolder()).relativeFilePath(path));
        files.append(entry);
    }
    const QJsonObject whole{{QStringLiteral("version"), kVersion},
                            {QStringLiteral("network"), QString::fromStdString(board.state.network)},
                            {QStringLiteral("cards"), cards},
                            {QStringLiteral("configurations"), configurations},
                            {QStringLiteral("files"), files}};
    return QJsonDocument(whole).toJson();
}

std::optional<BoardPart::Board> BoardPart::read(const QByteArray& json) const
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonObject whole = document.object();
    const int version = whole.value(QLatin1String("version")).toInt();
    if (!document.isObject() || version < 1 || version > kVersion)
        return std::nullopt;
    Board board;
    std::map<NetworkId, NetworkId> moved;
    const QJsonArray files = whole.value(QLatin1String("files")).toArray();
    for (const auto& entry : files) {
        const QString path = entry[QLatin1String("path")].toString();
        const QString sizes = entry[QLatin1String("sizes")].toString();
        const QString now = found(path, entry[QLatin1String("relative")].toString(), projectFolder()) + sizes;
        if (path.isEmpty() || board.files.contains(now))
            continue;
        board.files << now;
        moved.insert_or_assign(fileNetworkId(path + sizes), fileNetworkId(now));
    }
    // Those that can be read come first, as in current().
    std::stable_partition(board.files.begin(), board.files.end(),
                          [](const QString& file) { return QFileInfo::exists(networkPath(fileNetworkId(file))); });
    const auto network = [&moved](const QJsonValue& value) {
        const NetworkId id = value.toString().toStdString();
        return valueOr(moved, id, id);
    };
    board.state.network = network(whole.value(QLatin1String("network")));
    const QJsonObject cards = whole.value(QLatin1String("cards")).toObject();
    for (auto card = cards.begin(); card != cards.end(); ++card)
        board.state.ownNetworks.insert_or_assign(card.key().toStdString(), network(*card));
    const QJsonObject configurations = whole.value(QLatin1String("configurations")).toObject();
    for (auto entry = configurations.begin(); entry != configurations.end(); ++entry)
        if (Configuration configuration = configurationOf(entry->toObject()); !configuration.empty())
            board.state.configurations.insert_or_assign(entry.key().toStdString(), std::move(configuration));
    return board;
}

bool BoardPart::restorePart(const QByteArray& json)
{
    std::optional<Board> board = m_initial;
    if (!json.isEmpty())
        board = read(json);
    if (!board)
        return false;
    m_coming = board;
    m_missing.clear();
    m_workspace.restore(board->state, board->files,
                        [self = QPointer(this), this, files = board->files, number = ++m_restores] {
                            if (!self || number != m_restores)
                                return; // the window is gone, or a later one is on its way
                            m_coming.reset();
                            for (const QString& file : files)
                                if (!onShelf(m_workspace.state(), fileNetworkId(file)))
                                    m_missing << file;
                            notifyChanged();
                        });
    return true;
}

} // namespace tenbin
