// Other ways to store: texts, numbers, scaled decimals, seconds.
#pragma warning disable CS1591, LIN1502 // What others stored as text is read and written, too.
namespace Samples.Storage;

public enum Level : byte { Low = 10, High = 20 }

[Flags]
public enum Rights { None = 0, Read = 1, Write = 2 }

[Table(Strict = false)]
public sealed partial record Adopted
{
    [Key, Storage(StorageKind.Text)] public required Guid Id { get; init; }
    [Storage(StorageKind.Integer)] public Level Level { get; init; } = Level.Low;
    [Storage(StorageKind.Integer)] public Rights? Rights { get; init; }
    [Storage(StorageKind.Scaled, 4), Index] public decimal Price { get; init; }
    [CreatedAt, Storage(StorageKind.Text)] public DateTimeOffset Created { get; init; }
    [UpdatedAt, Storage(StorageKind.UnixSeconds)] public DateTimeOffset Updated { get; init; }
    [Storage(StorageKind.UnixSeconds)] public DateTime? Seen { get; init; }
    [Storage(StorageKind.Text)] public DateTime Read { get; init; } = DateTime.UnixEpoch;
}

[Database]
public sealed partial class StorageDatabase : LineageDatabase
{
    public partial Table<Adopted> Adopted { get; }

    [Query("select typeof(id) || ' ' || typeof(level) || ' ' || typeof(price) || ' ' || typeof(created) || ' ' || typeof(updated) || ' ' || price from adopted")]
    public partial ValueTask<string> FormsAsync();
}

public static class Sample
{
    public static async Task RunAsync(string path)
    {
        await using var db = await StorageDatabase.OpenAsync(path);
        var row = await db.Adopted.InsertAsync(new Adopted
        {
            Id = Guid.CreateVersion7(), Level = Level.High, Rights = Rights.Read | Rights.Write, Price = 12.34m,
            Seen = new DateTime(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), Read = new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        });
        Expect(row.Seen!.Value.Millisecond == 0 && row.Updated.Millisecond == 0, "seconds are cut before the row is returned");
        Expect(await db.Adopted.FindAsync(row.Id) == row, "the row survives");
        Expect(await db.FormsAsync() == "text integer integer text integer 123400", "the forms are as asked: " + await db.FormsAsync());
        await foreach (var found in db.Adopted.AllByPriceAsync(12.34m))
        {
            Expect(found == row, "a scaled decimal is found");
        }

        await RefusedAsync(async () => await db.Adopted.InsertAsync(row with { Id = Guid.CreateVersion7(), Level = (Level)11 }), "a number outside of the enum");
        await RefusedAsync(async () => await db.Adopted.InsertAsync(row with { Id = Guid.CreateVersion7(), Rights = (Rights)4 }), "a flag outside of the enum");
        await RefusedAsync(async () => await db.Adopted.InsertAsync(row with { Id = Guid.CreateVersion7(), Price = 1.00001m }), "lost digits");
    }

    private static async Task RefusedAsync(Func<Task> act, string what)
    {
        try
        {
            await act();
        }
        catch (InvalidValueException)
        {
            return;
        }

        throw new InvalidOperationException(what);
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
