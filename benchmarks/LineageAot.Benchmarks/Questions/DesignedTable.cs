using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Questions;

/// <summary>One way to lay out the same rows in a file.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Ddl">What makes it.</param>
/// <param name="Inserts">The statements of one row, each with the values that it takes by name.</param>
/// <param name="Digest">A query of two numbers over all rows, the same for each layout.</param>
internal sealed record DesignedTable(string Name, string Ddl, string[] Inserts, string Digest)
{
    private const int PagesBeforeCheckpoint = 8_000;

    /// <summary>Pages of the file when all rows are in it.</summary>
    public long FilePages { get; private set; }

    /// <summary>Pages that were written to the log for them.</summary>
    public long WrittenPages { get; private set; }

    /// <summary>Stores all rows with the library's settings of a writer and its largest transactions.</summary>
    public Sample Fill(DatabaseFile file, int rows, Action<int, object[]> make, params (string Name, SqliteType Type)[] parameters)
    {
        // The log is emptied by hand, at the library's own size, so that its pages can be counted.
        using var connection = AdoNet.Open(file.Path, FileSettings.Writer with { Pragmas = FileSettings.Writer.Pragmas + "pragma wal_autocheckpoint=0;" });
        AdoNet.Execute(connection, Ddl);
        WrittenPages = 0;
        Checkpoint(connection, 0);
        WrittenPages = 0;
        var inserts = Inserts.Select(sql => (Command: AdoNet.Prepare(connection, sql, [.. parameters.Where(parameter => sql.Contains(parameter.Name, StringComparison.Ordinal))]), Places: Places(sql, parameters))).ToArray();
        var values = new object[parameters.Length];
        var sample = Sample.Take(rows, () =>
        {
            for (var row = 0; row < rows;)
            {
                AdoNet.Execute(connection, "begin immediate");
                for (var end = Math.Min(rows, row + FileSettings.RowsATransaction); row < end; row++)
                {
                    make(row, values);
                    foreach (var (command, places) in inserts)
                    {
                        for (var place = 0; place < places.Length; place++)
                            command.Parameters[place].Value = values[places[place]];
                        command.ExecuteNonQuery();
                    }
                }

                AdoNet.Execute(connection, "commit");
                Checkpoint(connection, PagesBeforeCheckpoint);
            }
        });
        foreach (var (command, _) in inserts)
            command.Dispose();
        Checkpoint(connection, 0);
        FilePages = new FileInfo(file.Path).Length / 4096;
        using var digest = AdoNet.Prepare(connection, Digest);
        using var reader = digest.ExecuteReader();
        reader.Read();
        return sample with { Outcome = new Outcome(reader.GetInt64(0), reader.GetInt64(1).ToString(System.Globalization.CultureInfo.InvariantCulture)) };
    }

    private static int[] Places(string sql, (string Name, SqliteType Type)[] parameters)
        => [.. Enumerable.Range(0, parameters.Length).Where(place => sql.Contains(parameters[place].Name, StringComparison.Ordinal))];

    private void Checkpoint(SqliteConnection connection, long least)
    {
        var log = new FileInfo(connection.DataSource + "-wal");
        var pages = log.Exists && log.Length > 32 ? (log.Length - 32) / (4096 + 24) : 0;
        if (pages < least)
            return;
        WrittenPages += pages;
        AdoNet.Execute(connection, "pragma wal_checkpoint(truncate)");
    }
}
