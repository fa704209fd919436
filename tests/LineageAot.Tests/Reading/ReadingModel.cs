using LineageAot.Schema;

namespace LineageAot.Tests.Reading;

[Table("items")]
[Unique(nameof(Name))]
[Index(nameof(Category))]
public sealed partial record Item
{
    [Key] public required long Id { get; init; }

    public required string Name { get; init; }

    public int Category { get; init; }

    public byte[]? Payload { get; init; }
}

[Table("places", WithoutRowId = true)]
public sealed partial record Place
{
    [Key(Order = 0)] public required string Country { get; init; }

    [Key(Order = 1)] public required Guid Number { get; init; }

    [Key(Order = 2)] public required double Height { get; init; }
}

[Database]
public sealed partial class ReadingDatabase : LineageDatabase
{
    public partial Table<Item> Items { get; }

    public partial Table<Place> Places { get; }
}

/// <summary>One number as the parameter of a statement.</summary>
internal readonly struct Number(long value) : IParameters
{
    public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct => writer.Int64(0, value);
}

/// <summary>One text as the parameter of a statement.</summary>
internal readonly struct Text(string value) : IParameters
{
    public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct => writer.String(0, value);
}

/// <summary>One number as the result.</summary>
internal readonly struct NumberDecoder : IDecoder<long>
{
    public static long Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct => reader.Int64(0);
}

internal static class Queries
{
    public static readonly SqlStatement ItemsFrom = new("select id, name, category, payload from items where id >= ?1 order by id", "Queries.ItemsFrom");

    public static readonly SqlStatement ItemNamed = new("select id, name, category, payload from items where name = ?1", "Queries.ItemNamed");

    public static readonly SqlStatement ItemsNamedFrom = new("select id, name, category, payload from items where name >= ?1 order by id", "Queries.ItemsNamedFrom");

    /// <summary>32 rows, a first batch, and then none without end.</summary>
    public static readonly SqlStatement FewThenEndless = new("with recursive c(n) as (select 1 union all select n + 1 from c) select n from c where n <= 32", "Queries.FewThenEndless");

    /// <summary>One row, and then none without end.</summary>
    public static readonly SqlStatement OneThenEndless = new("with recursive c(n) as (select 1 union all select n + 1 from c) select n from c where n <= 1", "Queries.OneThenEndless");

    public static readonly SqlStatement Count = new("select count(*) from items", "Queries.Count");

    /// <summary>Runs until it's told to stop, without a row.</summary>
    public static readonly SqlStatement Endless = new("with recursive c(n) as (select 1 union all select n + 1 from c) select n from c where n < 0", "Queries.Endless");

    /// <summary>Rows without end.</summary>
    public static readonly SqlStatement Numbers = new("with recursive c(n) as (select 1 union all select n + 1 from c) select n from c", "Queries.Numbers");
}
