using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace LineageAot.RaceWorker;

/// <summary>One of two who want a file. A command is a line, and so is its answer.</summary>
internal sealed class Racer
{
    private RaceDatabase? database;

    private RaceDatabase Database => database ?? throw new InvalidOperationException("Nothing is open.");

    public async Task<string> AnswerAsync(string command)
    {
        var words = command.Split(' ');
        try
        {
            switch (words)
            {
                case ["open", var at, var path]:
                    WaitUntil(at);
                    database = await RaceDatabase.OpenAsync(path);
                    return "won";
                case ["close", var at]:
                    WaitUntil(at);
                    await Database.DisposeAsync();
                    database = null;
                    return "closed";
                case ["write", var first, var count]:
                    await Task.WhenAll(Enumerable.Range(Number(first), Number(count)).Select(id => Database.Marks.InsertAsync(new Mark(id, null)).AsTask()));
                    return "told";
                case ["flood", var first]:
                    await FloodAsync(Number(first));
                    return "never";
                case ["look"]:
                    return await LookAsync();
                case ["older", var path, var count]:
                    await MakeOlderAsync(path, Number(count));
                    return "made";
                default:
                    return $"what is '{command}'?";
            }
        }
        catch (DatabaseBusyException e)
        {
            return $"busy {e.Message}";
        }
        catch (LineageException e)
        {
            return $"refused {e.GetType().Name}: {e.Message}";
        }
    }

    /// <summary>The system's clock that never jumps is the same in all processes: both begin at one moment.</summary>
    private static void WaitUntil(string at)
    {
        var timestamp = long.Parse(at, CultureInfo.InvariantCulture);
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            Thread.SpinWait(10);
        }
    }

    /// <summary>Tells of each row as soon as it's committed, until it's killed.</summary>
    private async Task FloodAsync(int first)
    {
        for (var id = first; ; id++)
        {
            await Database.Marks.InsertAsync(new Mark(id, null));
            Console.WriteLine($"told {id}");
        }
    }

    private async Task<string> LookAsync()
    {
        var integrity = await Database.CheckIntegrityAsync();
        return integrity.IsSound ? $"found {string.Join(' ', Database.Marks.All().Select(static mark => mark.Id))}" : $"unsound {integrity.Findings[0]}";
    }

    /// <summary>A file of the first version, with rows.</summary>
    private static async Task MakeOlderAsync(string path, int count)
    {
        await DatabaseMigrations.ApplyAsync(new DatabaseOptions { Path = path }, RaceDatabase.Model, new MigrateOptions { To = 1 });
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var insert = connection.CreateCommand();
        insert.CommandText = "with recursive n (i) as (select 1 union all select i + 1 from n where i < $count) insert into marks select i from n";
        insert.Parameters.AddWithValue("$count", count);
        insert.ExecuteNonQuery();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
