using System.Collections.Immutable;

namespace LineageAot.Tests.Reading;

/// <summary>Lists as parameters: any number of items, each exactly what it is.</summary>
public sealed class QueryListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Any_number_of_items(int count)
    {
        await using var db = await CreateAsync(10);
        var numbers = Enumerable.Range(1, count).ToArray();
        db.CountOf(numbers).ShouldBe(Math.Min(count, 10));
        db.CountOfList([.. numbers.Select(number => (long)number)]).ShouldBe(Math.Min(count, 10));
        (await db.CountOfFixedAsync([.. numbers.Select(number => (long)number)])).ShouldBe(Math.Min(count, 10));
        db.CountOfOthers([.. numbers.Select(number => (long)number)]).ShouldBe(10 - Math.Min(count, 10));
        db.CountNamed(numbers.Select(number => "name " + number)).ShouldBe(Math.Min(count, 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("it's \"quoted\" \\ \\u0041 / `[x]`")]
    [InlineData("\u0001\u001f\t\r\n\u007f\u2028")]
    [InlineData("\0a\0")]
    [InlineData("ä€𝄞")]
    [InlineData("12")]
    [InlineData("null")]
    [InlineData("],[")]
    public async Task Texts_are_what_they_are(string text)
    {
        await using var db = await CreateAsync(0);
        db.IsAmong(text, ["a", text, "b"]).ShouldBeTrue();
        db.IsAmong(text, ["a", text + "x", "x" + text, "b"]).ShouldBeFalse();
        var padding = new string('p', 100_000);
        db.IsAmong(padding + text, [padding, padding + text]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("", 0xD800, "")]
    [InlineData("a\"", 0xDC00, "\"")]
    public async Task A_lone_surrogate_is_refused(string before, int surrogate, string behind)
    {
        var text = before + (char)surrogate + behind;
        await using var db = await CreateAsync(0);
        var error = Should.Throw<InvalidValueException>(() => db.IsAmong("a", ["a", text]));
        error.Message.ShouldContain("lone surrogate");
        error.Message.ShouldContain("@names");
        error.Operation.ShouldBe("QueryDatabase.IsAmong");
        db.IsAmong("a", ["a"]).ShouldBeTrue();
    }

    [Fact]
    public async Task An_item_that_is_null_is_refused()
    {
        await using var db = await CreateAsync(0);
        Should.Throw<InvalidValueException>(() => db.IsAmong("a", ["a", null!])).Message.ShouldContain("null");
        Should.Throw<InvalidValueException>(() => db.IsAmongBytes([1], [null!])).Message.ShouldContain("null");
    }

    [Fact]
    public async Task Numbers_and_bytes_at_their_ends()
    {
        await using var db = await CreateAsync(0);
        foreach (var number in new[] { long.MinValue, long.MinValue + 1, -1, 0, 1, long.MaxValue })
        {
            db.IsAmongNumbers(number, [5, number]).ShouldBeTrue(number.ToString());
            db.IsAmongNumbers(number, [5, number ^ 1]).ShouldBeFalse(number.ToString());
        }

        db.IsAmongBytes([], [[]]).ShouldBeTrue();
        db.IsAmongBytes([], [[0]]).ShouldBeFalse();
        var all = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        db.IsAmongBytes(all, [all[1..], all]).ShouldBeTrue();
        db.IsAmongLarge(long.MaxValue, [1, long.MaxValue]).ShouldBeTrue();
        Should.Throw<InvalidValueException>(() => db.IsAmongLarge(1, [1, ulong.MaxValue]));
        db.IsAmongPrices(1.5m, [1.50m]).ShouldBeTrue();
        Should.Throw<InvalidValueException>(() => db.IsAmongPrices(1, [1.555m]));
        db.IsAmongMoods(Mood.VeryGlad, [Mood.Calm, Mood.VeryGlad]).ShouldBeTrue();
        Should.Throw<InvalidValueException>(() => db.IsAmongMoods(Mood.Calm, [(Mood)9])).Message.ShouldContain("no member of Mood");
        Should.Throw<InvalidValueException>(() => db.IsAmongTimes(DateTime.UnixEpoch, [new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Local)]));
    }

    [Fact]
    public async Task A_list_that_is_not_there_is_refused_where_the_method_is_called()
    {
        await using var db = await CreateAsync(0);
        Should.Throw<ArgumentNullException>(() => db.CountOf(null!)).ParamName.ShouldBe("numbers");
        Should.Throw<ArgumentNullException>(() => { _ = db.CountNamed(null!); }).ParamName.ShouldBe("names");
        var error = Should.Throw<ArgumentException>(() => { _ = db.CountOfFixedAsync(default(ImmutableArray<long>)).AsTask(); });
        error.ParamName.ShouldBe("numbers");
        error.Message.ShouldContain("Empty");
        (await db.CountOfFixedAsync([])).ShouldBe(0);
    }

    private static async Task<QueryDatabase> CreateAsync(int entries)
    {
        var db = await QueryDatabase.OpenTemporaryAsync();
        await db.Entries.InsertManyAsync(Enumerable.Range(1, entries).Select(number => new Entry(number, 1, DateTimeOffset.UnixEpoch, number, "name " + number)));
        return db;
    }
}
