// SPDX-License-Identifier: GPL-3.0-or-later
// Points that are named by keys: those of studies that are no design spaces.
#include <algorithm>
#include <set>

#include "engine/study/study_file.h"

namespace tenbin {

Result<StudyInfo> StudyFile::begin(const StudyInfo& info) { return beginOrContinue(info, {}); }

Result<std::vector<StudyRecord>> StudyFile::records(std::int64_t study)
{
    const std::scoped_lock lock(m_mutex);
    std::vector<StudyRecord> list;
    Statement statement = m_database.prepare("SELECT key, content FROM records WHERE study = ? ORDER BY id");
    statement.bind(1, study);
    while (statement.step())
        list.push_back({.key = statement.text(0), .content = statement.text(1), .blobs = {}});
    if (statement.failed())
        return failed();
    return list;
}

bool StudyFile::insertRecord(std::int64_t study, const StudyRecord& record)
{
    Statement head = m_database.prepare("INSERT INTO records (study, key, content) VALUES (?, ?, ?)");
    if (!head.bind(1, study).bind(2, std::string_view(record.key)).bind(3, std::string_view(record.content)).run())
        return false;
    const std::int64_t id = m_database.lastRowId();
    Statement blob = m_database.prepare("INSERT INTO blobs (record, name, content) VALUES (?, ?, ?)");
    return std::all_of(record.blobs.begin(), record.blobs.end(), [&](const auto& named) {
        return blob.bind(1, id).bind(2, std::string_view(named.first)).bindBlob(3, named.second).run();
    });
}

Result<void> StudyFile::addRecord(std::int64_t study, const StudyRecord& record)
{
    const std::scoped_lock lock(m_mutex);
    Transaction transaction(m_database);
    if (!transaction.begun() || !insertRecord(study, record))
        return failed();
    return commit(transaction);
}

Result<std::string> StudyFile::blob(std::int64_t study, const std::string& key, const std::string& name)
{
    const std::scoped_lock lock(m_mutex);
    Statement statement = m_database.prepare("SELECT b.content FROM blobs b JOIN records r ON b.record = r.id WHERE "
                                             "r.study = ? AND r.key = ? AND b.name = ?");
    const bool found = statement.bind(1, study).bind(2, std::string_view(key)).bind(3, std::string_view(name)).step();
    if (statement.failed())
        return failed();
    if (!found)
        return fail(ErrorCode::studyUnknown, {key + ", " + name, path()});
    return statement.blob(0);
}

Result<void> StudyFile::readBlobs(std::int64_t study, StudyRecord& record)
{
    Statement statement = m_database.prepare(
        "SELECT b.name, b.content FROM blobs b JOIN records r ON b.record = r.id WHERE r.study = ? AND r.key = ?");
    statement.bind(1, study).bind(2, std::string_view(record.key));
    while (statement.step())
        record.blobs[statement.text(0)] = statement.blob(1);
    if (statement.failed())
        return failed();
    return {};
}

Result<void> StudyFile::mergeRecords(StudyFile& other, std::int64_t theirs, std::int64_t ours, MergeSummary& summary)
{
    auto offered = other.records(theirs);
    if (!offered)
        return tl::make_unexpected(offered.error());
    const auto own = records(ours);
    if (!own)
        return tl::make_unexpected(own.error());
    std::set<std::string_view> keys;
    for (const StudyRecord& record : *own)
        keys.insert(record.key);
    for (StudyRecord& record : *offered) {
        if (keys.contains(record.key)) {
            ++summary.duplicates;
            continue;
        }
        if (auto read = other.readBlobs(theirs, record); !read)
            return read;
        if (!insertRecord(ours, record))
            return failed();
        ++summary.added;
    }
    return {};
}

} // namespace tenbin
