namespace LineageAot.FaultTests.Queue;

/// <summary>A row of one producer's own.</summary>
[Table("items")]
public sealed partial record Item([property: Key] long Id, string Text);

/// <summary>One of two rows that a unit writes together.</summary>
[Table("pairs")]
[Index(nameof(Tag))]
public sealed partial record Pair([property: Key] long Id, long Tag);

/// <summary>How many units were committed, by the units themselves.</summary>
[Table("counters")]
public sealed partial record Counter([property: Key] int Id, long Value);

/// <summary>What a snapshot shows of the units.</summary>
[Row]
public readonly partial record struct UnitPicture(long Counted, long Pairs, long Torn);

/// <summary>What the queue is watched with.</summary>
[Database]
public sealed partial class ModelDatabase : LineageDatabase
{
    public partial Table<Item> Items { get; }

    public partial Table<Pair> Pairs { get; }

    public partial Table<Counter> Counters { get; }

    [Query("select * from items order by id", AllowScan = true)]
    public partial ValueTask<IReadOnlyList<Item>> ListItemsAsync(CancellationToken cancellationToken = default);
}

internal static partial class ModelStatements
{
    [Query("""
        select (select value from counters where id = 1) as counted, (select count(*) from pairs) as pairs,
            (select count(*) from (select tag from pairs group by tag having count(*) <> 2)) as torn
        """, AllowScan = true)]
    public static partial ValueTask<UnitPicture> PictureAsync(this ReadSource source, CancellationToken cancellationToken = default);
}
