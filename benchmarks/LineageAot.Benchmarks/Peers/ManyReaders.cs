using Dapper;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Running;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace LineageAot.Benchmarks.Peers;

/// <summary>What a reader adds up.</summary>
internal sealed class ReadSum
{
    public double Value { get; set; }
}

/// <summary>Each peer's way of reading the rows of many keys at once; the raw one reads them one by one in a transaction.</summary>
internal static class ManyReaders
{
    public const int KeysACall = 100;

    public static Sample Raw(DatabaseFile file, long[] keys, ReadSum sum)
    {
        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var find = connection.Prepare(SensorReading.FindSql);
        using var begin = connection.Prepare("begin");
        using var commit = connection.Prepare("commit");
        return Sample.Take(keys.Length, () =>
        {
            var rows = new List<SensorReading>(KeysACall);
            foreach (var call in Calls(keys))
            {
                rows.Clear();
                begin.Run();
                foreach (var key in call)
                {
                    find.Bind(1, key);
                    find.Step();
                    rows.Add(ReadingCommands.Read(find));
                    find.Reset();
                }

                commit.Run();
                foreach (var row in rows)
                    sum.Value += row.Fold();
            }
        });
    }

    /// <summary>One prepared command with a parameter a key.</summary>
    public static Sample AdoNet(DatabaseFile file, long[] keys, ReadSum sum)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Reader);
        string[] names = [.. Enumerable.Range(0, KeysACall).Select(i => $"@key{i}")];
        using var find = Peers.AdoNet.Prepare(connection, SensorReading.FindSql.Replace("= @id", $"in ({string.Join(", ", names)})", StringComparison.Ordinal),
            [.. names.Select(name => (name, SqliteType.Integer))]);
        return Sample.Take(keys.Length, () =>
        {
            foreach (var call in Calls(keys))
            {
                for (var i = 0; i < KeysACall; i++)
                    find.Parameters[i].Value = call[i];
                using var reader = find.ExecuteReader();
                while (reader.Read())
                    sum.Value += ReadingCommands.Read(reader).Fold();
            }
        });
    }

    /// <summary>A list for a parameter, which Dapper expands.</summary>
    public static Sample Dapper(DatabaseFile file, long[] keys, ReadSum sum)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Reader);
        var sql = SensorReading.FindSql.Replace("= @id", "in @ids", StringComparison.Ordinal);
        return Sample.Take(keys.Length, () =>
        {
            foreach (var call in Calls(keys))
            {
                foreach (var row in connection.Query<SensorReading>(sql, new { ids = call }))
                    sum.Value += row.Fold();
            }
        });
    }

    public static Sample EntityFramework(DatabaseFile file, long[] keys, ReadSum sum)
    {
        using var connection = Peers.AdoNet.Open(file.Path, FileSettings.Reader);
        using var context = new ReadingContext(connection);
        _ = context.Model;
        return Sample.Take(keys.Length, () =>
        {
            foreach (var call in Calls(keys))
            {
                var ids = call.ToArray();
                foreach (var row in context.Readings.AsNoTracking().Where(row => ids.Contains(row.Id)))
                    sum.Value += row.Fold();
            }
        });
    }

    private static IEnumerable<ArraySegment<long>> Calls(long[] keys)
    {
        for (var start = 0; start < keys.Length; start += KeysACall)
            yield return new ArraySegment<long>(keys, start, KeysACall);
    }
}
