// SPDX-License-Identifier: GPL-3.0-or-later
// Small files that claim to be large ones.
#include <fmt/format.h>
#include <malloc.h>

#include "tests/engine/inference/data_fixture.h"
#include "tests/support/cpu_time.h"
#include "tests/support/sanitizers.h"

namespace tenbin {
namespace {

const Shape kInput{1, 28, 28, 1};
constexpr double kMostSeconds = 0.5 * test::kSlowdown;
constexpr long kMostKib = 64 * 1024 * test::kShadow + test::kKeptAsideKib;

class HostileData : public DataFiles {
protected:
    static std::string bigEndian(std::uint32_t value)
    {
        std::string bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(value >> shift & 255);
        return bytes;
    }
    static std::string littleEndian(std::uint64_t value, int bytes)
    {
        std::string text;
        fixtures::appendNumber(text, value, bytes);
        return text;
    }
    static std::string idx(std::initializer_list<std::uint32_t> sizes, const std::string& values)
    {
        std::string text = bigEndian(0x800 + static_cast<std::uint32_t>(sizes.size()));
        for (const std::uint32_t size : sizes)
            text += bigEndian(size);
        return text + values;
    }
    static std::string gzip(const std::string& bytes)
    {
        z_stream stream{};
        deflateInit2(&stream, 9, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
        std::string packed(compressBound(bytes.size()) + 64, '\0');
        stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
        stream.avail_in = static_cast<uInt>(bytes.size());
        stream.next_out = reinterpret_cast<Bytef*>(packed.data());
        stream.avail_out = static_cast<uInt>(packed.size());
        deflate(&stream, Z_FINISH);
        packed.resize(stream.total_out);
        deflateEnd(&stream);
        return packed;
    }
    static std::string bmp(std::uint32_t width, std::uint32_t height, int bits, const std::string& values = {})
    {
        return "BM" + littleEndian(54 + values.size(), 4) + littleEndian(0, 4) + littleEndian(54, 4)
               + littleEndian(40, 4) + littleEndian(width, 4) + littleEndian(height, 4) + littleEndian(1, 2)
               + littleEndian(static_cast<std::uint64_t>(bits), 2) + std::string(24, '\0') + values;
    }
    static std::string chunk(const std::string& name, const std::string& content)
    {
        const std::string body = name + content;
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
        return bigEndian(static_cast<std::uint32_t>(content.size())) + body
               + bigEndian(static_cast<std::uint32_t>(sum));
    }
    static std::string png(std::uint32_t width, std::uint32_t height, const std::string& rest)
    {
        return "\x89PNG\r\n\x1a\n"
               + chunk("IHDR", bigEndian(width) + bigEndian(height) + std::string("\x08\x00\x00\x00\x00", 5)) + rest;
    }
    static std::string packed(const std::string& bytes)
    {
        std::string to(compressBound(bytes.size()), '\0');
        uLongf size = to.size();
        compress(reinterpret_cast<Bytef*>(to.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
                 bytes.size());
        to.resize(size);
        return to;
    }

    /// Refused with the file's name, at once and without memory to speak of.
    void expectRefused(const std::string& what, const Shape& input = kInput) const
    {
        ::malloc_trim(0);
        std::ofstream("/proc/self/clear_refs") << 5; // the peak begins anew
        const long before = peakKib();
        const double start = test::processSeconds();
        const auto data = loadDataSet(m_folder, Split::test, input);
        EXPECT_LT(test::processSeconds() - start, kMostSeconds) << what;
        EXPECT_LT(peakKib() - before, kMostKib) << what;
        ASSERT_FALSE(data) << what;
        EXPECT_TRUE(data.error().code == ErrorCode::dataFormat || data.error().code == ErrorCode::dataShape
                    || data.error().code == ErrorCode::labelRange || data.error().code == ErrorCode::fileUnreadable
                    || data.error().code == ErrorCode::fileNotFound)
            << what;
        EXPECT_NE(data.error().where.file.find(m_folder.string()), std::string::npos) << what;
    }
    void expectPictureRefused(const std::string& name, const std::string& bytes, const Shape& input = kInput) const
    {
        fs::remove_all(m_folder);
        for (int i = 0; i < 5; ++i)
            write(fmt::format("a/{}.{}", i, name), bytes);
        expectRefused(name, input);
    }
    void expectArraysRefused(const std::string& what, const std::string& x, const std::string& y) const
    {
        fs::remove_all(m_folder);
        write("x_test.npy", x);
        write("y_test.npy", y);
        expectRefused(what);
        fs::remove_all(m_folder);
        write("set.npz", zip({{"x_test.npy", x}, {"y_test.npy", y}}));
        expectRefused(what + " in an archive");
    }

private:
    static long peakKib()
    {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmHWM:"))
                return std::stol(line.substr(6));
        return 0;
    }
};

TEST_F(HostileData, GzipBombs)
{
    const std::string zeros(100u << 20, '\0');
    const std::string bomb = gzip(zeros);
    ASSERT_LT(bomb.size(), 200'000u);
    write("t10k-labels-idx1-ubyte.gz", gzip(idx({2}, "ab")));
    write("t10k-images-idx3-ubyte.gz", bomb);
    expectRefused("no header");
    write("t10k-images-idx3-ubyte.gz", gzip(idx({2, 28, 28}, "") + zeros));
    expectRefused("more than the header says");
    write("t10k-images-idx3-ubyte.gz", gzip(idx({133'746, 28, 28}, "") + zeros.substr(0, 133'746 * 784)));
    expectRefused("a header that agrees");
    fs::remove_all(m_folder);
    write("test_batch.bin", bomb);
    expectRefused("CIFAR", {1, 32, 32, 3});
    fs::remove_all(m_folder);
    write("y_labels.csv", "a.bin, 2, 1\n");
    write("a.bin", bomb);
    expectRefused("raw");
    expectRefused("raw, without a network", {});
    fs::remove_all(m_folder);
    write("x_test.npy", bomb);
    write("y_test.npy", npy("|u1", "(2,)", "ab"));
    expectRefused("NumPy");
    expectPictureRefused("bmp", bomb);
}

TEST_F(HostileData, IdxHeadersThatClaimMoreThanThereIs)
{
    write("t10k-labels-idx1-ubyte", idx({1'000'000}, "ab"));
    write("t10k-images-idx3-ubyte", idx({1'000'000, 28, 28}, "abcd"));
    expectRefused("many");
    write("t10k-images-idx3-ubyte", idx({1'000'000, 1'000'000, 1'000'000}, "abcd"));
    expectRefused("large");
    write("t10k-images-idx3-ubyte", idx({2, 0, 28}, ""));
    write("t10k-labels-idx1-ubyte", idx({2}, "ab"));
    expectRefused("empty");
    write("t10k-images-idx3-ubyte", idx({1, 60, 60}, std::string(3600, 'x')));
    expectRefused("larger than the network's input");
}

TEST_F(HostileData, NumpyShapesAndTypes)
{
    const std::string two = npy("|u1", "(2,)", "ab");
    expectArraysRefused("no bytes", npy("|u1", "(2147483648, 0, 0)", ""), npy("<i0", "(2147483648,)", ""));
    expectArraysRefused("floats of no bytes", npy("<f0", "(2, 2, 2)", ""), two);
    expectArraysRefused("labels of no bytes", npy("|u1", "(2, 2, 2)", "abcdefgh"), npy("<i0", "(2,)", ""));
    expectArraysRefused("labels of 3 bytes", npy("|u1", "(2, 2, 2)", "abcdefgh"), npy("<i3", "(2,)", "abcabc"));
    expectArraysRefused("negative width", npy("|u1", "(2, 2, 2)", "abcdefgh"), npy("<i-1", "(2,)", ""));
    expectArraysRefused("no labels", npy("|u1", "(2, 2, 2)", "abcdefgh"), npy("|u1", "(0,)", ""));
    expectArraysRefused("overflow", npy("|u1", "(2147483648, 2147483648, 2147483648, 8)", ""), two);
    expectArraysRefused("more than there is", npy("|u1", "(2, 28, 28)", "abcd"), two);
    expectArraysRefused("far larger than the input", npy("|u1", "(2, 99, 99)", std::string(2 * 99 * 99, 'x')), two);
    expectArraysRefused("other number of labels", npy("|u1", "(3, 2, 2)", std::string(12, 'x')), two);
}

TEST_F(HostileData, ArchivesThatDeclareMoreThanTheyHold)
{
    const std::string x = npy("|u1", "(2, 2, 2)", "abcdefgh"), y = npy("|u1", "(2,)", "ab");
    const std::string good = zip({{"x_test.npy", x}, {"y_test.npy", y}});
    write("set.npz", good);
    ASSERT_TRUE(loadDataSet(m_folder, Split::test, {1, 2, 2, 1}));
    const std::size_t directory = good.find("PK\x01\x02");
    for (const std::uint64_t claimed : {0xffff'ffffull, 0xf000'0000ull, 0x7fff'ffffull, 0ull, 1'000'000ull})
        for (const std::size_t field : {20u, 24u, 28u, 42u}) {
            std::string bad = good;
            bad.replace(directory + field, 4, littleEndian(claimed, 4));
            if (bad == good) // the first member does begin at 0
                continue;
            write("set.npz", bad);
            expectRefused(fmt::format("{} at {}", claimed, field));
        }
    const std::string zeros = npy("|u1", "(2, 50000000)", std::string(100'000'000, '\0'));
    write("set.npz", zip({{"x_test.npy", zeros}, {"y_test.npy", y}}));
    expectRefused("a bomb that is what it says");
    const std::string many = npy("|u1", "(100000000,)", std::string(100'000'000, '\0'));
    write("set.npz", zip({{"x_test.npy", x}, {"y_test.npy", many}}));
    expectRefused("a bomb of labels");
}

TEST_F(HostileData, PictureHeadsOfAFewBytes)
{
    for (const Shape& input : {kInput, Shape{}}) {
        for (const int bits : {1, 4, 8, 16, 24, 32, 0})
            expectPictureRefused("bmp", bmp(16384, 16384, bits), input);
        expectPictureRefused("bmp", bmp(0x7fffffff, 0x80000000u, 24), input);
        const std::string gif = "GIF89a" + littleEndian(16384, 2) + littleEndian(16384, 2) + std::string("\x80\0\0", 3)
                                + std::string(6, 'c') + "," + littleEndian(0, 4) + littleEndian(16384, 2)
                                + littleEndian(16384, 2) + std::string("\0\x02\x02\x4c\x01\0;", 7);
        expectPictureRefused("gif", gif, input);
        expectPictureRefused("gif", gif.substr(0, 14), input);
        expectPictureRefused("ppm", "P6 16384 16384 255\n", input);
        expectPictureRefused("ppm", "P6 99999999999 99999999999 255\n", input);
        expectPictureRefused("pgm", "P5 2 2 99999999999\nabcd", input);
        expectPictureRefused("pgm", "P5 0 0 255\n", input);
        expectPictureRefused("pgm", "P5", input);
        expectPictureRefused("pgm", "P5 # for ever", input);
        expectPictureRefused("png", png(16384, 16384, chunk("IDAT", packed("x"))), input);
        expectPictureRefused("png", png(28, 28, chunk("IDAT", "").substr(0, 8)), input);
        expectPictureRefused("png", png(28, 28, bigEndian(0x80000000u) + "IDAT" + std::string(8, 'x')), input);
        expectPictureRefused("png", png(28, 28, bigEndian(0x7fffffffu) + "IDAT" + std::string(8, 'x')), input);
        expectPictureRefused("png", png(28, 28, chunk("IDAT", "") + chunk("IEND", "")), input);
        expectPictureRefused(
            "jpg", std::string("\xff\xd8\xff\xc0\x00\x0b\x08\x40\x00\x40\x00\x01\x01\x11\x00\xff\xd9", 17), input);
        expectPictureRefused("png", "", input);
    }
}

TEST_F(HostileData, APictureThatUnpacksToMoreThanItsHeadSays)
{
    const std::string bomb = packed(std::string(50u << 20, '\0'));
    expectPictureRefused("png", png(28, 28, chunk("IDAT", bomb) + chunk("IEND", "")).substr(0, 40'000));
    fs::remove_all(m_folder);
    for (int i = 0; i < 5; ++i)
        write(fmt::format("a/{}.png", i), png(28, 28, chunk("IDAT", bomb) + chunk("IEND", "")));
    const double start = test::processSeconds();
    (void)loadDataSet(m_folder, Split::test, kInput); // read as far as the head says, or refused
    EXPECT_LT(test::processSeconds() - start, kMostSeconds);
}

TEST_F(HostileData, SoundPicturesAreRead)
{
    const std::string rows = std::string(5 * 4, '\0'); // 4 rows: a filter and 4 pixels
    for (int i = 0; i < 5; ++i) {
        write(fmt::format("a/{}.png", i), png(4, 4, chunk("IDAT", packed(rows)) + chunk("IEND", "")));
        write(fmt::format("b/{}.bmp", i), bmp(4, 4, 24, std::string(4 * 12, '\0')));
        write(fmt::format("c/{}.pgm", i), "P5\n# by hand\n4 4\n65535\n" + std::string(32, '\0'));
    }
    const auto data = loadDataSet(m_folder, Split::test, {1, 4, 4, 1});
    ASSERT_TRUE(data) << data.error().where.file << data.error().arguments[0];
    EXPECT_EQ(data->size(), 3u);
    EXPECT_EQ(data->shape, (Shape{4, 4, 1}));
}

TEST_F(HostileData, TablesOfRawTensors)
{
    write("a.bin", std::string(1000, 'x'));
    std::string table;
    for (int i = 0; i < 100'000; ++i)
        table += "a.bin, 10, 1\n";
    write("y_labels.csv", table);
    expectRefused("one file many times");
    fs::remove(m_folder / "y_labels.csv");
    write("packed.zip", "PK");
    EXPECT_EQ(loadDataSet(m_folder / "packed.zip", Split::test, kInput).error().code, ErrorCode::dataFormat);
    fs::create_symlink("/dev/zero", m_folder / "y_labels.csv");
    const auto endless = loadDataSet(m_folder, Split::test, kInput);
    ASSERT_FALSE(endless);
    EXPECT_EQ(endless.error().code, ErrorCode::fileUnreadable);
    fs::remove(m_folder / "y_labels.csv");
    write("y_labels.csv", "../../../../../dev/zero, 10, 1\n");
    EXPECT_EQ(loadDataSet(m_folder, Split::test, kInput).error().code, ErrorCode::fileNotFound);
    write("y_labels.csv", "a.bin, 10, 1\n");
    write("a.bin", "");
    expectRefused("empty");
}

} // namespace
} // namespace tenbin
