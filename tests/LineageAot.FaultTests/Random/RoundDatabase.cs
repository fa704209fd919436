namespace LineageAot.FaultTests.RandomRounds;

/// <summary>A row of one request: its number above, the row's place in the request below.</summary>
[Table("entries")]
public sealed partial record Entry([property: Key] long Id, string Text)
{
    /// <summary>Rows of a request at most.</summary>
    public const int MostOfARequest = 1 << 10;

    public static Entry Of(long request, int place) => new((request * MostOfARequest) + place, $"{request}/{place}");
}

/// <summary>What units move from one to another: the sum stays.</summary>
[Table("accounts")]
public sealed partial record Account([property: Key] int Id, long Balance);

/// <summary>A row for each unit.</summary>
[Table("marks")]
public sealed partial record Mark([property: Key] long Id);

/// <summary>How many units there were: never less than before, and as many as marks.</summary>
[Table("clocks")]
public sealed partial record Clock([property: Key] int Id, long Ticks);

/// <summary>What a reader sees of the units.</summary>
[Row]
public readonly partial record struct Picture(long Balance, long Ticks, long Marks);

/// <summary>What everybody does everything to at once.</summary>
[Database]
public sealed partial class RoundDatabase : LineageDatabase
{
    public const int AccountCount = 16;
    public const long FirstBalance = 1000;

    public partial Table<Entry> Entries { get; }

    public partial Table<Account> Accounts { get; }

    public partial Table<Mark> Marks { get; }

    public partial Table<Clock> Clocks { get; }

    public async Task FillAsync()
        => await WriteAsync(static unit =>
        {
            unit.InsertMany(Enumerable.Range(0, AccountCount).Select(static id => new Account(id, FirstBalance)));
            unit.Insert(new Clock(1, 0));
        });
}

internal static partial class RoundStatements
{
    [Query("select count(*) from entries where id >= @from and id < @to")]
    public static partial ValueTask<long> CountEntriesAsync(this ReadSource source, long from, long to, CancellationToken cancellationToken = default);

    [Query("select (select sum(balance) from accounts) as balance, (select ticks from clocks where id = 1) as ticks, (select count(*) from marks) as marks", AllowScan = true)]
    public static partial ValueTask<Picture> PictureAsync(this ReadSource source, CancellationToken cancellationToken = default);
}
