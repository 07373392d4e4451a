// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/study/study_file.h"

namespace tenbin {

Result<RunLock> RunLock::take(const std::string& studyPath, std::int64_t study)
{
    const std::string path = fmt::format("{}-{}.lock", studyPath, study);
    for (;;) {
        const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (file < 0)
            return fail(ErrorCode::fileUnwritable, {path, std::generic_category().message(errno)});
        if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
            ::close(file);
            return fail(ErrorCode::studyBusy, {studyPath});
        }
        // Whoever held it before may have removed the file in between: then it locks nothing.
        struct stat mine {};
        struct stat there {};
        if (::fstat(file, &mine) == 0 && ::stat(path.c_str(), &there) == 0 && mine.st_ino == there.st_ino)
            return RunLock(file, path);
        ::close(file);
    }
}

RunLock::RunLock(RunLock&& other) noexcept : m_file(std::exchange(other.m_file, -1)), m_path(std::move(other.m_path)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept
{
    std::swap(m_file, other.m_file);
    std::swap(m_path, other.m_path);
    return *this;
}

RunLock::~RunLock()
{
    if (m_file < 0)
        return;
    ::unlink(m_path.c_str());
    ::close(m_file);
}

} // namespace tenbin
