// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/sparsity/sparsity_study.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "engine/core/hash.h"
#include "engine/core/text_parts.h"
#include "engine/formats/importer.h"
#include "engine/formats/tflite/writer.h"
#include "engine/sparsity/sparsity_json.h"

namespace tenbin {

namespace {

constexpr const char* kWhole = "network.tflite";   // int8
constexpr const char* kTrained = "trained.tflite"; // float32

std::string nameOf(const SparsityQuestion& question)
{
    std::string network = "reference";
    if (!question.network.empty())
        network = std::filesystem::path(question.network).stem().string();
    return fmt::format("{} · {}", network, question.found.dataName);
}

/// The name of the study to continue, or a free one to begin.
Result<std::string> chosenName(StudyFile& file, const StudyInfo& info)
{
    const auto list = file.studies();
    if (!list)
        return tl::make_unexpected(list.error());
    const auto same =
        std::find_if(list->begin(), list->end(), [&](const StudyInfo& there) { return there.isSame(info); });
    if (same != list->end())
        return same->name;
    return file.freeName(info);
}

/// Points asked for and points that are there.
Result<std::uint64_t> sizeWith(StudyFile& file, const std::string& name, std::vector<std::string> keys)
{
    std::set<std::string> all(std::make_move_iterator(keys.begin()), std::make_move_iterator(keys.end()));
    const auto list = file.studies();
    if (!list)
        return tl::make_unexpected(list.error());
    const auto there =
        std::find_if(list->begin(), list->end(), [&](const StudyInfo& info) { return info.name == name; });
    if (there == list->end())
        return all.size();
    const auto records = file.records(there->id);
    if (!records)
        return tl::make_unexpected(records.error());
    for (const StudyRecord& record : *records)
        all.insert(record.key);
    return all.size();
}

std::string text(const std::vector<std::byte>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace

Result<std::shared_ptr<SparsityStudy>> SparsityStudy::begin(std::shared_ptr<StudyFile> file,
                                                            const SparsityQuestion& question, const std::string& name,
                                                            std::vector<std::string> keys)
{
    StudyInfo info{.name = name, .question = toJson(question)};
    info.kind = StudyKind::sparsity;
    info.spaceHash = question.hash();
    info.engine = kEngineVersion;
    if (name.empty()) {
        info.name = nameOf(question);
        auto chosen = chosenName(*file, info);
        if (!chosen)
            return tl::make_unexpected(chosen.error());
        info.name = std::move(*chosen);
    }
    const auto size = sizeWith(*file, info.name, std::move(keys));
    if (!size)
        return tl::make_unexpected(size.error());
    info.size = *size;
    auto begun = file->begin(info);
    if (!begun)
        return tl::make_unexpected(begun.error());
    auto lock = RunLock::take(file->path(), begun->id);
    if (!lock)
        return tl::make_unexpected(lock.error());
    auto study = std::make_shared<SparsityStudy>();
    study->m_file = std::move(file);
    study->m_info = *begun;
    study->m_question = question;
    study->m_lock = std::move(*lock);
    if (auto read = study->readPoints(); !read) // after the lock: nobody adds to it from here on
        return tl::make_unexpected(read.error());
    return study;
}

Result<std::shared_ptr<SparsityStudy>> SparsityStudy::open(std::shared_ptr<StudyFile> file,
                                                           const std::string& nameOrNumber)
{
    const auto info = file->find(nameOrNumber, StudyKind::sparsity);
    if (!info)
        return tl::make_unexpected(info.error());
    return open(std::move(file), *info);
}

Result<std::shared_ptr<SparsityStudy>> SparsityStudy::open(std::shared_ptr<StudyFile> file, const StudyInfo& info)
{
    auto question = parseSparsityQuestion(info.question, file->path());
    if (!question)
        return tl::make_unexpected(question.error());
    auto study = std::make_shared<SparsityStudy>();
    study->m_file = std::move(file);
    study->m_info = info;
    study->m_question = std::move(*question);
    if (auto read = study->readPoints(); !read)
        return tl::make_unexpected(read.error());
    return study;
}

Result<void> SparsityStudy::readPoints()
{
    const auto records = m_file->records(m_info.id);
    if (!records)
        return tl::make_unexpected(records.error());
    for (const StudyRecord& record : *records) {
        auto point = sparsityPointFromJson(record.content);
        if (!point)
            return fail(ErrorCode::studyCorrupt, {m_file->path(), "point " + record.key});
        point->key = record.key;
        m_points.push_back(std::move(*point));
    }
    return {};
}

Result<void> SparsityStudy::add(const SparsityPoint& point, const SweepNetworks& networks)
{
    const auto whole = writeTflite(*networks.whole);
    if (!whole)
        return tl::make_unexpected(whole.error());
    const auto trained = writeTflite(*networks.trained);
    if (!trained)
        return tl::make_unexpected(trained.error());
    const StudyRecord record{
        .key = point.key, .content = toJson(point), .blobs = {{kWhole, text(*whole)}, {kTrained, text(*trained)}}};
    if (auto added = m_file->addRecord(m_info.id, record); !added)
        return added;
    m_points.push_back(point);
    return {};
}

Result<std::shared_ptr<const Graph>> SparsityStudy::network(const std::string& key, bool trained)
{
    const char* file = kWhole;
    if (trained)
        file = kTrained;
    auto content = m_file->blob(m_info.id, key, file);
    if (!content)
        return tl::make_unexpected(content.error());
    const auto bytes = std::make_shared<const std::string>(std::move(*content));
    return importNetwork(std::as_bytes(std::span(bytes->data(), bytes->size())), m_info.name + "/" + key, bytes);
}

std::string networkFileName(const SparsityPoint& point)
{
    return fmt::format("{}-{:.3f}-{}bit{}.tflite", toString(point.method), point.remaining, point.weightBits,
                       textIf(point.epochs <= 0, "-untrained"));
}

} // namespace tenbin
