using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

/// <summary>Files of others have names that no record can have: what reads such a file copes with them, or says what is wrong.</summary>
public sealed class FoundNameTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Source => folder.File("source.db");

    private string Target => folder.File("copy.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_with_empty_names_is_checked_and_backed_up()
    {
        Sessions.Run(Source, "create table p (\"\" integer primary key)", "create table \"\" (\"\" integer primary key, p references p)", "insert into p values (1)", "insert into \"\" values (7, 1)", "create index i on \"\" (\"\")");
        Backup.Run(Source, Target, default);
        using var copy = Sessions.Reader(Target);
        copy.QueryText("select \"\" from \"\"").ShouldBe("7");
        RowCounts.Read(copy).Tables[""].ShouldBe("1");
        foreach (var table in IntegrityCheck.Tables(copy))
        {
            IntegrityCheck.RunTable(copy, table, false, 100).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_broken_reference_of_a_table_with_an_empty_name_is_found()
    {
        Sessions.Run(Source, "create table p (a integer primary key)", "create table \"\" (p references p)", "pragma foreign_keys=0", "insert into \"\" values (1)");
        using var session = Sessions.Reader(Source);
        IntegrityCheck.RunTable(session, "", false, 100).Single().ShouldContain("points at a row of 'p'");
    }

    /// <summary>SQLite reads such a name up to the NUL, and opens the file.</summary>
    [Fact]
    public void A_name_with_a_NUL_is_a_sentence()
    {
        using (var writer = Sessions.Writer(Source))
        {
            writer.Execute("create table t (a integer)");
            ConnectionSettings.SetDefensive(writer, isOn: false);
            writer.Execute("pragma writable_schema=1");
            writer.Execute("update sqlite_schema set name = name || char(0) || 'x'");
        }

        using (var session = Sessions.Reader(Source))
        {
            IntegrityCheck.RunTable(session, "t\0x", false, 100).Single().ShouldContain("'t\\0x'");
        }

        var error = Should.Throw<LineageException>(() => Backup.Run(Source, Target, default));
        error.ToString().ShouldContain("U+0000");
        File.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public void A_name_of_a_program_is_not_empty()
    {
        Should.Throw<ArgumentException>(() => SqlIdentifier.Quote(""));
        Should.Throw<ArgumentException>(() => SqlIdentifier.Quote("a\0b"));
        FoundName.Quote("a\"b").ShouldBe("\"a\"\"b\"");
    }
}
