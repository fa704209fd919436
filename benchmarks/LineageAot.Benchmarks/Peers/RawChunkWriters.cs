using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Peers;

/// <summary>The raw loop over chunks.</summary>
internal static class RawChunkWriters
{
    /// <summary>LineageAot's table and settings.</summary>
    public static Sample Binary(DatabaseFile file, Chunk[] rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        using var insert = connection.Prepare(Chunk.InsertSql);
        return Write(connection, rows, FileSettings.RowsATransaction, row => Insert(insert, row));
    }

    /// <summary>All as text, with the settings of <see cref="FileSettings.Usual"/>.</summary>
    public static Sample Text(DatabaseFile file, ChunkEntity<string, string>[] rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Usual);
        using var insert = connection.Prepare(Chunk.InsertSql);
        return Write(connection, rows, FileSettings.UsualRowsATransaction, row =>
        {
            insert.Bind(1, row.Id);
            insert.Bind(2, row.DocumentId);
            insert.Bind(3, row.Ordinal);
            insert.Bind(4, row.Text);
            insert.Bind(5, row.TextSha256);
            insert.Bind(6, row.TokenCount);
            insert.Run();
        });
    }

    /// <summary>Inserts a row.</summary>
    public static void Insert(RawStatement insert, Chunk row)
    {
        insert.Bind(1, row.Id);
        insert.Bind(2, row.DocumentId);
        insert.Bind(3, row.Ordinal);
        insert.Bind(4, row.Text);
        insert.Bind(5, row.TextSha256);
        insert.Bind(6, row.TokenCount);
        insert.Run();
    }

    private static Sample Write<TRow>(RawConnection connection, TRow[] rows, int rowsATransaction, Action<TRow> insert)
    {
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        return Sample.Take(rows.Length, () =>
        {
            for (var i = 0; i < rows.Length; i++)
            {
                if (i % rowsATransaction == 0)
                    begin.Run();
                insert(rows[i]);
                if ((i + 1) % rowsATransaction == 0 || i + 1 == rows.Length)
                    commit.Run();
            }
        });
    }
}
