using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LineageAot.Lineage.Tests.Rules;

/// <summary>A store's file, closed by the store and open over a raw connection, with two rows in every table. What a case changes is undone after it.</summary>
public sealed class RuleStore : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("lineage-rules-").FullName;
    private SqliteConnection connection = null!;

    public async Task InitializeAsync()
    {
        var path = Path.Combine(folder, "store.db");
        await (await LineageStore.OpenAsync(path)).DisposeAsync();
        connection = new SqliteConnection($"Data Source={path};Pooling=False;Foreign Keys=True");
        connection.Open();
        Execute("begin");
        foreach (var table in RuleRows.All.Select(static row => row.Table))
        {
            Insert(table, RuleRows.Good(table));
            Insert(table, RuleRows.Other(table));
        }
    }

    public Task DisposeAsync()
    {
        connection.Dispose();
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Does something and undoes it.</summary>
    public void Try(Action work)
    {
        Execute("savepoint work");
        try
        {
            work();
        }
        finally
        {
            Execute("rollback to work; release work");
        }
    }

    public void Insert(string table, IReadOnlyDictionary<string, string> row)
    {
        var columns = new Dictionary<string, string>(row);
        if (Names($"select name from pragma_table_info('{table}')").Contains("updated_at"))
        {
            columns["updated_at"] = "1";
        }

        Execute($"insert into \"{table}\" ({string.Join(", ", columns.Keys.Select(static column => $"\"{column}\""))}) values ({string.Join(", ", columns.Values)})");
    }

    /// <summary>Deletes or looks for a row by its key.</summary>
    public string Where(string table, IReadOnlyDictionary<string, string> row)
        => string.Join(" and ", Names($"select name from pragma_table_info('{table}') where pk > 0").Select(column => $"\"{column}\" = {row[column]}"));

    public void Execute(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Scalar(string sql) => Convert.ToInt64(Names(sql).Single(), CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Names(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }
}
