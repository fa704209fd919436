using LineageAot.Operations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Operations;

public sealed class IntegrityCheckTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sound_file_has_no_findings(bool isQuick)
    {
        Sessions.Run(Path, "create table t (a integer primary key, b text)", "create index i on t (b)", "insert into t (b) values ('x')");
        using var reader = Sessions.Reader(Path);
        var report = IntegrityCheck.Run(reader, isQuick);
        report.IsSound.ShouldBeTrue();
        report.IsComplete.ShouldBeTrue();
        reader.IsAutocommit.ShouldBeTrue();
    }

    [Fact]
    public void Broken_references_are_told_up_to_the_limit()
    {
        using (var writer = Sessions.Writer(Path))
        {
            writer.Execute("create table p (a integer primary key)");
            writer.Execute("create table c (a integer primary key, p integer references p)");
            writer.Execute("create table w (a text primary key, p integer references p) without rowid");
            writer.Execute("pragma foreign_keys = 0");
            writer.Execute("insert into c (a, p) values (5, 1), (6, 2), (7, 3)");
            writer.Execute("insert into w values ('secret', 9)");
        }

        using var reader = Sessions.Reader(Path);
        IntegrityCheck.Run(reader).Findings.ShouldBe(
            ["table 'c', row 5: points at a row of 'p' that isn't there", "table 'c', row 6: points at a row of 'p' that isn't there", "table 'c', row 7: points at a row of 'p' that isn't there", "table 'w', a row: points at a row of 'p' that isn't there"],
            ignoreOrder: true);
        var limited = IntegrityCheck.Run(reader, limit: 2);
        limited.Findings.Count.ShouldBe(2);
        limited.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void Damaged_pages_are_findings_and_not_an_exception()
    {
        Sessions.Run(Path, "create table t (a integer primary key, b text)", "insert into t (b) with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select hex(randomblob(50)) from n");
        var bytes = File.ReadAllBytes(Path);
        for (var page = 3; page * 4096 < bytes.Length; page += 2)
        {
            bytes.AsSpan(page * 4096, 200).Fill(0xEE);
        }

        File.WriteAllBytes(Path, bytes);
        using var reader = Sessions.Reader(Path);
        IntegrityCheck.Run(reader).IsSound.ShouldBeFalse();
        reader.IsAutocommit.ShouldBeTrue();
    }

    [Fact]
    public void An_index_that_lacks_a_row_is_found_by_the_full_check()
    {
        Sessions.Run(Path, "create table t (a integer primary key, b text)", "create index i on t (b)", "insert into t (b) values ('x'), ('y')");
        using (var tool = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            tool.Open();
            using var command = tool.CreateCommand();
            command.CommandText = "pragma writable_schema=1; create table e (b text); create index j on e (b); update sqlite_schema set rootpage = (select rootpage from sqlite_schema where name = 'j') where name = 'i'; delete from sqlite_schema where name in ('j', 'e')";
            command.ExecuteNonQuery();
        }

        using var reader = Sessions.Reader(Path);
        IntegrityCheck.Run(reader).Findings.ShouldContain(finding => finding.Contains("missing from index i") || finding.Contains("wrong # of entries in index i"));
    }
}
