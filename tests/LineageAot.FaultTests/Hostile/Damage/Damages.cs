using System.Buffers.Binary;

namespace LineageAot.FaultTests.Hostile.Damage;

/// <summary>What befalls a file: some of its bytes are others, it's cut, its pages are exchanged or empty. The same seed does the same.</summary>
internal static class Damages
{
    private const int Header = 100, LogHeader = 32, FrameHeader = 24;

    /// <summary>Of the database's file.</summary>
    public static readonly (string Kind, Func<byte[], Random, byte[]> Do)[] OfFile =
    [
        ("one bit", static (file, random) => Flip(file, random, 1, 0)),
        ("some bits", static (file, random) => Flip(file, random, 2 + random.Next(20), 0)),
        ("many bits", static (file, random) => Flip(file, random, 200, 0)),
        ("bits behind the header", static (file, random) => Flip(file, random, 1 + random.Next(4), Header)),
        ("bits of one page's head", static (file, random) => FlipHead(file, random)),
        ("bits of the header", static (file, random) => FlipIn(file, random, 1 + random.Next(4), 16, Header)),
        ("a header of chance", static (file, random) => Fill(file, random, 0, Header)),
        ("a first page of chance behind its name", static (file, random) => Fill(file, random, 16, PageSize(file))),
        ("cut at a page", static (file, random) => file[..(PageSize(file) * random.Next(Pages(file)))]),
        ("cut anywhere", static (file, random) => file[..random.Next(file.Length)]),
        ("two pages exchanged", static (file, random) => Exchange(file, random)),
        ("a page of zeros", static (file, random) => Zero(file, random)),
        ("a page of chance", static (file, random) => random.Next(Pages(file)) is var page ? Fill(file, random, page * PageSize(file), (page + 1) * PageSize(file)) : file),
        ("a page twice", static (file, random) => Twice(file, random)),
        ("more behind its end", static (file, random) => [.. file, .. Fill(new byte[1 + random.Next(9000)], random, 0, 1)]),
        ("a text or number of a row", static (file, random) => FlipIn(file, random, 1, Header, file.Length)),
    ];

    /// <summary>Of the write-ahead log.</summary>
    public static readonly (string Kind, Func<byte[], Random, byte[]> Do)[] OfLog =
    [
        ("log: one bit", static (file, random) => Flip(file, random, 1, 0)),
        ("log: some bits", static (file, random) => Flip(file, random, 20, 0)),
        ("log: bits of the header", static (file, random) => FlipIn(file, random, 2, 0, LogHeader)),
        ("log: cut anywhere", static (file, random) => file[..random.Next(file.Length)]),
        ("log: cut at a frame", static (file, random) => file[..(LogHeader + (FrameHeader + 4096) * random.Next((file.Length - LogHeader) / (FrameHeader + 4096)))]),
        ("log: all zeros", static (file, _) => new byte[file.Length]),
        ("log: all chance", static (file, random) => Fill(file, random, 0, file.Length)),
        ("log: gone", static (_, _) => []),
    ];

    private static int PageSize(byte[] file) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(16)) is var size && size == 1 ? 65_536 : size;

    private static int Pages(byte[] file) => file.Length / PageSize(file);

    private static byte[] Flip(byte[] file, Random random, int bits, int from) => FlipIn(file, random, bits, from, file.Length);

    private static byte[] FlipIn(byte[] file, Random random, int bits, int from, int to)
    {
        for (var i = 0; i < bits; i++)
        {
            file[random.Next(from, to)] ^= (byte)(1 << random.Next(8));
        }

        return file;
    }

    private static byte[] FlipHead(byte[] file, Random random)
    {
        var start = random.Next(1, Pages(file)) * PageSize(file);
        return FlipIn(file, random, 1 + random.Next(3), start, start + 40);
    }

    private static byte[] Fill(byte[] file, Random random, int from, int to)
    {
        random.NextBytes(file.AsSpan(from, to - from));
        return file;
    }

    private static byte[] Zero(byte[] file, Random random)
    {
        file.AsSpan(random.Next(Pages(file)) * PageSize(file), PageSize(file)).Clear();
        return file;
    }

    private static byte[] Exchange(byte[] file, Random random)
    {
        var (size, one, other) = (PageSize(file), random.Next(1, Pages(file)), random.Next(1, Pages(file)));
        var kept = file.AsSpan(one * size, size).ToArray();
        file.AsSpan(other * size, size).CopyTo(file.AsSpan(one * size));
        kept.CopyTo(file.AsSpan(other * size));
        return file;
    }

    private static byte[] Twice(byte[] file, Random random)
    {
        var (size, one, other) = (PageSize(file), random.Next(1, Pages(file)), random.Next(1, Pages(file)));
        file.AsSpan(other * size, size).CopyTo(file.AsSpan(one * size));
        return file;
    }
}
