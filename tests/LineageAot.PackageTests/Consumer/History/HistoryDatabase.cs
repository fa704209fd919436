using LineageAot;

namespace History;

public enum MemoState { New, Done, Late }

/// <summary>What ten versions made of a note.</summary>
[Table("memos")]
[Index(nameof(Body), Where = "size > 0")]
public sealed partial record Memo
{
    [Key(Generated = true, NeverReuse = true)] public long Id { get; init; }
    public required string Body { get; init; }
    public MemoState State { get; init; }
    public long Size { get; init; }
    public long? Words { get; init; }
}

[Table("tags", WithoutRowId = true)]
public sealed partial record Tag
{
    [Key(Order = 0), References(typeof(Memo), OnDelete = ReferenceAction.Cascade)] public required long MemoId { get; init; }
    [Key(Order = 1)] public required string Name { get; init; }
}

[Database]
public sealed partial class HistoryDatabase : LineageDatabase
{
    public partial Table<Memo> Memos { get; }
    public partial Table<Tag> Tags { get; }

    [Query("select count(*) from memos where words = @words", AllowScan = true)]
    public partial ValueTask<long> CountOfWordsAsync(long words);
}

/// <summary>A program of the first version, as far as it matters: it knows the table of that time.</summary>
[Database(Migrations = "none")]
public sealed partial class FirstVersion : LineageDatabase
{
    [Command("insert into notes (id, text, state, size) values (1, 'one', 'new', null), (2, 'two words', 'done', '17'), (3, 'with three words', 'new', '3'), (9, 'gone', 'new', '1')")]
    public partial ValueTask<int> FillAsync();

    [Command("delete from notes where id = 9")]
    public partial ValueTask<int> DeleteLastAsync();

    [Query("select group_concat(id || text || coalesce(size, '0') || state, ' ') from (select * from notes order by id)", AllowScan = true)]
    public partial ValueTask<string> ReadAsync();
}

/// <summary>An existing file with rows goes through ten released versions, and back where there is a way back.</summary>
internal static class Releases
{
    private const string Rows = "1one0new 2two words17done 3with three words3new";

    public static async Task<bool> RunAsync(string path)
    {
        var options = new DatabaseOptions { Path = path, AllowDestructive = true, BackupBeforeDestructive = false };
        var first = options with { Migrations = MigrationMode.None };
        await DatabaseMigrations.ApplyAsync(options, HistoryDatabase.Model, new MigrateOptions { To = 1 });
        await using (var old = await FirstVersion.OpenAsync(first))
        {
            await old.FillAsync();
            await old.DeleteLastAsync();
        }

        for (var version = 2; version <= 9; version++)
        {
            await DatabaseMigrations.ApplyAsync(options, HistoryDatabase.Model, new MigrateOptions { To = version });
        }

        var back = await DatabaseMigrations.RollbackAsync(options, HistoryDatabase.Model, new RollbackOptions { To = 1 });
        await using (var old = await FirstVersion.OpenAsync(first))
        {
            if (back.Count != 8 || await old.ReadAsync() != Rows)
            {
                return false;
            }
        }

        await using var history = await HistoryDatabase.OpenAsync(options);
        var added = await history.Memos.InsertAsync(new Memo { Body = "new", State = MemoState.Late });
        return await history.CountOfWordsAsync(3) == 1 && added.Id == 10 && await history.Memos.FindAsync(2) is { Body: "two words", Size: 17, State: MemoState.Done, Words: 2 }
            && (await DatabaseMigrations.ReadStatusAsync(options, HistoryDatabase.Model)).State == SchemaState.Current;
    }
}
