// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/core/file.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tenbin {

namespace {

namespace fs = std::filesystem;

std::string reason(int error) { return std::generic_category().message(error); }

tl::unexpected<Error> unreadable(const fs::path& file, const std::string& why)
{
    return fail(ErrorCode::fileUnreadable, {file.string(), why}, {.file = file.string()});
}

/// Closes a descriptor at the end of a scope.
struct Descriptor {
    explicit Descriptor(int number) : value(number) {}
    ~Descriptor()
    {
        if (value >= 0)
            ::close(value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int value;
};

/// Appends up to `size` bytes; the number read, 0 at the end, negative on failure.
ssize_t readSome(int descriptor, std::string& text, std::size_t size)
{
    const std::size_t before = text.size();
    text.resize(before + size);
    ssize_t got = 0;
    do {
        got = ::read(descriptor, text.data() + before, size);
    } while (got < 0 && errno == EINTR);
    text.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    return got;
}

/// 0, or errno.
int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

/// 0, or errno. Some file systems know no fsync: they cannot do better.
int synchronise(int descriptor)
{
    if (::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOSYS || errno == ENOTSUP)
        return 0;
    return errno;
}

/// Where a chain of links ends, also where nothing is there yet.
fs::path endOfLinks(fs::path path)
{
    constexpr int kMostLinks = 40; // as Linux
    std::error_code error;
    for (int i = 0; i < kMostLinks && fs::is_symlink(path, error); ++i)
        path = path.parent_path() / fs::read_symlink(path, error);
    return path;
}

fs::path folderOf(const fs::path& file)
{
    if (file.has_parent_path())
        return file.parent_path();
    return ".";
}

/// A new file in the folder, its name short enough for any file system and used by nobody else.
std::pair<fs::path, int> newFile(const fs::path& folder)
{
    static std::atomic<unsigned> next{0};
    constexpr int kMostTries = 1000; // remains of killed processes with this number
    for (int i = 0; i < kMostTries; ++i) {
        fs::path path = folder / (".tenbin-" + std::to_string(::getpid()) + "-" + std::to_string(next++) + ".new");
        const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0 || errno != EEXIST)
            return {std::move(path), descriptor};
    }
    return {{}, -1};
}

/// Owner first: a change of owner takes permissions away. Who may not give a file away keeps it.
void takeAfter(int descriptor, const struct stat& old)
{
    const bool given = ::fchown(descriptor, old.st_uid, old.st_gid) == 0;
    constexpr mode_t kSpecial = S_ISUID | S_ISGID;
    const mode_t mode = old.st_mode & 07777;
    ::fchmod(descriptor, given ? mode : mode & ~kSpecial);
}

} // namespace

tl::unexpected<Error> unwritableFile(const fs::path& file, int error)
{
    return fail(ErrorCode::fileUnwritable, {file.string(), reason(error)}, {.file = file.string()});
}

Result<std::string> readWhole(const fs::path& file, std::uint64_t most)
{
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return fail(ErrorCode::fileNotFound, {file.string()}, {.file = file.string()});
        return unreadable(file, reason(errno));
    }
    if (S_ISDIR(status.st_mode))
        return unreadable(file, reason(EISDIR));
    if (!S_ISREG(status.st_mode))
        return unreadable(file, "not a regular file");
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
    if (in.value < 0 || ::fstat(in.value, &status) != 0)
        return unreadable(file, reason(errno));
    if (!S_ISREG(status.st_mode)) // exchanged in between
        return unreadable(file, "not a regular file");
    if (static_cast<std::uint64_t>(status.st_size) > most)
        return unreadable(file, reason(EFBIG));
    // The size may be wrong: files of /proc have none, others grow.
    std::string text;
    text.reserve(static_cast<std::size_t>(status.st_size) + 1);
    constexpr std::size_t kChunk = 1 << 16;
    for (;;) {
        const std::size_t room = text.capacity() - text.size();
        const ssize_t got = readSome(in.value, text, room > 0 ? room : kChunk);
        if (got < 0)
            return unreadable(file, reason(errno));
        if (got == 0)
            return text;
        if (text.size() > most)
            return unreadable(file, reason(EFBIG));
    }
}

Result<void> writeWhole(const fs::path& file, std::string_view bytes)
{
    auto replacement = FileReplacement::begin(file);
    if (!replacement)
        return tl::make_unexpected(replacement.error());
    if (auto written = replacement->write(bytes); !written)
        return written;
    return replacement->commit();
}

Result<FileReplacement> FileReplacement::begin(const fs::path& wanted)
{
    struct stat old {};
    const bool exists = ::stat(wanted.c_str(), &old) == 0;
    if (!exists && errno != ENOENT)
        return unwritableFile(wanted, errno);
    if (exists && !S_ISREG(old.st_mode)) {
        const int descriptor = ::open(wanted.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor < 0)
            return unwritableFile(wanted, errno);
        return FileReplacement(wanted, wanted, descriptor);
    }
    if (exists && ::access(wanted.c_str(), W_OK) != 0) // protected from changes, so also from being replaced
        return unwritableFile(wanted, errno);
    const fs::path target = endOfLinks(wanted);
    auto [path, descriptor] = newFile(folderOf(target));
    if (descriptor < 0)
        return unwritableFile(wanted, errno);
    if (exists)
        takeAfter(descriptor, old);
    return FileReplacement(target, std::move(path), descriptor);
}

FileReplacement::FileReplacement(FileReplacement&& other) noexcept
    : m_target(std::move(other.m_target)), m_beside(std::move(other.m_beside)),
      m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FileReplacement::~FileReplacement()
{
    if (m_descriptor < 0)
        return;
    ::close(m_descriptor);
    if (direct())
        return;
    for (const char* ending : {"", "-wal", "-shm", "-journal"})
        ::unlink((m_beside.string() + ending).c_str());
}

Result<void> FileReplacement::write(std::string_view bytes)
{
    if (const int failed = writeAll(m_descriptor, bytes))
        return unwritableFile(m_target, failed);
    return {};
}

Result<void> FileReplacement::commit()
{
    if (const int failed = synchronise(m_descriptor); failed && !direct())
        return unwritableFile(m_target, failed);
    if (!direct() && ::rename(m_beside.c_str(), m_target.c_str()) != 0)
        return unwritableFile(m_target, errno);
    const int closed = ::close(std::exchange(m_descriptor, -1));
    if (direct() && closed != 0)
        return unwritableFile(m_target, errno);
    if (direct())
        return {};
    const Descriptor folder(::open(folderOf(m_target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.value >= 0)
        synchronise(folder.value); // the new file is in its place already
    return {};
}

} // namespace tenbin
