using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;

namespace LineageAot.Benchmarks.Peers;

/// <summary>Each peer's way of storing many readings, as its documentation has it, on LineageAot's settings and transactions.</summary>
internal static class NarrowWriters
{
    public static Sample Raw(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Writer);
        using var insert = connection.Prepare(SensorReading.InsertSql);
        using var begin = connection.Prepare("begin immediate");
        using var commit = connection.Prepare("commit");
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                begin.Run();
                foreach (var row in batch)
                {
                    ReadingCommands.Bind(insert, row);
                    insert.Run();
                }

                commit.Run();
            }
        });
    }

    /// <summary>One command and its parameters, used again for each row.</summary>
    public static Sample AdoNet(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Writer);
        using var insert = ReadingCommands.Insert(connection);
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = transaction;
                foreach (var row in batch)
                {
                    ReadingCommands.Bind(insert, row);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
    }

    /// <summary>A command with many rows in its VALUES; what is left of a batch goes row by row.</summary>
    public static Sample AdoNetManyRows(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Writer);
        using var insert = ReadingCommands.Insert(connection);
        using var insertMany = ReadingCommands.InsertMany(connection);
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                using var transaction = connection.BeginTransaction();
                insert.Transaction = insertMany.Transaction = transaction;
                var next = 0;
                for (; next + ReadingCommands.RowsAStatement <= batch.Count; next += ReadingCommands.RowsAStatement)
                {
                    for (var i = 0; i < ReadingCommands.RowsAStatement; i++)
                        ReadingCommands.Bind(insertMany, batch[next + i], i);
                    insertMany.ExecuteNonQuery();
                }

                for (; next < batch.Count; next++)
                {
                    ReadingCommands.Bind(insert, batch[next]);
                    insert.ExecuteNonQuery();
                }

                transaction.Commit();
            }
        });
    }

    public static Sample Dapper(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Writer);
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in Batches(rows))
            {
                using var transaction = connection.BeginTransaction();
                connection.Execute(SensorReading.InsertSql, batch, transaction);
                transaction.Commit();
            }
        });
    }

    public static Sample EntityFramework(DatabaseFile file, SensorReading[] rows)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Writer);
        using var context = new ReadingContext(connection);
        var entities = Array.ConvertAll(rows, ReadingEntity.From);
        _ = context.Model;
        return Sample.Take(rows.Length, () =>
        {
            foreach (var batch in entities.Chunk(FileSettings.RowsATransaction))
            {
                context.Readings.AddRange(batch);
                context.SaveChanges();
                context.ChangeTracker.Clear();
            }
        });
    }

    private static IEnumerable<ArraySegment<SensorReading>> Batches(SensorReading[] rows)
    {
        for (var start = 0; start < rows.Length; start += FileSettings.RowsATransaction)
            yield return new ArraySegment<SensorReading>(rows, start, Math.Min(FileSettings.RowsATransaction, rows.Length - start));
    }
}
