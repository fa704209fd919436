using LineageAot.Migrations;
using LineageAot.Migrations.Planning;
using LineageAot.Operations;
using LineageAot.Schema;
using LineageAot.Tests.Migrations;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Search;

/// <summary>Full-text indexes where migrations are written by hand, and where files aren't as they should be.</summary>
public sealed class FullTextMigrationTests : IDisposable
{
    private readonly MigrationFixture file = new();

    /// <summary>The pages without a parent's table: all that a migration sees are the statements.</summary>
    private static readonly TableSchema Pages = Schema.Tables.Single(table => table.Name == "pages");

    private static readonly string First = $"-- up\n{string.Join(";\n", Schema.AllTables().SelectMany(table => table.Ddl))};\n";

    private static DatabaseSchema Schema => SchemaOf<SearchDatabase>();

    public void Dispose() => file.Dispose();

    [Fact]
    public void A_rebuild_by_hand_fills_the_index_anew()
    {
        Seed();
        var rebuild = $"-- up\n-- rebuild pages\n-- copy body = upper(body) || ' copied'\n-- copy id = unhex(printf('%032x', 1000 - rowid))\n{Pages.Ddl[0]};\n";
        file.Ensure(MigrationFixture.Component(Schema.Tables, First, rebuild), allowDestructive: true);
        IndexChecks.ShouldBeWhole(file.Path);
        file.Value("select count(*) from pages_fts where pages_fts match 'copied'").ShouldBe("3");
        file.Value("select group_concat(hex(id)) from (select r.id from pages_fts as f join pages_fts_rows as r on r.docid = f.rowid where f.pages_fts match 'two')").ShouldBe("000000000000000000000000000003E6");
        file.Run("delete from pages where path = 'p1'", "update pages set body = 'afterwards' where path = 'p2'");
        IndexChecks.ShouldBeWhole(file.Path);
    }

    [Fact]
    public void A_rebuild_that_takes_an_indexed_column_away_says_what_stands_in_its_way()
    {
        Seed();
        var before = file.Content();
        var without = Pages.Ddl[0].Replace("\"body\" TEXT NOT NULL", "\"content\" TEXT NOT NULL");
        var error = Should.Throw<MigrationException>(() => file.Ensure(MigrationFixture.Component(Schema.Tables, First, $"-- destructive\n-- up\n-- rebuild pages\n-- copy content = body\n{without};\n"), allowDestructive: true));
        error.Message.ShouldContain("'pages_fts'");
        error.Message.ShouldContain("Drop it");
        file.Content().ShouldBe(before);
    }

    [Fact]
    public void Statements_of_a_migration_keep_the_index()
    {
        Seed();
        file.Ensure(MigrationFixture.Component(Schema.Tables, First, "-- up\nupdate pages set body = body || ' more' where path <> 'p1';\ndelete from pages where path = 'p2';\n-- backfill notes batch 1\nupdate notes set text = 'filled' where text is null;\n"), allowDestructive: true);
        IndexChecks.ShouldBeWhole(file.Path);
        file.Value("select count(*) from pages_fts where pages_fts match 'more'").ShouldBe("1");
        file.Value("select count(*) from notes_fts where notes_fts match 'filled'").ShouldBe("2");
    }

    [Fact]
    public void Dropping_an_index_loses_nothing_and_dropping_what_holds_rows_does()
    {
        Seed();
        IsDestructive("drop trigger tr_pages_fts_insert; drop table \"pages_fts\"; drop view pages_fts_texts; drop table if exists main_rows").ShouldBeTrue();
        IsDestructive("drop table \"pages_fts\"; drop table if exists pages_fts_rows;").ShouldBeFalse();
        IsDestructive("drop table NOTES_FTS;").ShouldBeFalse();
        IsDestructive("drop table pages;").ShouldBeTrue();
        file.Run("create virtual table own_fts using fts5(a)", "create table other_fts_rows (a)");
        IsDestructive("drop table own_fts;").ShouldBeTrue();
        IsDestructive("drop table other_fts_rows;").ShouldBeTrue();

        bool IsDestructive(string sql)
        {
            using var session = Sessions.Reader(file.Path);
            return DestructiveGuard.IsDestructive(session, MigrationPlan.Parse("c", MigrationFixture.Migration(1, "m", $"-- up\n{sql}")));
        }
    }

    [Theory]
    [InlineData("drop table pages_fts", "table 'pages': full-text index 'pages_fts' is missing in the file")]
    [InlineData("drop trigger tr_pages_fts_update", "table 'pages': trigger 'tr_pages_fts_update' is missing in the file")]
    [InlineData("drop view pages_fts_texts", "table 'pages': full-text index 'pages_fts' has another view of its texts")]
    [InlineData("drop table pages_fts_rows", "table 'pages': full-text index 'pages_fts' has another table of row numbers")]
    public void A_file_that_lacks_a_part_is_refused_also_when_it_was_known_before(string damage, string difference)
    {
        Seed();
        file.Run(damage);
        Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component(Schema.Tables, First))).Message.ShouldContain(difference);
    }

    [Fact]
    public void A_program_that_does_not_search_opens_the_file_and_keeps_the_index()
    {
        Seed();
        TableSchema[] plain = [.. Schema.Tables.Select(table => new TableSchema { Name = table.Name, RecordName = table.RecordName, Columns = table.Columns, Key = table.Key, Ddl = [.. table.Ddl.Where(statement => !statement.Contains("_fts", StringComparison.Ordinal))] })];
        file.Ensure(MigrationFixture.Component(plain, First));
        file.Run("insert into pages (id, path, body) values (zeroblob(16), 'p4', 'four')");
        IndexChecks.ShouldBeWhole(file.Path);
    }

    [Fact]
    public void A_new_index_over_an_old_one_of_somebodys_own_is_to_be_done_by_hand()
    {
        var plain = Model.Table("pages", Pages.Ddl[0].Replace(",\n    CONSTRAINT \"fk_pages_folder_id\" FOREIGN KEY (\"folder_id\") REFERENCES \"folders\" (\"id\") ON DELETE CASCADE", ""));
        const string ByHand = "create virtual table pages_fts using fts5(body, content='pages');\ncreate trigger pages_ai after insert on pages begin insert into pages_fts (rowid, body) values (new.rowid, new.body); end;\n";
        MigrationDraft.Make(MigrationFixture.Component([plain], $"-- up\n{plain.Ddl[0]};\n{ByHand}")).ShouldBeNull();
        var indexed = Model.Table("pages", [plain.Ddl[0], .. Pages.Ddl.Where(statement => statement.Contains("_fts", StringComparison.Ordinal))]);
        Should.Throw<PlanningException>(() => MigrationDraft.Make(MigrationFixture.Component([indexed], $"-- up\n{plain.Ddl[0]};\n{ByHand}"))).Message.ShouldContain("'pages_fts'");
    }

    [Fact]
    public void Its_tables_are_nobodys_orphans_and_are_counted_in_a_backup()
    {
        Seed();
        using var replay = SchemaReplay.Of(MigrationFixture.Component(Schema.Tables, First));
        replay.OwnTables().ShouldBe(Schema.Tables.Select(table => table.Name), ignoreOrder: true);
        using var session = Sessions.Reader(file.Path);
        RowCounts.Read(session).Tables.Keys.ShouldContain("pages_fts_rows");
    }

    private static DatabaseSchema SchemaOf<T>() where T : IDatabaseComponent => T.Schema;

    private void Seed()
    {
        file.Ensure(MigrationFixture.Component(Schema.Tables, First));
        file.Run(
            "insert into pages (id, path, body) values (unhex(printf('%032x', 3)), 'p1', 'one'), (unhex(printf('%032x', 2)), 'p2', 'two'), (unhex(printf('%032x', 1)), 'p3', 'three')",
            "insert into notes (title, size) values ('a', 1), ('b', 2)");
    }
}
