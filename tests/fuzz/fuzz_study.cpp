// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <iterator>

#include "engine/project/project_file.h"
#include "engine/study/study_file.h"
#include "tests/fuzz/fuzz_target.h"

using namespace tenbin;

namespace {

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string studyWithRecords()
{
    const auto path = fuzzFile("seed.tenbin", "");
    std::filesystem::remove(path);
    if (const auto file = StudyFile::open(path)) {
        const StudyInfo info{.name = "Fuzz", .question = "{}", .spaceHash = 1, .size = 2, .kind = StudyKind::sparsity};
        if (const auto begun = (*file)->begin(info))
            (void)(*file)->addRecord(begun->id, {.key = "a", .content = "{}", .blobs = {{"network", "bytes"}}});
    }
    return contentOf(path);
}

std::string project()
{
    const auto path = fuzzFile("project.tenbin", "");
    std::filesystem::remove(path);
    (void)ProjectFile::saveNew(path, {{"board", "", "{}"}, {"notes", "", "{\"text\":\"x\"}"}});
    return contentOf(path);
}

void readStudies(const std::filesystem::path& path)
{
    const auto file = StudyFile::openExisting(path);
    if (!file)
        return;
    const auto studies = (*file)->studies();
    if (!studies)
        return;
    for (const StudyInfo& study : *studies) {
        (void)(*file)->read(study.id);
        (void)(*file)->records(study.id);
    }
}

} // namespace

std::vector<std::string> fuzzSeeds() { return {studyWithRecords(), project()}; }

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto path = fuzzFile("fuzz.tenbin", textOf(data, size));
    for (const char* beside : {"-wal", "-shm", "-journal"})
        std::filesystem::remove(path.string() + beside);
    readStudies(path);
    const auto file = ProjectFile::open(path);
    if (!file)
        return 0;
    ++acceptedInputs;
    (void)(*file)->read(ProjectFile::Revision::saved);
    return 0;
}
