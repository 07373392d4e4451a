// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures by class and NumPy arrays, whole and damaged; the files are made here.
#include "tests/engine/inference/data_fixture.h"

namespace tenbin {
namespace {

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
