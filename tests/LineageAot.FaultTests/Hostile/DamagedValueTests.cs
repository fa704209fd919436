using System.Globalization;
using LineageAot.FaultTests.Hostile.Damage;
using LineageAot.FaultTests.Hostile.Names;
using LineageAot.FaultTests.Hostile.Values;
using LineageAot.FaultTests.Vfs;
using LineageAot.Schema;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Hostile;

/// <summary>
/// Tables with a column of each type, whose file is damaged, or into which others put values of any kind: each row is read, or the reading ends with an error of the library. <c>LINEAGEAOT_DAMAGES</c> says how many.
/// </summary>
public sealed class DamagedValueTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 40;

    private static readonly string[] Strange =
    [
        "null", "0", "-1", "2", "256", "9223372036854775807", "-9223372036854775808", "9223372036854775807 / 3", "-62135596800000001", "253402300800000000", "1e308", "9e999", "-9e999", "0.5", "''", "'x'", "'nothing'", "'1e400'", "'999999999999999999999999999999'",
        "'-'", "'{'", "'[1'", "'[1,\"a\",null]'", "'null'", "'{}'", "'[[]]'", "'2026-13-45T99:99:99Z'", "'2026-01-01'", "'0x41'", "'12345678-1234'", "char(0)", "char(65, 0, 66)", "cast(x'ff' as text)", "cast(x'22ff22' as text)", "cast(x'5b22ff225d' as text)", "x''", "x'00'",
        "x'000000'", "x'ffffffffffffffff'", "zeroblob(16)", "zeroblob(31)", "zeroblob(100000)", "randomblob(16)", "randomblob(33)", "hex(randomblob(20000))",
    ];

    private readonly ScratchFolder folder = new();
    private int read, refused, refusedToOpen;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_value_of_any_kind_is_read_or_refused()
    {
        var content = await MakeAsync(folder.NewPath());
        var (path, put) = (folder.NewPath(), 0);
        var random = new Random(HostileSettings.Seed);
        for (var i = 0; i < Math.Max(3, HostileSettings.Damages / 10); i++)
        {
            Write(path, content);
            foreach (var table in new[] { "present", "absent", "formed", "formed_or_absent" })
            {
                foreach (var column in FileFacts.Rows(path, $"select name from pragma_table_info('{table}') where pk = 0"))
                {
                    put += Put(path, table, column, Strange[random.Next(Strange.Length)], 1 + random.Next(Rows));
                }
            }

            await ReadAsync(path, readOnly: i % 2 == 0, $"values, {i}");
        }

        refused.ShouldBeGreaterThan(0);
        put.ShouldBeGreaterThan(0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"strange values: {put:N0} put, {read:N0} rows read, {refused:N0} reads refused, seed {HostileSettings.Seed}"));
    }

    [Fact]
    public async Task A_damaged_file_is_read_or_refused()
    {
        var content = await MakeAsync(folder.NewPath());
        var random = new Random(HostileSettings.Seed);
        for (var i = 0; i < HostileSettings.Damages; i++)
        {
            var (seed, (kind, damage)) = (random.Next(), Damages.OfFile[i % Damages.OfFile.Length]);
            var path = folder.NewPath();
            Write(path, damage([.. content], new Random(seed)));
            await ReadAsync(path, readOnly: i / Damages.OfFile.Length % 2 == 0, $"{kind}, {seed}").WaitAsync(TimeSpan.FromMinutes(3));
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"damaged tables of all types: {HostileSettings.Damages:N0}, {refusedToOpen:N0} refused at opening, {read:N0} rows read, {refused:N0} reads refused, seed {HostileSettings.Seed}"));
    }

    private static async Task<byte[]> MakeAsync(string path)
    {
        var draws = new Draws(new Random(HostileSettings.Seed), refusedOneIn: 0);
        await using (var database = await ValueDatabase.OpenAsync(path))
        {
            var ids = Enumerable.Range(1, Rows).ToList();
            await database.Present.InsertManyAsync(ids.Select(id => Present.Draw(id, draws)));
            await database.Absent.InsertManyAsync(ids.Select(id => Absent.Draw(id, draws)));
            await database.Formed.InsertManyAsync(ids.Select(id => Formed.Draw(id, draws)));
            await database.FormedOrAbsent.InsertManyAsync(ids.Select(id => FormedOrAbsent.Draw(id, draws)));
        }

        return File.ReadAllBytes(path);
    }

    private static void Write(string path, byte[] content)
    {
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.WriteAllBytes(path, content);
    }

    private static int Put(string path, string table, string column, string value, int id)
    {
        try
        {
            FileFacts.Execute(path, "pragma ignore_check_constraints = 1", $"update {table} set {FileFacts.Quote(column)} = {value} where id = {id}");
            return 1;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            return 0; // A STRICT table takes no value of another type.
        }
    }

    private async Task ReadAsync(string path, bool readOnly, string damage)
    {
        ValueDatabase database;
        try
        {
            database = await ValueDatabase.OpenAsync(new DatabaseOptions { Path = path, Access = readOnly ? DatabaseAccess.ReadOnly : DatabaseAccess.ReadWrite });
        }
        catch (LineageException)
        {
            refusedToOpen++;
            return;
        }

        await using (database)
        {
            await ReadTableAsync(database.Present, ReadPaths.OfPresent, readOnly, damage);
            await ReadTableAsync(database.Absent, ReadPaths.OfAbsent, readOnly, damage);
            await ReadTableAsync(database.Formed, ReadPaths.OfFormed, readOnly, damage);
            await ReadTableAsync(database.FormedOrAbsent, ReadPaths.OfFormedOrAbsent, readOnly, damage);
        }
    }

    private async Task ReadTableAsync<T>(Table<T> table, (string Name, Func<ValueDatabase, T, ValueTask<T?>> Read)[] reads, bool readOnly, string damage) where T : class, IRow<T>, IValueRow<T>
    {
        var draws = new Draws(new Random(1), refusedOneIn: 0);
        await AskAsync(async () => await table.CountAsync(), damage);
        await AskAsync(async () => await table.AllAsync().CountAsync(), damage);
        await AskAsync(async () => await table.PageAsync(Rows), damage);
        for (var id = 1; id <= Rows; id++)
        {
            foreach (var (name, find) in reads.Where(path => path.Name.StartsWith("Find") || (!readOnly && path.Name == "update by key")))
            {
                await AskAsync(async () => await find((ValueDatabase)table.Database, T.Draw(id, draws)), $"{damage}, {T.Schema.Name} {id} by {name}");
            }
        }
    }

    private async Task AskAsync(Func<Task> ask, string damage)
    {
        try
        {
            await ask();
            read++;
        }
        catch (LineageException)
        {
            refused++;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{damage}: {e.GetType().Name} {e.Message}", e);
        }
    }
}
