// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstring>
#include <filesystem>
#include <fstream>

#include <unistd.h>
#include <zlib.h>

#include <gmock/gmock.h>

#include "engine/inference/data_set.h"

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
    static void number(std::string& to, std::size_t value, int bytes)
    {
        for (int i = 0; i < bytes; ++i)
            to += static_cast<char>(value >> (8 * i) & 255);
    }
    /// An archive of deflated members.
    static std::string zip(const std::vector<std::pair<std::string, std::string>>& members)
    {
        std::string out, directory;
        for (const auto& [name, bytes] : members) {
            std::string packed(compressBound(bytes.size()) + 64, '\0');
            z_stream stream{};
            deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
            stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
            stream.avail_in = static_cast<uInt>(bytes.size());
            stream.next_out = reinterpret_cast<Bytef*>(packed.data());
            stream.avail_out = static_cast<uInt>(packed.size());
            deflate(&stream, Z_FINISH);
            packed.resize(stream.total_out);
            deflateEnd(&stream);
            std::string common;
            number(common, 20, 2), number(common, 0, 2), number(common, 8, 2), number(common, 0, 4);
            number(common, crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size())), 4);
            number(common, packed.size(), 4), number(common, bytes.size(), 4), number(common, name.size(), 2),
                number(common, 0, 2);
            directory += "PK\x01\x02";
            number(directory, 20, 2);
            directory += common;
            number(directory, 0, 2), number(directory, 0, 2), number(directory, 0, 2), number(directory, 0, 4),
                number(directory, out.size(), 4);
            directory += name;
            out += "PK\x03\x04" + common + name + packed;
        }
        const std::size_t start = out.size();
        out += directory + "PK\x05\x06";
        number(out, 0, 4), number(out, members.size(), 2), number(out, members.size(), 2),
            number(out, directory.size(), 4), number(out, start, 4), number(out, 0, 2);
        return out;
    }

    fs::path m_folder;
};

} // namespace tenbin
