using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>What was compared once isn't compared again, and nothing slips through by that.</summary>
public sealed class SchemaHashTests : IDisposable
{
    private const string Notes = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT";
    private const string SameInOtherWords = "create table notes (id integer primary key, text text not null) strict";

    private readonly MigrationFixture file = new();

    public SchemaHashTests() => file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes)], $"-- up\n{SameInOtherWords};\n"));

    public void Dispose() => file.Dispose();

    [Fact]
    public void It_is_noted_with_the_last_migration_and_stays()
    {
        var noted = file.Column("select schema_hash from schema_migrations");
        noted.Single()!.Length.ShouldBe(64);
        file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes)], $"-- up\n{SameInOtherWords};\n"));
        file.Column("select schema_hash from schema_migrations").ShouldBe(noted);
    }

    [Theory]
    [InlineData("create unique index mine on notes (text)")]
    [InlineData("alter table notes add column more text")]
    [InlineData("alter table notes rename column text to body")]
    public void Whatever_changes_the_tables_is_found(string change)
    {
        file.Run(change);
        Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes)], $"-- up\n{SameInOtherWords};\n")));
    }

    [Fact]
    public void Other_records_without_a_migration_are_found()
        => Should.Throw<SchemaMismatchException>(() => file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes.Replace("NOT NULL", "NOT NULL DEFAULT ''"))], $"-- up\n{SameInOtherWords};\n")));

    [Fact]
    public void Records_that_say_the_same_otherwise_are_noted_anew()
    {
        var noted = file.Value("select schema_hash from schema_migrations");
        var other = MigrationFixture.Component([Model.Table("notes", Notes.Replace("text TEXT", "\"text\" TEXT"))], $"-- up\n{SameInOtherWords};\n");
        file.Ensure(other, MigrationMode.Verify);
        file.Value("select schema_hash from schema_migrations").ShouldBe(noted);
        file.Ensure(other);
        file.Value("select schema_hash from schema_migrations").ShouldNotBe(noted);
    }

    [Fact]
    public void What_others_put_beside_it_does_not_matter()
    {
        var noted = file.Value("select schema_hash from schema_migrations");
        file.Run("create table others (id integer primary key)", "create view v as select 1");
        file.Ensure(MigrationFixture.Component([Model.Table("notes", Notes)], $"-- up\n{SameInOtherWords};\n"));
        file.Value("select schema_hash from schema_migrations").ShouldBe(noted);
    }
}
