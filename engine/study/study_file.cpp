// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/study_file.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "engine/core/hash.h"
#include "engine/core/text_parts.h"
#include "engine/study/open_study.h"

namespace tenbin {

namespace {

constexpr const char* kStudyColumns = "SELECT s.id, s.name, s.question, s.engine, s.created, s.space_hash, s.points, "
                                      "coalesce((SELECT sum(count) FROM ranges WHERE study = s.id), 0) + (SELECT "
                                      "count(*) FROM records WHERE study = s.id), s.kind "
                                      "FROM studies s ";

StudyInfo infoOf(const Statement& row)
{
    StudyInfo info{.id = row.integer(0),
                   .name = row.text(1),
                   .question = row.text(2),
                   .engine = row.text(3),
                   .created = row.text(4)};
    const std::string hash = row.text(5);
    std::from_chars(hash.data(), hash.data() + hash.size(), info.spaceHash, 16);
    info.size = static_cast<std::uint64_t>(row.integer(6));
    info.evaluated = static_cast<std::uint64_t>(row.integer(7));
    info.kind = studyKindFrom(row.text(8));
    return info;
}

tl::unexpected<Error> otherKind(const StudyInfo& info)
{
    const StudyKindFacts& kind = factsOf(info.kind);
    return fail(ErrorCode::questionSyntax,
                {fmt::format("{} is a {}; it opens in {}", info.name, kind.name, kind.opensIn)});
}

std::string objectivesText(const std::vector<Objective>& objectives)
{
    std::string text;
    for (const Objective& objective : objectives)
        appendTo(text, fmt::format("{}:{}", directionOf(objective), toString(objective.figure)), ",");
    return text;
}

DesignFigures figuresAt(const Statement& row, int column)
{
    DesignFigures figures;
    figures.verdict = static_cast<VerdictKind>(
        std::clamp<std::int64_t>(row.integer(column), 0, static_cast<int>(VerdictKind::unknown)));
    figures.latency = row.real(column + 1);
    figures.framesPerSecond = row.real(column + 2);
    figures.energy = row.real(column + 3);
    figures.peakActivations = row.real(column + 4);
    figures.weights = row.real(column + 5);
    return figures;
}

/// Not empty, not beyond what SQLite can count, and no point twice.
bool areDisjoint(std::vector<PointRange> ranges)
{
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    std::sort(ranges.begin(), ranges.end(), [](const PointRange& a, const PointRange& b) { return a.first < b.first; });
    std::uint64_t end = 0;
    for (const PointRange& range : ranges) {
        if (range.first < end || range.first > kMost || range.count == 0 || range.count > kMost - range.first)
            return false;
        end = range.first + range.count;
    }
    return true;
}

constexpr const char* kPointColumns = "point, verdict, latency_s, fps, energy_j, peak_activation_bytes, weight_bytes";

} // namespace

std::uint64_t pointsIn(const std::vector<PointRange>& ranges)
{
    std::uint64_t points = 0;
    for (const PointRange& range : ranges)
        points += range.count;
    return points;
}

Result<std::shared_ptr<StudyFile>> StudyFile::open(const std::filesystem::path& file)
{
    auto database = openStudyDatabase(file);
    if (!database)
        return tl::make_unexpected(database.error());
    return std::make_shared<StudyFile>(std::move(*database));
}

Result<std::shared_ptr<StudyFile>> StudyFile::openExisting(const std::filesystem::path& file)
{
    std::error_code none;
    if (!std::filesystem::exists(file, none))
        return fail(ErrorCode::fileNotFound, {file.string()});
    return open(file);
}

Result<std::vector<StudyInfo>> StudyFile::studies()
{
    const std::scoped_lock lock(m_mutex);
    std::vector<StudyInfo> list;
    Statement statement = m_database.prepare(std::string(kStudyColumns) + "ORDER BY s.id");
    while (statement.step())
        list.push_back(infoOf(statement));
    if (statement.failed())
        return failed();
    return list;
}

Result<StudyInfo> StudyFile::find(const std::string& nameOrNumber, std::optional<StudyKind> kind)
{
    const auto list = studies();
    if (!list)
        return tl::make_unexpected(list.error());
    const auto asked = [&](const StudyInfo& info) { return !kind || info.kind == *kind; };
    if (nameOrNumber.empty()) {
        const auto newest = std::find_if(list->rbegin(), list->rend(), asked);
        if (newest == list->rend())
            return fail(ErrorCode::studyUnknown, {nameOrNumber, path()});
        return *newest;
    }
    auto found = std::find_if(list->begin(), list->end(), [&](const auto& info) { return info.name == nameOrNumber; });
    if (found == list->end())
        found = std::find_if(list->begin(), list->end(),
                             [&](const auto& info) { return std::to_string(info.id) == nameOrNumber; });
    if (found == list->end())
        return fail(ErrorCode::studyUnknown, {nameOrNumber, path()});
    if (!asked(*found))
        return otherKind(*found);
    return *found;
}

Result<std::int64_t> StudyFile::insertStudy(const StudyInfo& info, const std::string& layout)
{
    Statement insert = m_database.prepare(
        "INSERT INTO studies (name, question, layout, engine, space_hash, points, kind, created) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(nullif(?, ''), strftime('%Y-%m-%dT%H:%M:%SZ', 'now')))");
    insert.bind(1, std::string_view(info.name))
        .bind(2, std::string_view(info.question))
        .bind(3, std::string_view(layout));
    insert.bind(4, std::string_view(info.engine)).bind(5, std::string_view(toHex(info.spaceHash)));
    insert.bind(6, static_cast<std::int64_t>(info.size)).bind(7, factsOf(info.kind).stored);
    insert.bind(8, std::string_view(info.created));
    if (!insert.run())
        return failed();
    return m_database.lastRowId();
}

Result<std::string> StudyFile::freeName(const StudyInfo& info)
{
    const auto list = studies();
    if (!list)
        return tl::make_unexpected(list.error());
    const auto taken = [&](const std::string& name) {
        return std::any_of(list->begin(), list->end(),
                           [&](const StudyInfo& there) { return there.name == name && !there.isSame(info); });
    };
    std::string name = info.name;
    for (int number = 2; taken(name); ++number)
        name = fmt::format("{} {}", info.name, number);
    return name;
}

Result<StudyInfo> StudyFile::begin(const DesignSpace& space, TakenName taken)
{
    const std::scoped_lock lock(m_mutex);
    StudyInfo info{.name = space.question.name, .question = {}, .engine = kEngineVersion};
    info.spaceHash = space.layout.hash();
    info.size = space.size();
    if (taken == TakenName::getsANumber) {
        auto name = freeName(info);
        if (!name)
            return tl::make_unexpected(name.error());
        info.name = std::move(*name);
    }
    Question question = space.question;
    question.name = info.name;
    info.question = toToml(question);
    return beginOrContinue(std::move(info), toJson(space.layout));
}

Result<StudyInfo> StudyFile::beginOrContinue(StudyInfo info, const std::string& layout)
{
    const std::scoped_lock lock(m_mutex);
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failed();
    info.engine = kEngineVersion;
    if (auto same = find(info.name); same && same->name == info.name) {
        if (same->kind != info.kind)
            return fail(ErrorCode::studyChanged, {info.name, "the kind of study"});
        if (same->engine != info.engine)
            return fail(ErrorCode::studyChanged, {info.name, "the engine"});
        if (same->spaceHash != info.spaceHash)
            return fail(ErrorCode::studyChanged, {info.name, std::string(factsOf(info.kind).rests)});
        if (info.kind == StudyKind::space)
            return same;
        Statement update = m_database.prepare("UPDATE studies SET question = ?, points = ? WHERE id = ?");
        update.bind(1, std::string_view(info.question)).bind(2, static_cast<std::int64_t>(info.size)).bind(3, same->id);
        if (!update.run())
            return failed();
        if (auto committed = commit(transaction); !committed)
            return tl::make_unexpected(committed.error());
        return find(info.name);
    }
    const auto id = insertStudy(info, layout);
    if (!id)
        return tl::make_unexpected(id.error());
    if (auto committed = commit(transaction); !committed)
        return tl::make_unexpected(committed.error());
    return find(info.name);
}

bool StudyFile::insertPoints(std::int64_t study, const PointBatch& batch)
{
    Statement insert = m_database.prepare(
        fmt::format("INSERT INTO points (study, {}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", kPointColumns));
    insert.bind(1, study);
    for (std::uint64_t i = 0; i < batch.range.count; ++i) {
        const DesignFigures& figures = batch.figures[i];
        insert.bind(2, static_cast<std::int64_t>(batch.range.first + i))
            .bind(3, static_cast<std::int64_t>(figures.verdict));
        insert.bind(4, figures.latency).bind(5, figures.framesPerSecond).bind(6, figures.energy);
        insert.bind(7, figures.peakActivations).bind(8, figures.weights);
        if (!insert.run())
            return false;
    }
    Statement range = m_database.prepare("INSERT INTO ranges (study, first, count) VALUES (?, ?, ?)");
    range.bind(1, study)
        .bind(2, static_cast<std::int64_t>(batch.range.first))
        .bind(3, static_cast<std::int64_t>(batch.range.count));
    return range.run();
}

/// What is written into a file that nobody can find any more helps nobody: it is said, and the journal is brought home.
Result<void> StudyFile::commit(Transaction& transaction)
{
    if (!transaction.commit())
        return failed();
    if (!m_database.moved())
        return {};
    m_database.foldJournal();
    return fail(ErrorCode::fileUnwritable, {path(), "it was deleted, moved or replaced while it was written"});
}

Result<void> StudyFile::append(std::int64_t study, const std::vector<PointBatch>& batches)
{
    const std::scoped_lock lock(m_mutex);
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failed();
    for (const PointBatch& batch : batches)
        if (!insertPoints(study, batch))
            return failed();
    return commit(transaction);
}

Result<std::vector<PointRange>> StudyFile::ranges(std::int64_t study)
{
    const std::scoped_lock lock(m_mutex);
    // One statement, so that ranges and points are of one moment while another process adds to them.
    Statement statement =
        m_database.prepare("SELECT first, count, (SELECT count(*) FROM points WHERE study = ?1) FROM ranges WHERE "
                           "study = ?1 ORDER BY id");
    statement.bind(1, study);
    std::vector<PointRange> list;
    std::uint64_t points = 0;
    while (statement.step()) {
        list.push_back(
            {static_cast<std::uint64_t>(statement.integer(0)), static_cast<std::uint64_t>(statement.integer(1))});
        points = static_cast<std::uint64_t>(statement.integer(2));
    }
    if (statement.failed())
        return failed();
    if (!areDisjoint(list) || pointsIn(list) != points)
        return fail(ErrorCode::studyCorrupt, {path(), fmt::format("ranges of study {}", study)});
    return list;
}

Result<KnownPoints> StudyFile::known(std::int64_t study)
{
    const std::scoped_lock lock(m_mutex);
    KnownPoints points;
    Statement statement = m_database.prepare(fmt::format("SELECT {} FROM points WHERE study = ?", kPointColumns));
    statement.bind(1, study);
    while (statement.step())
        points.emplace(static_cast<std::uint64_t>(statement.integer(0)), figuresAt(statement, 1));
    if (statement.failed())
        return failed();
    return points;
}

Result<std::string> StudyFile::layoutText(std::int64_t study)
{
    Statement statement = m_database.prepare("SELECT layout FROM studies WHERE id = ?");
    const bool found = statement.bind(1, study).step();
    if (statement.failed())
        return failed();
    if (!found)
        return fail(ErrorCode::studyUnknown, {fmt::format("{}", study), path()});
    return statement.text(0);
}

Result<StudyContent> StudyFile::read(std::int64_t study)
{
    const std::scoped_lock lock(m_mutex);
    StudyContent content;
    Statement head = m_database.prepare(std::string(kStudyColumns) + "WHERE s.id = ?");
    const bool found = head.bind(1, study).step();
    if (head.failed())
        return failed();
    if (!found)
        return fail(ErrorCode::studyUnknown, {fmt::format("{}", study), path()});
    content.info = infoOf(head);
    if (content.info.kind != StudyKind::space)
        return otherKind(content.info);
    const auto text = layoutText(study);
    if (!text)
        return tl::make_unexpected(text.error());
    auto layout = layoutFromJson(*text);
    if (!layout)
        return fail(ErrorCode::studyCorrupt, {path(), "layout"});
    content.layout = std::move(*layout);
    auto done = ranges(study);
    if (!done)
        return tl::make_unexpected(done.error());
    content.ranges = std::move(*done);
    content.points.reserve(pointsIn(content.ranges));
    Statement statement = m_database.prepare(fmt::format("SELECT {} FROM points WHERE study = ?", kPointColumns));
    statement.bind(1, study);
    while (statement.step()) {
        const auto point = static_cast<std::uint64_t>(statement.integer(0));
        if (point >= content.layout.size)
            return fail(ErrorCode::studyCorrupt, {path(), fmt::format("point {}", point)});
        content.points.add(point, figuresAt(statement, 1), content.layout);
    }
    if (statement.failed())
        return failed();
    return content;
}

Result<void> StudyFile::rename(std::int64_t study, const std::string& name)
{
    const std::scoped_lock lock(m_mutex);
    Statement update = m_database.prepare("UPDATE studies SET name = ? WHERE id = ?");
    if (!update.bind(1, std::string_view(name)).bind(2, study).run())
        return failed();
    if (m_database.changes() == 0)
        return fail(ErrorCode::studyUnknown, {fmt::format("{}", study), path()});
    return {};
}

Result<void> StudyFile::remove(std::int64_t study)
{
    const std::scoped_lock lock(m_mutex);
    const auto running = RunLock::take(path(), study);
    if (!running)
        return tl::make_unexpected(running.error());
    Statement statement = m_database.prepare("DELETE FROM studies WHERE id = ?");
    if (!statement.bind(1, study).run())
        return failed();
    if (m_database.changes() == 0)
        return fail(ErrorCode::studyUnknown, {fmt::format("{}", study), path()});
    return {};
}

Result<void> StudyFile::saveFront(std::int64_t study, const std::vector<Objective>& objectives,
                                  const PointTable& points, const FrontSummary& summary)
{
    const std::scoped_lock lock(m_mutex);
    Transaction transaction(m_database);
    if (!transaction.begun())
        return failed();
    const std::string text = objectivesText(objectives);
    Statement old = m_database.prepare("DELETE FROM fronts WHERE study = ? AND objectives = ?");
    old.bind(1, study).bind(2, std::string_view(text));
    Statement head = m_database.prepare(
        "INSERT INTO fronts (study, objectives, evaluated, hypervolume, knee) VALUES (?, ?, ?, ?, ?)");
    head.bind(1, study)
        .bind(2, std::string_view(text))
        .bind(3, static_cast<std::int64_t>(points.size()))
        .bind(4, summary.hypervolume);
    if (summary.knee)
        head.bind(5, static_cast<std::int64_t>(points.index[*summary.knee]));
    if (!old.run() || !head.run())
        return failed();
    const std::int64_t front = m_database.lastRowId();
    Statement point = m_database.prepare("INSERT INTO front_points (front, point) VALUES (?, ?)");
    for (const std::uint32_t row : summary.front)
        if (!point.bind(1, front).bind(2, static_cast<std::int64_t>(points.index[row])).run())
            return failed();
    return commit(transaction);
}

} // namespace tenbin
