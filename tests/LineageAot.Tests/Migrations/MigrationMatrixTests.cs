using LineageAot.Schema;
using Microsoft.Data.Sqlite;

namespace LineageAot.Tests.Migrations;

/// <summary>From every version to the newest and, where there is a way back, from the newest to every version.</summary>
public sealed class MigrationMatrixTests : IDisposable
{
    private readonly MigrationFixture file = new();

    public static IEnumerable<object[]> Versions => MigrationMatrix.Versions(TenVersions.Schema);

    public void Dispose() => file.Dispose();

    [Fact]
    public void Zero_and_every_number_are_in_it() => Versions.Select(data => (int)data[0]).ShouldBe(Enumerable.Range(0, 11));

    [Theory]
    [MemberData(nameof(Versions))]
    public Task From_every_version_to_the_newest(int from) => MigrationMatrix.RunAsync(TenVersions.Schema, from,
        connection => Array.ForEach(TenVersions.Seed(from), sql => Run(connection, sql)),
        connection =>
        {
            Value(connection, TenVersions.Rows).ShouldBe(TenVersions.Expected(from));
            Value(connection, "select coalesce(max(seq), 0) from sqlite_sequence").ShouldBe(from == 0 ? 0L : 9L);
            Value(connection, "select count(*) from tags").ShouldBe(from >= 7 ? 2L : 0L);
            Value(connection, "select count(*) from late").ShouldBe(from >= 6 ? 1L : 0L);
            Value(connection, "select count(*) || ' ' || count(backfill) from schema_migrations").ShouldBe("10 0");
            Value(connection, "pragma user_version").ShouldBe(10L);
        });

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void And_back_step_by_step(int from)
    {
        // Down to each version below, and up again: the rows that the version knows are there all the way.
        file.Ensure(TenVersions.Reversible);
        file.Run(TenVersions.Seed(5));
        for (var version = 9; version > from; version--)
        {
            file.RollBack(TenVersions.Reversible, 1, allowDestructive: true).ShouldBe([$"{version:0000}_step_{version}.sql"]);
            file.Value("pragma user_version").ShouldBe((version - 1).ToString());
            file.Column("pragma integrity_check").ShouldBe(["ok"]);
            file.Column("pragma foreign_key_check").ShouldBeEmpty();
            var (table, text) = (version - 1 < 4 ? "notes" : "memos", version - 1 < 3 ? "text" : "body");
            file.Column($"select id || {text} || size || state from {table} order by id").ShouldBe(["1one0new", "2two words17done", "3with three words3new"]);
            file.Value("select seq from sqlite_sequence").ShouldBe("9");
        }

        file.Ensure(TenVersions.Schema, allowDestructive: true);
        file.Value(TenVersions.Rows).ShouldBe(TenVersions.Expected(5));
    }

    [Fact]
    public async Task What_is_not_sound_is_told()
    {
        // A file with a row that points at nothing before the migrations has it afterwards too.
        var error = await Should.ThrowAsync<MigrationException>(() => MigrationMatrix.RunAsync(TenVersions.Schema, 7, connection => Run(connection, "pragma foreign_keys=0; insert into tags values (5, 'x')"), _ => { }));
        error.Message.ShouldContain("A file of version 7 of Tests.Database isn't sound");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => MigrationMatrix.RunAsync(TenVersions.Schema, 11, _ => { }, _ => { }));
        await Should.ThrowAsync<SqliteException>(() => MigrationMatrix.RunAsync(TenVersions.Schema, 7, connection => Run(connection, "insert into tags values (5, 'x')"), _ => { }));
        await Should.ThrowAsync<SqliteException>(() => MigrationMatrix.RunAsync(TenVersions.Schema, 7, _ => { }, connection => Run(connection, "delete from tags")));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Value(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
