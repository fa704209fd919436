using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LineageAot.Benchmarks.Running;

/// <summary>A digest over rows in their order and each of their columns. Values are added in one form, however a contender stores them.</summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    // A hash's call costs more than a column: they are handed over together.
    private readonly byte[] buffer = new byte[64 * 1024];
    private int used;
    private long rows;

    /// <summary>What rows that were read come to, as the sum of what each reader adds up; the sums are exact, since all values are quarters.</summary>
    public static Outcome OfSum(long rows, double sum) => new(rows, sum.ToString("R", CultureInfo.InvariantCulture));

    public void Add(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(sizeof(long)), value);

    public void Add(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(sizeof(double)), value);

    public void Add(Guid value) => value.TryWriteBytes(Take(16), bigEndian: true, out _);

    public void Add(string text) => Add(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds bytes and how many there are, so that neighbours can't run into each other.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((long)bytes.Length);
        bytes.CopyTo(Take(bytes.Length));
    }

    public void EndRow() => rows++;

    public Outcome Finish()
    {
        hash.AppendData(buffer, 0, used);
        used = 0;
        return new Outcome(rows, Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12)));
    }

    public void Dispose() => hash.Dispose();

    private Span<byte> Take(int length)
    {
        if (used + length > buffer.Length)
        {
            hash.AppendData(buffer, 0, used);
            used = 0;
        }

        used += length;
        return buffer.AsSpan(used - length, length);
    }
}
