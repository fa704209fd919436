// What the library keeps by itself, and a record that validates itself.
#pragma warning disable CS1591
namespace Samples.Roles;

[Table]
public sealed partial record Task
{
    [Key] public required int Id { get; init; }
    public required string Title { get; init; }
    [CreatedAt] public DateTime CreatedAt { get; init; }
    [UpdatedAt] public DateTimeOffset? UpdatedAt { get; init; }
    [RowVersion] public int Version { get; init; }

    static partial void OnWriting(in Task row)
    {
        if (row.Title.Length == 0)
        {
            throw new InvalidValueException("A task has a title.") { Table = "task", Columns = ["title"] };
        }
    }
}

[Table]
public sealed partial record Plain([property: Key] int Id, string? Text);

[Database]
public sealed partial class RolesDatabase : LineageDatabase
{
    public partial Table<Task> Tasks { get; }
    public partial Table<Plain> Plain { get; }
}

public static class Sample
{
    public static async System.Threading.Tasks.Task RunAsync(string path)
    {
        await using var db = await RolesDatabase.OpenAsync(path);
        var task = await db.Tasks.InsertAsync(new Task { Id = 1, Title = "t" });
        Expect(task is { Version: 1, UpdatedAt: not null } && task.CreatedAt != default && task.CreatedAt.Kind == DateTimeKind.Utc, "stamps");
        var given = await db.Tasks.InsertAsync(new Task { Id = 2, Title = "t", CreatedAt = DateTime.UnixEpoch, Version = 9 });
        Expect(given is { Version: 1 } && given.CreatedAt == DateTime.UnixEpoch, "a given time is kept, a version isn't");
        var updated = await db.Tasks.UpdateAsync(task with { Title = "u" });
        Expect(updated.Version == 2 && updated.CreatedAt == task.CreatedAt && updated.UpdatedAt >= task.UpdatedAt, "the version is raised");
        Expect(await db.Tasks.FindAsync(1) == updated, "as returned");
        Expect(await db.Tasks.UpsertAsync(updated) == UpsertOutcome.Unchanged, "stamps alone are no change");
        Expect(await db.Tasks.UpsertAsync(updated with { Title = "v" }) == UpsertOutcome.Updated && (await db.Tasks.FindAsync(1))!.Version == 3, "an upsert raises it too");
        try
        {
            await db.Tasks.InsertAsync(new Task { Id = 3, Title = "" });
            Expect(false, "a record validates itself");
        }
        catch (InvalidValueException error)
        {
            Expect(error.Column == "title", "the record's own exception reaches the caller");
        }

        var plain = new Plain(1, null);
        Expect(ReferenceEquals(await db.Plain.InsertAsync(plain), plain), "no copy where nothing changes");
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
