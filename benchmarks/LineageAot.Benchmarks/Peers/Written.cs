using System.Globalization;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Peers;

/// <summary>What stands in a file after a contender has written it, and what should: each column of each row.</summary>
internal static class Written
{
    private const int StoredAsText = 3;

    public static Outcome Readings(DatabaseFile file)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var scan = connection.Prepare(SensorReading.ScanSql);
        using var digest = new RowDigest();
        while (scan.Step())
            Add(digest, ReadingCommands.Read(scan));
        return digest.Finish();
    }

    public static Outcome Expected(IEnumerable<SensorReading> rows)
    {
        using var digest = new RowDigest();
        foreach (var row in rows.OrderBy(row => row.Id))
            Add(digest, row);
        return digest.Finish();
    }

    /// <summary>Chunks in the order of their identifiers, which is the same for each way of storing them.</summary>
    public static Outcome Chunks(DatabaseFile file)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var scan = connection.Prepare("select id, document_id, ordinal, text, text_sha256, token_count from chunks order by id");
        using var digest = new RowDigest();
        while (scan.Step())
        {
            digest.Add(Id(scan, 0));
            digest.Add(Id(scan, 1));
            digest.Add(scan.Int64(2));
            digest.Add(scan.Utf8(3));
            digest.Add(scan.TypeOf(4) == StoredAsText ? Convert.FromHexString(scan.Text(4)) : scan.Blob(4));
            digest.Add(scan.Int64(5));
            digest.EndRow();
        }

        return digest.Finish();
    }

    /// <summary>Chunks are made in the order of their identifiers.</summary>
    public static Outcome Expected(IEnumerable<Chunk> rows)
    {
        using var digest = new RowDigest();
        foreach (var row in rows)
            Add(digest, row);
        return digest.Finish();
    }

    public static void Add(RowDigest digest, SensorReading row)
    {
        digest.Add(row.Id);
        digest.Add(row.Sensor);
        digest.Add(row.At);
        digest.Add(row.Value);
        digest.Add(row.Quality);
        digest.Add(row.Unit);
        digest.EndRow();
    }

    public static void Add(RowDigest digest, Chunk row)
    {
        Span<byte> hash = stackalloc byte[Sha256.Size];
        row.TextSha256.CopyTo(hash);
        digest.Add(row.Id);
        digest.Add(row.DocumentId);
        digest.Add((long)row.Ordinal);
        digest.Add(row.Text);
        digest.Add(hash);
        digest.Add((long)row.TokenCount);
        digest.EndRow();
    }

    private static Guid Id(RawStatement statement, int column)
        => statement.TypeOf(column) == StoredAsText ? Guid.Parse(statement.Text(column), CultureInfo.InvariantCulture) : statement.Guid(column);
}
