using System.Diagnostics;
using LineageAot.Migrations;
using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>
/// Figures that no test asserts, since they depend on the machine: <c>dotnet exec tests/LineageAot.Tests/bin/Release/net10.0/LineageAot.Tests.dll measure-migrations</c>.
/// </summary>
internal static class MigrationMeasurements
{
    private const int Openings = 40, Rounds = 7, Rows = 1_000_000;
    private const string Before = "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size TEXT NOT NULL, note TEXT) STRICT";
    private const string After = "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, size INTEGER NOT NULL, note TEXT) STRICT";

    public static async Task RunAsync()
    {
        await MeasureOpeningAsync();
        await MeasureManyTablesAsync();
        MeasureRebuild();
    }

    /// <summary>200 tables of ten columns and an index: opened with nothing to do, each with a column that an ALTER TABLE has added, and compared with a model in which twenty have changed.</summary>
    private static async Task MeasureManyTablesAsync()
    {
        using var folder = new TempFolder();
        var columns = string.Join(",\n    ", Enumerable.Range(1, 8).Select(static number => $"\"c{number}\" TEXT"));
        string Table(int number, string more) => $"CREATE TABLE \"t{number}\" (\n    \"id\" INTEGER NOT NULL CONSTRAINT \"pk_t{number}_id\" PRIMARY KEY,\n    {columns}{more}\n) STRICT";
        string Index(int number) => $"CREATE INDEX \"ix_t{number}_c1\" ON \"t{number}\" (\"c1\")";
        var numbers = Enumerable.Range(1, 200).ToArray();
        var create = $"-- up\n{string.Join(";\n", numbers.SelectMany(number => (string[])[Table(number, ""), Index(number)]))};\n";
        var alter = $"-- up\n{string.Join(";\n", numbers.Select(static number => $"ALTER TABLE \"t{number}\" ADD COLUMN \"added\" TEXT"))};\n";
        const string added = ",\n    \"added\" TEXT";
        var same = MigrationFixture.Component([.. numbers.Select(number => Model.Table($"t{number}", Table(number, ""), Index(number)))], create);
        var altered = MigrationFixture.Component([.. numbers.Select(number => Model.Table($"t{number}", Table(number, added), Index(number)))], create, alter);
        foreach (var (name, schema) in new[] { ("same", same), ("altered", altered) })
        {
            var times = new List<double>();
            for (var i = 0; i < Openings; i++)
            {
                times.Add(await OpenAsync(new DatabaseOptions { Path = folder.File(name + ".db") }, schema));
            }

            Console.WriteLine($"open, 200 tables, nothing to do, texts {name}: median {Median(times[(Openings / 2)..]):0.00} ms");
        }

        foreach (var step in new[] { 200, 10 })
        {
            var changed = MigrationFixture.Component([.. numbers.Select(number => Model.Table($"t{number}", Table(number, number % step == 0 ? added : ""), Index(number)))], create);
            var diffs = new List<double>();
            for (var i = 0; i < Rounds; i++)
            {
                var startedAt = Stopwatch.GetTimestamp();
                LineageAot.Migrations.Planning.MigrationDraft.Make(changed)!.ToString();
                diffs.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
            }

            Console.WriteLine($"diff of 200 tables, {200 / step} of them changed, with the way back and its proof: first {diffs[0]:0} ms, median {Median(diffs):0} ms");
        }
    }

    private static async Task MeasureOpeningAsync()
    {
        using var folder = new TempFolder();
        var columns = Enumerable.Range(2, 9).Select(number => $"c{number} TEXT").ToArray();
        string[] texts = ["-- up\nCREATE TABLE t (id INTEGER PRIMARY KEY) STRICT;\n", .. columns.Select(column => $"-- up\nalter table t add column {column};\n-- down\nalter table t drop column {column.Split(' ')[0]};\n")];
        var schema = MigrationFixture.Component([Model.Table("t", $"CREATE TABLE t (id INTEGER PRIMARY KEY, {string.Join(", ", columns)}) STRICT")], texts);
        var plain = Model.Of(schema.Tables);
        var (with, without) = (new List<double>(), new List<double>());
        for (var i = 0; i < Openings * 2; i++)
        {
            with.Add(await OpenAsync(new DatabaseOptions { Path = folder.File("with.db") }, schema));
            without.Add(await OpenAsync(new DatabaseOptions { Path = folder.File("without.db") }, plain));
        }

        Console.WriteLine($"open, one table, ten migrations, nothing to do: median of {Openings} {Median(with[Openings..]):0.00} ms; the same table without migrations {Median(without[Openings..]):0.00} ms");
    }

    private static async Task<double> OpenAsync(DatabaseOptions options, DatabaseSchema schema)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var handle = await DatabaseOpener.OpenAsync(options, schema);
        var elapsed = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
        await handle.CloseAsync(Timeout.InfiniteTimeSpan);
        return elapsed;
    }

    private static void MeasureRebuild()
    {
        using var folder = new TempFolder();
        var start = folder.File("start.db");
        var first = MigrationFixture.Component([Model.Table("t", Before)], $"-- up\n{Before};\n");
        var second = MigrationFixture.Component([Model.Table("t", After)], $"-- up\n{Before};\n", $"-- up\n-- rebuild t\n-- copy size = cast(size as integer)\n{After};\n");
        var settings = new MigratorSettings { Mode = MigrationMode.Apply, Clock = TimeProvider.System };
        using (var session = Sessions.Writer(start))
        {
            Migrator.Ensure(session, first, settings);
            session.Execute($"with recursive n (i) as (select 1 union all select i + 1 from n where i < {Rows}) insert into t select i, 'the name of row ' || i, i * 7, case when i % 3 = 0 then 'a note about ' || i end from n");
        }

        var (ours, byHand) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            ours.Add(OnCopy(start, folder, session => Migrator.Ensure(session, second, settings)));
            byHand.Add(OnCopy(start, folder, session =>
            {
                session.Execute("pragma foreign_keys=0");
                session.Execute("begin immediate");
                session.Execute(After.Replace("TABLE t", "TABLE new_t"));
                session.Execute("insert into new_t select id, name, cast(size as integer), note from t");
                session.Execute("drop table t");
                session.Execute("alter table new_t rename to t");
                session.Execute("commit");
            }));
        }

        Console.WriteLine($"rebuild of {Rows:N0} rows ({new FileInfo(start).Length / 1024 / 1024} MiB): {string.Join(' ', ours.Select(static value => $"{value:0}"))} ms, by hand {string.Join(' ', byHand.Select(static value => $"{value:0}"))} ms; medians {Median(ours):0} and {Median(byHand):0}, by hand / ours = {Median(byHand) / Median(ours):0.00}");
        var startedAt = Stopwatch.GetTimestamp();
        Backup.Run(start, folder.File("copy.bak"), CancellationToken.None);
        Console.WriteLine($"verified copy of that file: {Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds:0} ms");
    }

    private static double OnCopy(string start, TempFolder folder, Action<SqliteSession> work)
    {
        var path = folder.File("work.db");
        File.Copy(start, path, overwrite: true);
        double elapsed;
        using (var session = Sessions.Writer(path))
        {
            var startedAt = Stopwatch.GetTimestamp();
            work(session);
            elapsed = Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds;
        }

        File.Delete(path);
        return elapsed;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
