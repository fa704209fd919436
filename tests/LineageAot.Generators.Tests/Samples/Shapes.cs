// Every shape of result, of every kind of item, on a database, a snapshot, a unit and in static classes.
#pragma warning disable CS1591
namespace Samples.Shapes;

[Table("items")]
public sealed partial record Item([property: Key] long Id, string? Name);

[Row] public sealed partial record Line(long Id, string? Name);

[Row] public readonly partial record struct Point(long Id, string? Name);

[Database]
public sealed partial class Shop : LineageDatabase
{
    public partial Table<Item> Items { get; }

    [Query("select id from items where id <= @most order by id")] public partial IAsyncEnumerable<long> IdStream(long most, CancellationToken cancellationToken = default);

    [Query("select id from items where id <= @most order by id")] public partial ValueTask<IReadOnlyList<long>> IdsAsync(long most, CancellationToken cancellationToken = default);

    [Query("select id from items where id <= @most order by id")] public partial ValueTask<long> IdAsync(long most, CancellationToken cancellationToken = default);

    [Query("select id from items where id <= @most order by id")] public partial ValueTask<long?> MaybeIdAsync(long most, CancellationToken cancellationToken = default);

    [Query("select id from items where id <= @most order by id")] public partial IReadOnlyList<long> IdList(long most);

    [Query("select id from items where id <= @most order by id")] public partial IEnumerable<long> IdSequence(long most);

    [Query("select id from items where id <= @most order by id")] public partial long Id(long most);

    [Query("select id from items where id <= @most order by id")] public partial long? MaybeId(long most);

    [Query("select name from items where id <= @most order by id")] public partial IAsyncEnumerable<string?> NameStream(long most);

    [Query("select name from items where id <= @most order by id")] public partial ValueTask<IReadOnlyList<string?>> NamesAsync(long most);

    [Query("select name from items where id <= @most order by id")] public partial ValueTask<string?> MaybeNameAsync(long most);

    [Query("select name from items where id <= @most order by id")] public partial IReadOnlyList<string?> NameList(long most);

    [Query("select name from items where id <= @most order by id")] public partial IEnumerable<string?> NameSequence(long most);

    [Query("select name from items where id <= @most order by id")] public partial string? MaybeName(long most);

    [Query("select * from items where id <= @most order by id")] public partial IAsyncEnumerable<Item> ItemStream(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<IReadOnlyList<Item>> ItemsAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<Item> ItemAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<Item?> MaybeItemAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial IReadOnlyList<Item> ItemList(long most);

    [Query("select * from items where id <= @most order by id")] public partial IEnumerable<Item> ItemSequence(long most);

    [Query("select * from items where id <= @most order by id")] public partial Item Item(long most);

    [Query("select * from items where id <= @most order by id")] public partial Item? MaybeItem(long most);

    [Query("select * from items where id <= @most order by id")] public partial IAsyncEnumerable<Line> LineStream(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<IReadOnlyList<Line>> LinesAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<Line> LineAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<Line?> MaybeLineAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial IReadOnlyList<Line> LineList(long most);

    [Query("select * from items where id <= @most order by id")] public partial IEnumerable<Line> LineSequence(long most);

    [Query("select * from items where id <= @most order by id")] public partial Line Line(long most);

    [Query("select * from items where id <= @most order by id")] public partial Line? MaybeLine(long most);

    [Query("select * from items where id <= @most order by id")] public partial IAsyncEnumerable<Point> PointStream(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<IReadOnlyList<Point>> PointsAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<Point> PointAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial ValueTask<Point?> MaybePointAsync(long most);

    [Query("select * from items where id <= @most order by id")] public partial IReadOnlyList<Point> PointList(long most);

    [Query("select * from items where id <= @most order by id")] public partial IEnumerable<Point> PointSequence(long most);

    [Query("select * from items where id <= @most order by id")] public partial Point Point(long most);

    [Query("select * from items where id <= @most order by id")] public partial Point? MaybePoint(long most);

    [Command("update items set name = 'x' where id <= @most returning id")] public partial ValueTask<IReadOnlyList<long>> TouchIdsAsync(long most, WriteOptions options = default, CancellationToken cancellationToken = default);

    [Command("update items set name = 'x' where id <= @most returning id")] public partial ValueTask<long> TouchIdAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning id")] public partial ValueTask<long?> TouchMaybeIdAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning name")] public partial ValueTask<string?> TouchMaybeNameAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning *")] public partial ValueTask<IReadOnlyList<Item>> TouchItemsAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning *")] public partial ValueTask<Item> TouchItemAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning *")] public partial ValueTask<Line?> TouchMaybeLineAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning *")] public partial ValueTask<IReadOnlyList<Point>> TouchPointsAsync(long most);

    [Command("update items set name = 'x' where id <= @most returning *")] public partial ValueTask<Point?> TouchMaybePointAsync(long most);

    [Command("update items set name = 'x' where id <= @most")] public partial ValueTask<int> TouchAsync(long most);

    [Command("update items set name = 'x' where id <= @most")] public partial ValueTask TouchSilentlyAsync(long most);
}

public static partial class Statements
{
    [Query("select * from items where id <= @most order by id")] public static partial IAsyncEnumerable<Item> StreamFrom(this ReadSource source, long most);

    [Query("select * from items where id <= @most order by id")] public static partial ValueTask<IReadOnlyList<Line>> LinesFromAsync(ReadSnapshot snapshot, long most);

    [Query("select * from items where id <= @most order by id")] public static partial Point? PointFrom(Shop shop, long most);

    [Query("select id from items where id <= @most order by id")] public static partial IEnumerable<long> IdsFrom(WriteScope unit, long most);

    [Query("select * from items where id <= @most order by id")] public static partial Point? PointFrom(WriteScope unit, long most);

    [Command("update items set name = 'y' where id <= @most returning *")] public static partial IReadOnlyList<Item> TouchIn(this WriteScope unit, long most);

    [Command("update items set name = 'y' where id <= @most returning *")] public static partial Point? TouchOneIn(WriteScope unit, long most);

    [Command("update items set name = 'y' where id <= @most")] public static partial void TouchSilentlyIn(WriteScope unit, long most);

    [Command("update items set name = 'y' where id <= @most returning id")] public static partial ValueTask<IReadOnlyList<long>> TouchOnAsync(Shop shop, long most, WriteOptions options);
}

public static class Program
{
    public static async Task RunAsync(string path)
    {
        await using var db = await Shop.OpenAsync(path);
        var (a, b) = (await db.Items.InsertAsync(new Item(1, "a")), await db.Items.InsertAsync(new Item(2, null)));
        var (lineA, lineB, pointA, pointB) = (new Line(1, "a"), new Line(2, null), new Point(1, "a"), new Point(2, null));

        Expect(await ListAsync(db.IdStream(2)), [1, 2]);
        Expect(await db.IdsAsync(2), [1, 2]);
        Expect([await db.IdAsync(1)], [1]);
        Expect([await db.MaybeIdAsync(1), await db.MaybeIdAsync(0)], [1, null]);
        Expect(db.IdList(2), [1, 2]);
        Expect(db.IdSequence(2), [1, 2]);
        Expect([db.Id(1)], [1]);
        Expect([db.MaybeId(1), db.MaybeId(0)], [1, null]);
        Expect(await ListAsync(db.NameStream(2)), ["a", null]);
        Expect(await db.NamesAsync(2), ["a", null]);
        Expect([await db.MaybeNameAsync(1), await db.MaybeNameAsync(0)], ["a", null]);
        Expect(db.NameList(2), ["a", null]);
        Expect(db.NameSequence(2), ["a", null]);
        Expect([db.MaybeName(1), db.MaybeName(0)], ["a", null]);
        Expect(await ListAsync(db.ItemStream(2)), [a, b]);
        Expect(await db.ItemsAsync(2), [a, b]);
        Expect([await db.ItemAsync(1), await db.MaybeItemAsync(1), await db.MaybeItemAsync(0)], [a, a, null]);
        Expect(db.ItemList(2), [a, b]);
        Expect(db.ItemSequence(2), [a, b]);
        Expect([db.Item(1), db.MaybeItem(1), db.MaybeItem(0)], [a, a, null]);
        Expect(await ListAsync(db.LineStream(2)), [lineA, lineB]);
        Expect(await db.LinesAsync(2), [lineA, lineB]);
        Expect([await db.LineAsync(1), await db.MaybeLineAsync(1), await db.MaybeLineAsync(0)], [lineA, lineA, null]);
        Expect(db.LineList(2), [lineA, lineB]);
        Expect(db.LineSequence(2), [lineA, lineB]);
        Expect([db.Line(1), db.MaybeLine(1), db.MaybeLine(0)], [lineA, lineA, null]);
        Expect(await ListAsync(db.PointStream(2)), [pointA, pointB]);
        Expect(await db.PointsAsync(2), [pointA, pointB]);
        Expect([await db.PointAsync(1), await db.MaybePointAsync(1), await db.MaybePointAsync(0)], [pointA, pointA, null]);
        Expect(db.PointList(2), [pointA, pointB]);
        Expect(db.PointSequence(2), [pointA, pointB]);
        Expect([db.Point(1), db.MaybePoint(1), db.MaybePoint(0)], [pointA, pointA, null]);
        await RefusedAsync(() => db.IdAsync(0), () => db.IdAsync(2));
        await RefusedAsync(() => db.MaybeIdAsync(2));
        await RefusedAsync(() => db.LineAsync(0), () => db.LineAsync(2));
        await RefusedAsync(() => db.MaybeItemAsync(2));
        await RefusedAsync(() => db.PointAsync(0), () => db.PointAsync(2));
        await RefusedAsync(() => db.MaybePointAsync(2));

        await using (var snapshot = await db.BeginSnapshotAsync())
        {
            Expect(await ListAsync(snapshot.IdStream(2)), [1, 2]);
            Expect([await snapshot.MaybeIdAsync(0), snapshot.MaybeId(1), snapshot.Id(1)], [null, 1, 1]);
            Expect(await snapshot.NamesAsync(2), snapshot.NameSequence(2));
            Expect(await snapshot.ItemsAsync(2), snapshot.ItemSequence(2));
            Expect([await snapshot.MaybePointAsync(1), snapshot.MaybePoint(0), snapshot.Point(1)], [pointA, null, pointA]);
            Expect(await Statements.LinesFromAsync(snapshot, 2), [lineA, lineB]);
            Expect(await ListAsync(snapshot.StreamFrom(1)), [a]);
        }

        Expect([Statements.PointFrom(db, 1), Statements.PointFrom(db, 0)], [pointA, null]);
        await db.WriteAsync(unit =>
        {
            Expect(unit.IdStream(2), [1, 2]);
            Expect(unit.Ids(2), [1, 2]);
            Expect([unit.MaybeId(1), unit.MaybeId(0)], [1, null]);
            Expect([unit.MaybeName(1), unit.MaybeName(0)], ["a", null]);
            Expect([unit.Item(1), unit.MaybeItem(1), unit.MaybeItem(0)], [a, a, null]);
            Expect(unit.LineStream(2), [lineA, lineB]);
            Expect([unit.Point(1), unit.MaybePoint(1), unit.MaybePoint(0)], [pointA, pointA, null]);
            Expect(Statements.IdsFrom(unit, 2), [1, 2]);
            Expect([Statements.PointFrom(unit, 1), Statements.PointFrom(unit, 0)], [pointA, null]);
            Expect(unit.TouchIn(1), [a with { Name = "y" }]);
            Expect([Statements.TouchOneIn(unit, 1), Statements.TouchOneIn(unit, 0)], [pointA with { Name = "y" }, null]);
            Statements.TouchSilentlyIn(unit, 2);
            Expect(unit.NameList(2), ["y", "y"]);
            Expect([unit.TouchMaybeName(1), unit.TouchMaybeName(0)], ["x", null]);
        });

        Expect(await db.TouchIdsAsync(2), [1, 2]);
        Expect([await db.TouchIdAsync(1)], [1]);
        Expect([await db.TouchMaybeIdAsync(1), await db.TouchMaybeIdAsync(0)], [1, null]);
        Expect([await db.TouchMaybeNameAsync(1), await db.TouchMaybeNameAsync(0)], ["x", null]);
        Expect(await db.TouchItemsAsync(2), [a with { Name = "x" }, b with { Name = "x" }]);
        Expect([await db.TouchItemAsync(1)], [a with { Name = "x" }]);
        Expect([await db.TouchMaybeLineAsync(1), await db.TouchMaybeLineAsync(0)], [lineA with { Name = "x" }, null]);
        Expect(await db.TouchPointsAsync(2), [pointA with { Name = "x" }, pointB with { Name = "x" }]);
        Expect([await db.TouchMaybePointAsync(1), await db.TouchMaybePointAsync(0)], [pointA with { Name = "x" }, null]);
        Expect([await db.TouchAsync(2), await db.TouchAsync(0)], [2, 0]);
        await db.TouchSilentlyAsync(2);
        Expect(await Statements.TouchOnAsync(db, 2, default), [1, 2]);
        await RefusedAsync(() => db.TouchIdAsync(0), () => db.TouchIdAsync(2));
    }

    private static async Task RefusedAsync<T>(params Func<ValueTask<T>>[] reads)
    {
        foreach (var read in reads)
        {
            try
            {
                await read();
            }
            catch (QueryException)
            {
                continue;
            }

            throw new InvalidOperationException("another number of rows was asked for");
        }
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    private static void Expect<T>(IEnumerable<T> found, IEnumerable<T> expected, [System.Runtime.CompilerServices.CallerLineNumber] int line = 0)
    {
        var list = found.ToArray();
        if (!list.SequenceEqual(expected))
        {
            throw new InvalidOperationException($"line {line}: {string.Join(", ", list)}");
        }
    }
}
