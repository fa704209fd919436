namespace LineageAot.Tests.Reading;

/// <summary>A result that breaks what its type says is an error that names the query and the column, never a default value.</summary>
public sealed class QueryNullTests
{
    public static TheoryData<string> Methods() => [.. typeof(NullQueries).GetMethods().Where(method => method.IsStatic && !method.Name.StartsWith("Empty", StringComparison.Ordinal) && !method.Name.StartsWith("No", StringComparison.Ordinal)).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task A_null_is_no_value(string method)
    {
        await using var db = await QueryDatabase.OpenTemporaryAsync();
        var error = Should.Throw<InvalidValueException>(() => Invoke(method, db));
        error.Operation.ShouldBe("NullQueries." + method);
        error.Columns.ShouldBe(["max(number)"]);
        error.Message.ShouldContain("NULL");
    }

    [Fact]
    public void Every_kind_is_tried() => Methods().Count.ShouldBeGreaterThan(40);

    [Fact]
    public async Task Empty_is_not_null()
    {
        await using var db = await QueryDatabase.OpenTemporaryAsync();
        NullQueries.EmptyBytes(db).ShouldBeEmpty();
        NullQueries.EmptyText(db).ShouldBeEmpty();
        NullQueries.EmptyVector(db).ShouldNotBeNull().ShouldBeEmpty();
        NullQueries.EmptyFixed(db).ShouldNotBeNull().IsDefault.ShouldBeFalse();
        NullQueries.NoFixed(db).ShouldBeNull();
        NullQueries.NoVector(db).ShouldBeNull();
    }

    [Fact]
    public async Task A_record_behind_an_outer_join_may_be_null_only_where_it_says_so()
    {
        await using var db = await QueryDatabase.OpenTemporaryAsync();
        var entry = await db.Entries.InsertAsync(new Entry(1, 1, DateTimeOffset.UnixEpoch, 0));
        db.WithParts().ShouldBe([new EntryPerhapsPart(entry, null)]);
        var error = Should.Throw<InvalidValueException>(() => db.WithAllParts());
        error.Operation.ShouldBe("QueryDatabase.WithAllParts");
        error.Columns.ShouldBe(["number"]);
    }

    private static object? Invoke(string method, ReadSource source)
    {
        try
        {
            return typeof(NullQueries).GetMethod(method)!.Invoke(null, [source]);
        }
        catch (System.Reflection.TargetInvocationException e)
        {
            throw e.InnerException!;
        }
    }
}
