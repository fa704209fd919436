using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations.Planning;

/// <summary>Each column that SQLite tells of is found in the statement's text, whatever its name and however it's written.</summary>
public sealed class TableDefinitionTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("\"\"\"a\" integer, \"b\"\"\" text collate nocase, \"\"\"c\"\"\" text, \"\"\"\" text, primary key (\"\"\"a\", \"b\"\"\")")]
    [InlineData("`\"a` integer primary key, [b\"] text collate nocase, `c``\"` text")]
    [InlineData("\"null\" integer primary key, [true] text collate nocase, `current_date` text, \"\"\"null\"\"\" text")]
    [InlineData("'a b' integer, 'It''s' text collate nocase, '\"' text, 'null' text, constraint 'k' primary key ('a b'), unique ('It''s')")]
    [InlineData("\"\" integer primary key, \"a\" text collate nocase, \"'\" text, \"--\" text, \",\" text, \"(\" text")]
    public void Columns_are_found_by_their_names(string columns)
    {
        using var session = Sessions.Writer(folder.File("a.db"));
        session.Execute($"create table t ({columns})");
        var sql = session.QueryText("select sql from sqlite_schema where name = 't'")!;
        var names = session.QueryRows("select name from pragma_table_xinfo('t')").ConvertAll(static row => row[0]!);
        var (definition, text) = (TableDefinition.Parse(sql), CreateTableParser.Parse(sql));
        names.ShouldAllBe(name => definition.Column(name).IsColumn);
        definition.Columns.Select(static part => part.Name).ShouldBe(names.Select(SqlNameComparer.Fold));
        text.Columns.Keys.ShouldBe(names, SqlNameComparer.Instance);
        text.Columns[names[1]].Collation.ShouldBe("nocase");

        // The key is on columns that there are, and the text that is put together again makes the same table.
        text.PrimaryKey!.Columns.ShouldAllBe(key => names.Contains(key.Name, SqlNameComparer.Instance));
        session.Execute(definition.ToSql("u", names));
        session.QueryRows("select name, type, \"notnull\", pk from pragma_table_xinfo('u')").ShouldBe(session.QueryRows("select name, type, \"notnull\", pk from pragma_table_xinfo('t')"));
    }
}
