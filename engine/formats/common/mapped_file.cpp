// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/formats/common/mapped_file.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tenbin {

namespace {

tl::unexpected<Error> unreadable(const std::string& path, int code)
{
    return fail(ErrorCode::fileUnreadable, {path, std::generic_category().message(code)}, {.file = path});
}

/// Closes a file descriptor at the end of a scope; the mapping survives it.
class Descriptor {
public:
    explicit Descriptor(int value) : m_value(value) {}
    ~Descriptor()
    {
        if (m_value >= 0)
            ::close(m_value);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int value() const { return m_value; }

private:
    int m_value;
};

} // namespace

Result<std::shared_ptr<const MappedFile>> MappedFile::open(const std::filesystem::path& path)
{
    const std::string name = path.string();
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.value() < 0) {
        if (errno == ENOENT || errno == ENOTDIR)
            return fail(ErrorCode::fileNotFound, {name}, {.file = name});
        return unreadable(name, errno);
    }
    struct stat status {};
    if (::fstat(file.value(), &status) != 0)
        return unreadable(name, errno);
    if (S_ISDIR(status.st_mode))
        return unreadable(name, EISDIR);
    if (!S_ISREG(status.st_mode))
        return unreadable(name, EINVAL);
    if (status.st_size == 0)
        return fail(ErrorCode::fileEmpty, {name}, {.file = name});

    const auto size = static_cast<std::size_t>(status.st_size);
    void* address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.value(), 0);
    if (address == MAP_FAILED)
        return unreadable(name, errno);
    const std::span bytes(static_cast<const std::byte*>(address), size);
    return std::shared_ptr<const MappedFile>(new MappedFile(bytes));
}

MappedFile::~MappedFile() { ::munmap(const_cast<std::byte*>(m_bytes.data()), m_bytes.size()); }

} // namespace tenbin
