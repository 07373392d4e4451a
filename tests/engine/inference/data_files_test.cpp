// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures by class and NumPy arrays, whole and damaged; the files are made here.
#include <cstring>
#include <filesystem>
#include <fstream>

#include <unistd.h>
#include <zlib.h>

#include <gmock/gmock.h>

#include "engine/inference/data_set.h"

namespace tenbin {
namespace {

namespace fs = std::filesystem;

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

TEST_F(DataFiles, PicturesInAFolderAClass)
{
    for (int i = 0; i < 10; ++i) {
        write("cat/" + std::to_string(i) + ".pgm", grey(10 + i));
        write("dog/" + std::to_string(i) + ".PGM", grey(100 + i));
    }
    write("cat/notes.txt", "not a picture");
    const auto train = loadDataSet(m_folder, Split::train), test = loadDataSet(m_folder, Split::test);
    ASSERT_TRUE(train && test);
    EXPECT_EQ(train->size(), 16u);
    EXPECT_EQ(test->size(), 4u) << "every fifth";
    EXPECT_EQ(test->shape, (Shape{2, 2, 1}));
    EXPECT_EQ(test->classes, 2);
    EXPECT_THAT(test->labels, testing::ElementsAre(0, 0, 1, 1));
    EXPECT_EQ(test->sample(0)[0], 14);
    EXPECT_EQ(test->sample(3)[0], 109);
    EXPECT_EQ(test->sample(3)[3], 4);
}

TEST_F(DataFiles, PicturesThatArePartedAlready)
{
    write("train/a/1.pgm", grey(1));
    write("train/b/1.pgm", grey(2));
    write("test/a/1.pgm", grey(3));
    write("test/b/1.ppm", std::string("P6\n2 2\n255\n") + std::string(12, 'x'));
    const auto train = loadDataSet(m_folder, Split::train), test = loadDataSet(m_folder, Split::test);
    ASSERT_TRUE(train && test);
    EXPECT_EQ(train->size(), 2u);
    EXPECT_EQ(test->shape, (Shape{2, 2, 1})) << "colour is turned to grey where the first one is grey";
    EXPECT_EQ(test->sample(1)[0], 'x');
}

TEST_F(DataFiles, BadPicturesAreNamed)
{
    write("a/1.pgm", grey(1));
    write("a/2.pgm", "P5\n3 2\n255\nabcdef");
    auto data = loadDataSet(m_folder, Split::train);
    ASSERT_FALSE(data);
    EXPECT_EQ(data.error().code, ErrorCode::dataShape);
    EXPECT_NE(data.error().where.file.find("2.pgm"), std::string::npos);
    write("a/2.pgm", "nothing");
    data = loadDataSet(m_folder, Split::train);
    ASSERT_FALSE(data);
    EXPECT_EQ(data.error().code, ErrorCode::dataFormat);
    EXPECT_NE(data.error().where.file.find("2.pgm"), std::string::npos);
}

TEST_F(DataFiles, NumpyFilesAndArchives)
{
    const std::string x = npy("|u1", "(2, 2, 3)", "abcdefghijkl"),
                      y = npy("<i8", "(2,)", std::string("\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16));
    for (const char* part : {"train", "test"}) {
        write(std::string("x_") + part + ".npy", x);
        write(std::string("y_") + part + ".npy", y);
    }
    const auto check = [](const Result<DataSet>& data) {
        ASSERT_TRUE(data);
        EXPECT_EQ(data->shape, (Shape{2, 3, 1}));
        EXPECT_THAT(data->labels, testing::ElementsAre(1, 0));
        EXPECT_EQ(data->sample(1)[0], 'g');
    };
    check(loadDataSet(m_folder, Split::train));
    check(loadDataSet(m_folder, Split::test));
    write("other/set.npz", zip({{"x_train.npy", x}, {"y_train.npy", y}, {"x_test.npy", x}, {"y_test.npy", y}}));
    check(loadDataSet(m_folder / "other", Split::test));
    check(loadDataSet(m_folder / "other" / "set.npz", Split::train));
}

TEST_F(DataFiles, DamagedArraysSayWhatAndWhere)
{
    const std::string x = npy("|u1", "(2, 2, 3)", "abcdefghijkl"), y = npy("|u1", "(2,)", "ab");
    std::string archive = zip({{"x_test.npy", x}, {"y_test.npy", y}});
    const auto codeOf = [&](const std::string& bytes) {
        write("set.npz", bytes);
        const auto data = loadDataSet(m_folder / "set.npz", Split::test);
        return data ? std::string("read")
                    : std::to_string(static_cast<int>(data.error().code)) + " "
                          + (data.error().arguments.empty() ? "" : data.error().arguments[0]);
    };
    const std::string format = std::to_string(static_cast<int>(ErrorCode::dataFormat)) + " ";
    EXPECT_EQ(codeOf(archive.substr(0, archive.size() - 30)).substr(0, format.size()), format);
    std::string flipped = archive;
    flipped[60] = static_cast<char>(flipped[60] ^ 0x55);
    EXPECT_EQ(codeOf(flipped).substr(0, format.size()), format);
    EXPECT_EQ(codeOf(zip({{"x_test.npy", x}})),
              std::to_string(static_cast<int>(ErrorCode::labelsMissing)) + " y_test.npy");
    EXPECT_EQ(codeOf(zip({{"x_test.npy", npy("<f4", "(1, 2, 2)", std::string(16, '\0'))}, {"y_test.npy", y}}))
                  .substr(0, format.size()),
              format);
    EXPECT_NE(codeOf(zip({{"x_test.npy", npy("|u1", "(9, 2, 3)", "abcdefghijkl")}, {"y_test.npy", y}}))
                  .find("54 bytes expected, 12 found"),
              std::string::npos);
    for (std::size_t size = 0; size < archive.size(); size += 7)
        EXPECT_NE(codeOf(archive.substr(0, size)), "read") << size;
}

} // namespace
} // namespace tenbin
