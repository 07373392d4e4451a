// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/project/replace_file.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "engine/study/database.h"

namespace tenbin {

namespace {

namespace fs = std::filesystem;

/// Removes what was built, unless it took the target's place.
class Beside {
public:
    explicit Beside(const fs::path& target) : m_path(fmt::format("{}.{}.new", target.string(), ::getpid()))
    {
        removeAll();
    }
    ~Beside() { removeAll(); }
    Beside(const Beside&) = delete;
    Beside& operator=(const Beside&) = delete;

    const fs::path& path() const { return m_path; }

private:
    void removeAll() const
    {
        std::error_code none;
        for (const char* ending : {"", "-wal", "-shm", "-journal"})
            fs::remove(m_path.string() + ending, none);
    }

    fs::path m_path;
};

bool synchronise(const fs::path& path, int flags)
{
    const int file = ::open(path.c_str(), flags | O_CLOEXEC);
    const bool done = file >= 0 && ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    return done;
}

/// Folds the journal of the file that goes into it: left behind, it would be replayed over the new one.
void endJournal(const fs::path& target)
{
    std::error_code none;
    if (!fs::exists(target.string() + "-wal", none))
        return;
    if (auto old = Database::open(target, Database::Mode::readWrite))
        (void)old->execute("PRAGMA journal_mode = DELETE");
    fs::remove(target.string() + "-wal", none);
    fs::remove(target.string() + "-shm", none);
}

tl::unexpected<Error> unwritable(const fs::path& target)
{
    return fail(ErrorCode::fileUnwritable, {target.string(), std::strerror(errno)});
}

} // namespace

Result<void> replaceFile(const fs::path& wanted, const std::function<Result<void>(const fs::path&)>& build)
{
    std::error_code none;
    const fs::path target = fs::exists(wanted, none) ? fs::canonical(wanted, none) : wanted; // a link stays a link
    const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (::access(folder.c_str(), W_OK) != 0)
        return unwritable(target);
    const Beside beside(target);
    if (auto built = build(beside.path()); !built)
        return built;
    if (const auto status = fs::status(target, none); fs::exists(status))
        fs::permissions(beside.path(), status.permissions(), none);
    if (!synchronise(beside.path(), O_RDONLY))
        return unwritable(target);
    endJournal(target);
    if (::rename(beside.path().c_str(), target.c_str()) != 0)
        return unwritable(target);
    synchronise(folder, O_RDONLY | O_DIRECTORY);
    return {};
}

} // namespace tenbin
