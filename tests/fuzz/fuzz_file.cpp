// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <system_error>

#include <unistd.h>

#include "tests/fuzz/fuzz_target.h"

namespace tenbin {

namespace {

class Folder {
public:
    Folder() : m_path(std::filesystem::temp_directory_path() / ("tenbin-fuzz-" + std::to_string(::getpid())))
    {
        std::filesystem::create_directories(m_path);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace

std::filesystem::path fuzzFile(const std::string& name, std::string_view bytes)
{
    static const Folder folder;
    const std::filesystem::path path = folder.path() / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path;
}

} // namespace tenbin
