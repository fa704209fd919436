using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Tests.Sqlite;

/// <summary>Text goes in and out by a short way for ASCII and a general one; both must give the same characters.</summary>
public sealed class TextTests
{
    private static readonly SqlStatement Echo = new("select ?1, length(cast(?1 as blob))", "echo");

    public static TheoryData<string> Texts => new()
    {
        "",
        "unit-001",
        "\0a\0",
        "\u007f\u0080\u07ff\u0800\uffff",
        "naïve",
        "ünï",
        "a😀b",
        new string('a', 64),
        new string('a', 65),
        new string('a', 63) + "é",
        new string('a', 64) + "é",
        new string('é', 32),
        new string('é', 33),
        new string('x', 100_000) + "😀" + new string('y', 100_000),
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void TextSurvives(string text)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        var statement = session.Rent(Echo);
        var writer = new SqliteRowWriter(statement);
        writer.String(0, text);
        statement.Step().ShouldBeTrue();
        var reader = new SqliteRowReader(statement);
        reader.String(0).ShouldBe(text);
        reader.Int64(1).ShouldBe(System.Text.Encoding.UTF8.GetByteCount(text));
        session.Return(statement);
    }

    // The surrogate is a number here: test runners mend strings that aren't whole.
    [Theory]
    [InlineData("", 0xd800, "")]
    [InlineData("plain ", 0xdc00, "")]
    [InlineData("ünï", 0xd800, "x")]
    [InlineData("ab", 0xd83d, "")]
    public void LoneSurrogatesAreRefused(string before, int surrogate, string after)
    {
        using var session = SqliteSession.Open(new SessionOptions { Path = ":memory:" });
        var statement = session.Rent(Echo);
        Should.Throw<InvalidValueException>(() => new SqliteRowWriter(statement).String(0, before + (char)surrogate + after));
        session.Return(statement);
    }
}
