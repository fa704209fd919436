using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

public sealed class SchemaInitializerTests : IDisposable
{
    private const string Parents = "CREATE TABLE \"parents\" (\"id\" INTEGER NOT NULL CONSTRAINT \"pk_parents\" PRIMARY KEY, \"name\" TEXT NOT NULL) STRICT";
    private const string ParentsByName = "CREATE INDEX \"ix_parents_name\" ON \"parents\" (\"name\")";
    private const string Children = "CREATE TABLE \"children\" (\"id\" BLOB NOT NULL, \"parent\" INTEGER, CONSTRAINT \"pk_children\" PRIMARY KEY (\"id\"), CONSTRAINT \"fk_children_parent\" FOREIGN KEY (\"parent\") REFERENCES \"parents\" (\"id\") ON DELETE CASCADE) STRICT, WITHOUT ROWID";

    private readonly TempFolder folder = new();

    private static DatabaseSchema Family => Model.Of(Model.Table("parents", Parents, ParentsByName), Model.Table("children", Children));

    private string Path => folder.File("family.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_empty_file_gets_every_table_as_written()
    {
        using (var writer = Sessions.Writer(Path))
        {
            SchemaInitializer.Ensure(writer, Family, MigrationMode.Apply);
            writer.IsAutocommit.ShouldBeTrue();
        }

        using var reader = Sessions.Reader(Path);
        reader.QueryRows("select sql from sqlite_schema where sql is not null order by rowid").Select(row => row[0]).ShouldBe([Parents, ParentsByName, Children]);
        SchemaComparison.Compare(reader, Family).State.ShouldBe(SchemaState.Current);
    }

    [Fact]
    public void A_second_open_changes_nothing()
    {
        using var writer = Sessions.Writer(Path);
        SchemaInitializer.Ensure(writer, Family, MigrationMode.Apply);
        var version = writer.QueryText("pragma schema_version");
        SchemaInitializer.Ensure(writer, Family, MigrationMode.Apply);
        SchemaInitializer.Ensure(writer, Family, MigrationMode.Verify);
        writer.QueryText("pragma schema_version").ShouldBe(version);
    }

    [Fact]
    public void Verify_refuses_an_empty_file_and_leaves_it_empty()
    {
        using var writer = Sessions.Writer(Path);
        var error = Should.Throw<SchemaMismatchException>(() => SchemaInitializer.Ensure(writer, Family, MigrationMode.Verify));
        error.State.ShouldBe(SchemaState.New);
        writer.QueryText("select count(*) from sqlite_schema").ShouldBe("0");
    }

    [Fact]
    public void None_does_not_look()
    {
        using var writer = Sessions.Writer(Path);
        writer.Execute("create table parents (something_else)");
        SchemaInitializer.Ensure(writer, Family, MigrationMode.None);
    }

    [Fact]
    public void A_table_that_fails_leaves_none()
    {
        using var writer = Sessions.Writer(Path);
        var broken = Model.Of(Model.Table("parents", Parents), Model.Table("sqlite_mine", "CREATE TABLE \"sqlite_mine\" (\"a\" TEXT)"));
        var error = Should.Throw<QueryException>(() => SchemaInitializer.Ensure(writer, broken, MigrationMode.Apply));
        error.Table.ShouldBe("sqlite_mine");
        error.Message.ShouldContain("Records.sqlite_mine");
        writer.IsAutocommit.ShouldBeTrue();
        writer.QueryText("select count(*) from sqlite_schema").ShouldBe("0");
    }

    [Fact]
    public void Too_many_columns_are_SQLites_refusal_with_the_record_named()
    {
        using var writer = Sessions.Writer(Path);
        var columns = string.Join(", ", Enumerable.Range(0, 2001).Select(i => $"\"c{i}\" TEXT"));
        var error = Should.Throw<QueryException>(() => SchemaInitializer.Ensure(writer, Model.Of(Model.Table("wide", $"CREATE TABLE \"wide\" ({columns}) STRICT")), MigrationMode.Apply));
        error.Message.ShouldContain("too many columns");
        error.Message.ShouldContain("Records.wide");
    }

    [Fact]
    public void Two_thousand_columns_are_made_and_compared()
    {
        using var writer = Sessions.Writer(Path);
        var columns = string.Join(", ", Enumerable.Range(0, 2000).Select(i => $"\"c{i}\" TEXT"));
        var schema = Model.Of(Model.Table("wide", $"CREATE TABLE \"wide\" ({columns}) STRICT"));
        SchemaInitializer.Ensure(writer, schema, MigrationMode.Apply);
        SchemaComparison.Compare(writer, schema).State.ShouldBe(SchemaState.Current);
    }

    [Fact]
    public void Names_made_of_keywords_quotes_and_blanks_are_made_and_found_again()
    {
        using var writer = Sessions.Writer(Path);
        var name = "select \"from\" [where]; -- '";
        var schema = Model.Of(Model.Table(name, $"CREATE TABLE {SqlIdentifier.Quote(name)} (\"order\" INTEGER, \"a\"\"b\" TEXT, CONSTRAINT \"check\" CHECK (\"order\" > 0)) STRICT", $"CREATE INDEX \"index\" ON {SqlIdentifier.Quote(name)} (\"a\"\"b\")"));
        SchemaInitializer.Ensure(writer, schema, MigrationMode.Apply);
        SchemaInitializer.Ensure(writer, schema, MigrationMode.Verify);

        // Structurally too: a change elsewhere takes the statement's text out of the short way.
        writer.Execute($"create unique index more on {SqlIdentifier.Quote(name)} (\"order\")");
        var result = SchemaComparison.Compare(writer, schema);
        result.State.ShouldBe(SchemaState.Newer);
        result.Differences.Count.ShouldBe(1);
    }

    [Fact]
    public void A_file_with_tables_of_others_only_gets_none_of_ours()
    {
        using var writer = Sessions.Writer(Path);
        writer.Execute("create table customers (id integer primary key)");
        var error = Should.Throw<SchemaMismatchException>(() => SchemaInitializer.Ensure(writer, Family, MigrationMode.Apply));
        error.State.ShouldBe(SchemaState.Older);
        error.Differences.ShouldBe(["table 'parents' is missing in the file", "table 'children' is missing in the file"]);
        error.Message.ShouldContain("another program");
        writer.QueryText("select group_concat(name) from sqlite_schema").ShouldBe("customers");
    }

    [Fact]
    public void The_error_shows_twenty_differences_and_holds_all()
    {
        using var writer = Sessions.Writer(Path);
        writer.Execute("create table customers (id integer primary key)");
        var schema = Model.Of([.. Enumerable.Range(0, 25).Select(i => Model.Table($"t{i}", $"CREATE TABLE \"t{i}\" (\"a\" TEXT) STRICT"))]);
        var error = Should.Throw<SchemaMismatchException>(() => SchemaInitializer.Ensure(writer, schema, MigrationMode.Apply));
        error.Differences.Count.ShouldBe(25);
        error.Message.ShouldContain("'t19'");
        error.Message.ShouldNotContain("'t20'");
        error.Message.ShouldContain("and 5 more");
    }

    [Fact]
    public void A_read_only_session_compares_and_makes_nothing()
    {
        Sessions.Writer(Path).Dispose();
        using var reader = Sessions.Reader(Path);
        Should.Throw<SchemaMismatchException>(() => SchemaInitializer.Ensure(reader, Family, MigrationMode.Apply)).State.ShouldBe(SchemaState.New);
    }

    [Fact]
    public void Another_programs_write_lock_is_told_as_busy_and_nothing_is_made()
    {
        using var writer = Sessions.Writer(Path);
        using var other = Sessions.Writer(Path);
        other.Execute("begin immediate");
        Should.Throw<DatabaseBusyException>(() => SchemaInitializer.Ensure(writer, Family, MigrationMode.Apply));
        other.Execute("rollback");
        SchemaInitializer.Ensure(writer, Family, MigrationMode.Apply);
    }

    [Fact]
    public void Included_components_are_made_once_and_first()
    {
        using var writer = Sessions.Writer(Path);
        var shared = Model.Of(Model.Table("parents", Parents));
        var schema = new DatabaseSchema { Name = "Tests.Whole", Tables = [Model.Table("children", Children)], Includes = [shared, new DatabaseSchema { Name = "Tests.Other", Tables = [], Includes = [shared] }] };
        SchemaInitializer.Ensure(writer, schema, MigrationMode.Apply);
        writer.QueryRows("select name from sqlite_schema where type = 'table' order by rowid").Select(row => row[0]).ShouldBe(["parents", "children"]);
    }

    [Fact]
    public void A_refused_file_keeps_every_byte()
    {
        using (var tool = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            tool.Open();
            using var command = tool.CreateCommand();
            command.CommandText = "create table customers (id integer primary key)";
            command.ExecuteNonQuery();
        }

        var before = File.ReadAllBytes(Path);
        Should.Throw<SchemaMismatchException>(() => OpenAsTheDatabaseDoes(Family));
        File.ReadAllBytes(Path).ShouldBe(before);
        File.Exists(Path + "-wal").ShouldBeFalse();

        // One whose tables match is taken over.
        using var session = OpenAsTheDatabaseDoes(Model.Of(Model.Table("customers", "CREATE TABLE customers (id INTEGER PRIMARY KEY)")));
        session.QueryText("pragma journal_mode").ShouldBe("wal");
    }

    private LineageAot.Sqlite.SqliteSession OpenAsTheDatabaseDoes(DatabaseSchema schema) => LineageAot.Sqlite.SqliteSession.Open(new LineageAot.Sqlite.SessionOptions
    {
        Path = Path,
        IsWriter = true,
        BeforeConversion = session => SchemaInitializer.RequireUsable(session, schema, MigrationMode.Apply),
    });
}
