// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>

#include <unistd.h>
#include <zlib.h>

#include <gmock/gmock.h>

#include "engine/inference/data_set.h"
#include "tests/support/zip_writer.h"

namespace tenbin {

namespace fs = std::filesystem;

/// A folder of data sets that are made in code.
class DataFiles : public ::testing::Test {
protected:
    void SetUp() override
    {
        m_folder = fs::path(::testing::TempDir()) / ("tenbin-data-" + std::to_string(::getpid()));
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    void write(const std::string& name, const std::string& bytes) const
    {
        fs::create_directories((m_folder / name).parent_path());
        std::ofstream(m_folder / name, std::ios::binary) << bytes;
    }
    /// 2 x 2 pixels as PGM.
    static std::string grey(int first)
    {
        return std::string("P5\n2 2\n255\n") + static_cast<char>(first) + std::string("\x02\x03\x04", 3);
    }

    static std::string npy(const std::string& type, const std::string& shape, const std::string& values)
    {
        std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        header.resize(117, ' ');
        header += '\n';
        return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(header.size()) + '\0' + header + values;
    }
    /// An archive of deflated members.
    static std::string zip(const std::vector<std::pair<std::string, std::string>>& members)
    {
        return fixtures::zipArchive(members);
    }

    fs::path m_folder;
};

} // namespace tenbin
