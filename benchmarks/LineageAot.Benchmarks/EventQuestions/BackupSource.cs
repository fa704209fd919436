using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>A database of some size. Its rows come by SQL: what is asked is what a copy of them costs, not how they came.</summary>
internal static class BackupSource
{
    private const int RowsATransaction = 25_000;

    // Keys and hashes that grow, so that each index is filled in its order; texts of 560 characters, as the other questions' chunks have them.
    private const string InsertSql = """
        with recursive numbers(i) as (select ?1 union all select i + 1 from numbers where i + 1 < ?1 + ?2)
        insert into chunks (id, document_id, ordinal, text, text_sha256, token_count)
        select unhex(printf('%032x', i)), unhex(printf('%032x', i / 100)), i % 100, hex(randomblob(280)), unhex(printf('%064x', i)), 140 from numbers
        """;

    /// <summary>A file with chunks, closed, of at least this size.</summary>
    public static async Task<DatabaseFile> MakeAsync(RunSettings settings, int megabytes)
    {
        var file = await BenchmarkDatabase.MakeTemplateAsync(settings);
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        using var insert = connection.Prepare(InsertSql);
        for (var first = 0L; connection.Scalar("pragma page_count") * connection.Scalar("pragma page_size") < megabytes * 1_000_000L; first += RowsATransaction)
        {
            insert.Bind(1, first);
            insert.Bind(2, RowsATransaction);
            insert.Run();
        }

        return file;
    }
}
