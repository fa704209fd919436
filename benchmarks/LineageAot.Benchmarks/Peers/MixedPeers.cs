using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;

namespace LineageAot.Benchmarks.Peers;

/// <summary>A reader and a writer on connections of their own, the writer on a thread of its own.</summary>
internal static class MixedPeers
{
    public static Sample Read(RawConnection connection, long[] keys, ReadSum sum)
    {
        using var find = connection.Prepare(SensorReading.FindSql);
        return Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
            {
                find.Bind(1, key);
                find.Step();
                sum.Value += ReadingCommands.Read(find).Fold();
                find.Reset();
            }
        });
    }

    public static Sample Read(SqliteConnection connection, long[] keys, ReadSum sum)
    {
        using var find = ReadingCommands.Find(connection);
        return Sample.Take(keys.Length, () =>
        {
            foreach (var key in keys)
            {
                find.Parameters[0].Value = key;
                using var reader = find.ExecuteReader();
                reader.Read();
                sum.Value += ReadingCommands.Read(reader).Fold();
            }
        });
    }

    /// <summary>Stores the rows until they end, and tells how many there were.</summary>
    public static Task<long> WriteAsync(DatabaseFile file, bool raw, IEnumerable<SensorReading> rows)
        => Task.Factory.StartNew(() => raw ? WriteRaw(file, rows) : WriteAdoNet(file, rows), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static long WriteRaw(DatabaseFile file, IEnumerable<SensorReading> rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        using var insert = connection.Prepare(SensorReading.InsertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        var written = 0L;
        foreach (var row in rows)
        {
            if (written++ % FileSettings.RowsATransaction == 0)
                begin.Run();
            ReadingCommands.Bind(insert, row);
            insert.Run();
            if (written % FileSettings.RowsATransaction == 0)
                commit.Run();
        }

        if (written % FileSettings.RowsATransaction != 0)
            commit.Run();
        return written;
    }

    private static long WriteAdoNet(DatabaseFile file, IEnumerable<SensorReading> rows)
    {
        using var connection = AdoNet.Open(file.Path, FileSettings.Writer);
        using var insert = ReadingCommands.Insert(connection);
        var written = 0L;
        SqliteTransaction? transaction = null;
        foreach (var row in rows)
        {
            if (written++ % FileSettings.RowsATransaction == 0)
                insert.Transaction = transaction = connection.BeginTransaction();
            ReadingCommands.Bind(insert, row);
            insert.ExecuteNonQuery();
            if (written % FileSettings.RowsATransaction != 0)
                continue;
            transaction!.Commit();
            transaction.Dispose();
        }

        if (written % FileSettings.RowsATransaction != 0)
            transaction!.Commit();
        transaction?.Dispose();
        return written;
    }
}
