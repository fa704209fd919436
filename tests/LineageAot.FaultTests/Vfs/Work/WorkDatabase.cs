using System.Globalization;

namespace LineageAot.FaultTests.Vfs.Work;

/// <summary>A row of a request. Ids are given in the order of commits, without gaps.</summary>
[Table("entries")]
[Index(nameof(Text))]
public sealed partial record Entry
{
    [Key(Generated = true)] public long Id { get; init; }
    [Unique] public required long Number { get; init; }
    public required int Request { get; init; }
    public required string Text { get; init; }

    /// <summary>A request's row at a place, with a text that tells whether it's still the row's own.</summary>
    public static Entry Of(int request, int place)
    {
        var number = 1000L * request + place;
        return new Entry { Number = number, Request = request, Text = TextOf(number) };
    }

    public static string TextOf(long number)
        => (number * 7919 % 1009).ToString(CultureInfo.InvariantCulture) + new string((char)('a' + number % 26), (int)(number * 31 % 17 == 0 ? 2900 : 40 + number * 37 % 400));
}

/// <summary>A unit of work, written with its entries.</summary>
[Table("units")]
public sealed partial record Unit
{
    [Key] public required int Request { get; init; }
    public required int Rows { get; init; }
}

/// <summary>One row that each unit changes: how many units there are.</summary>
[Table("gauges")]
public sealed partial record Gauge
{
    [Key] public required int Id { get; init; }
    public required int Units { get; init; }
}

[Database]
public sealed partial class WorkDatabase : LineageDatabase
{
    public partial Table<Entry> Entries { get; }

    public partial Table<Unit> Units { get; }

    public partial Table<Gauge> Gauges { get; }

    /// <summary>All rows of a request, its unit and the gauge, in one transaction.</summary>
    internal static void WriteUnit(WriteScope unit, Request request)
    {
        for (var place = 0; place < request.Rows; place++)
        {
            unit.Insert(Entry.Of(request.Number, place));
        }

        unit.Insert(new Unit { Request = request.Number, Rows = request.Rows });
        unit.Upsert(new Gauge { Id = 1, Units = (unit.Table<Gauge>().Find(1)?.Units ?? 0) + 1 });
    }
}
