namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>Each way that gives a row by its key, of each record: the members are generated for each.</summary>
internal static partial class ReadPaths
{
    public static readonly (string Name, Func<ValueDatabase, Present, ValueTask<Present?>> Read)[] OfPresent =
    [
        ("Find", static (db, row) => new(db.Present.Find(row.Id))),
        ("FindAsync", static (db, row) => db.Present.FindAsync(row.Id)),
        ("FindManyAsync", static async (db, row) => (await db.Present.FindManyAsync([row.Id, -1])).SingleOrDefault()),
        ("FindManyAsync of many", static async (db, row) => (await db.Present.FindManyAsync([.. Enumerable.Range(-12, 12).Select(static key => (long)key), row.Id])).SingleOrDefault()),
        ("snapshot", static async (db, row) =>
        {
            await using var snapshot = await db.BeginSnapshotAsync();
            return await snapshot.Table<Present>().FindAsync(row.Id);
        }),
        ("unit", static (db, row) => db.WriteAsync(unit => unit.Table<Present>().Find(row.Id))),
        ("query", static (db, row) => db.OnePresentAsync(row.Id)),
        ("query in a unit", static (db, row) => db.WriteAsync(unit => unit.OnePresent(row.Id))),
        ("query list", static async (db, row) => (await db.ListPresentAsync([row.Id])).SingleOrDefault()),
        ("parameters", static (db, row) => db.FindEqualAsync(row)),
        ("update by key", static (db, row) => db.Present.UpdateAsync(row.Id, static found => found)),
    ];

    public static readonly (string Name, Func<ValueDatabase, Absent, ValueTask<Absent?>> Read)[] OfAbsent =
    [
        ("Find", static (db, row) => new(db.Absent.Find(row.Id))),
        ("FindAsync", static (db, row) => db.Absent.FindAsync(row.Id)),
        ("FindManyAsync", static async (db, row) => (await db.Absent.FindManyAsync([row.Id, -1])).SingleOrDefault()),
        ("snapshot", static async (db, row) =>
        {
            await using var snapshot = await db.BeginSnapshotAsync();
            return await snapshot.Table<Absent>().FindAsync(row.Id);
        }),
        ("unit", static (db, row) => db.WriteAsync(unit => unit.Table<Absent>().Find(row.Id))),
        ("query", static (db, row) => db.OneAbsentAsync(row.Id)),
        ("parameters", static (db, row) => db.FindEqualAsync(row)),
        ("update by key", static (db, row) => db.Absent.UpdateAsync(row.Id, static found => found)),
    ];

    public static readonly (string Name, Func<ValueDatabase, Formed, ValueTask<Formed?>> Read)[] OfFormed =
    [
        ("Find", static (db, row) => new(db.Formed.Find(row.Id))),
        ("FindAsync", static (db, row) => db.Formed.FindAsync(row.Id)),
        ("unit", static (db, row) => db.WriteAsync(unit => unit.Table<Formed>().Find(row.Id))),
        ("parameters", static (db, row) => db.FindEqualAsync(row)),
        ("update by key", static (db, row) => db.Formed.UpdateAsync(row.Id, static found => found)),
    ];

    public static readonly (string Name, Func<ValueDatabase, FormedOrAbsent, ValueTask<FormedOrAbsent?>> Read)[] OfFormedOrAbsent =
    [
        ("FindAsync", static (db, row) => db.FormedOrAbsent.FindAsync(row.Id)),
        ("parameters", static (db, row) => db.FindEqualAsync(row)),
        ("update by key", static (db, row) => db.FormedOrAbsent.UpdateAsync(row.Id, static found => found)),
    ];

    [Query("select * from present where id = @id")]
    private static partial ValueTask<Present?> OnePresentAsync(this ReadSource source, long id);

    [Query("select * from present where id = @id")]
    private static partial Present? OnePresent(this WriteScope unit, long id);

    [Query("select * from present where id in (@ids)")]
    private static partial ValueTask<IReadOnlyList<Present>> ListPresentAsync(this ReadSource source, IReadOnlyList<long> ids);

    [Query("select * from absent where id = @id")]
    private static partial ValueTask<Absent?> OneAbsentAsync(this ReadSource source, long id);
}
