using LineageAot.Schema;

namespace LineageAot.FaultTests.Hostile.Values;

/// <summary>Each way that stores a row; those that give it back as stored do so here too.</summary>
internal static class WritePaths<T> where T : class, IRow<T>, IValueRow<T>
{
    /// <summary>The table, the row, another row with its key that may be there before.</summary>
    public static readonly (string Name, Func<Table<T>, T, T, ValueTask<T?>> Write)[] All =
    [
        ("InsertAsync", static async (table, row, _) => await table.InsertAsync(row)),
        ("TryInsertAsync", static async (table, row, _) =>
        {
            (await table.TryInsertAsync(row)).ShouldBeTrue();
            return null;
        }),
        ("UpsertAsync of a new row", static async (table, row, _) =>
        {
            (await table.UpsertAsync(row)).ShouldBe(UpsertOutcome.Inserted);
            return null;
        }),
        ("UpsertAsync", static async (table, row, before) =>
        {
            await table.InsertAsync(before);
            await table.UpsertAsync(row);
            (await table.UpsertAsync(row)).ShouldBe(UpsertOutcome.Unchanged);
            return null;
        }),
        ("UpdateAsync", static async (table, row, before) =>
        {
            await table.InsertAsync(before);
            return await table.UpdateAsync(row);
        }),
        ("Insert of a unit", static async (table, row, _) => await table.Database.WriteAsync(unit => unit.Insert(row))),
        ("InsertMany of a unit", static async (table, row, _) =>
        {
            (await table.Database.WriteAsync(unit => unit.InsertMany([row]))).ShouldBe(1);
            return null;
        }),
        ("Upsert of a unit", static async (table, row, before) =>
        {
            await table.Database.WriteAsync(unit =>
            {
                unit.Insert(before);
                unit.Upsert(row);
            });
            return null;
        }),
        ("Update of a unit", static async (table, row, before) => await table.Database.WriteAsync(unit =>
        {
            unit.Insert(before);
            return unit.Update(row);
        })),
        ("InsertManyAsync over a row", static async (table, row, before) =>
        {
            await table.InsertAsync(before);
            await table.InsertManyAsync([row], new BulkOptions { OnConflict = OnConflict.Update });
            return null;
        }),
    ];
}
