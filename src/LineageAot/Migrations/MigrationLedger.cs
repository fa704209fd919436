using System.Globalization;
using LineageAot.Schema;
using LineageAot.Schema.Migrations;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>A migration that the file has had.</summary>
/// <param name="Component">The [Database] class's full name.</param>
/// <param name="Version">The migration's number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Checksum">Its text's checksum when it was applied.</param>
/// <param name="Algorithm">How the checksum was counted.</param>
/// <param name="Backfill">Where its backfill stands; null where there is none, or once it has ended.</param>
/// <param name="AppliedAt">When, in microseconds since 1970.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="SchemaHash">On a component's last line: the tables were found to be the records', see <see cref="MigrationLedger.NoteSchema"/>; else null.</param>
internal sealed record AppliedMigration(string Component, int Version, string Name, string Checksum, string Algorithm, string? Backfill, long AppliedAt, long Milliseconds, string? SchemaHash)
{
    /// <summary>It was applied with exactly this text.</summary>
    public bool IsOf(Migration migration) => Algorithm == MigrationChecksum.Algorithm && Checksum == migration.Checksum;

    /// <summary>It was applied with another text. A checksum that was counted in another way tells nothing.</summary>
    public bool IsEditedIn(Migration migration) => Algorithm == MigrationChecksum.Algorithm && Checksum != migration.Checksum;
}

/// <summary>The table <c>schema_migrations</c> of a file: what was applied, when, and with which text. Written inside the migration's own transaction.</summary>
internal sealed class MigrationLedger(SqliteSession session)
{
    public const string TableName = "schema_migrations";

    /// <summary>"LINA": what <c>pragma application_id</c> says of a file with migrations (https://sqlite.org/pragma.html#pragma_application_id).</summary>
    public const int ApplicationId = 0x4C494E41;

    private const string Ddl = """
        create table if not exists schema_migrations (
            component text not null,
            version integer not null check (version > 0),
            name text not null,
            checksum text not null,
            checksum_algorithm text not null,
            applied_at integer not null,
            duration_ms integer not null,
            library_version text not null,
            backfill text,
            schema_hash text,
            primary key (component, version)
        ) strict, without rowid
        """;

    private static readonly SqlStatement Insert = new("insert into main.schema_migrations values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, null)", "add to the ledger");
    private static readonly SqlStatement Delete = new("delete from main.schema_migrations where component = ?1 and version = ?2", "remove from the ledger");
    private static readonly SqlStatement Update = new("update main.schema_migrations set backfill = ?3 where component = ?1 and version = ?2", "note a backfill");
    private static readonly SqlStatement UpdateHash = new("update main.schema_migrations set schema_hash = ?3 where component = ?1 and version = ?2", "note the schema");
    private static readonly string Library = typeof(MigrationLedger).Assembly.GetName().Version?.ToString(3) ?? "";

    public bool Exists => session.QueryText($"select 1 from main.sqlite_schema where type = 'table' and name = '{TableName}'") is not null;

    public void Create() => session.Execute(Ddl);

    /// <summary>What was applied, by component and version; empty where there is no ledger.</summary>
    public List<AppliedMigration> Read() => !Exists ? [] : session
        .QueryRows("select component, version, name, checksum, checksum_algorithm, backfill, applied_at, duration_ms, schema_hash from main.schema_migrations order by component, version")
        .ConvertAll(static row => new AppliedMigration(row[0]!, int.Parse(row[1]!, CultureInfo.InvariantCulture), row[2]!, row[3]!, row[4]!, row[5], long.Parse(row[6]!, CultureInfo.InvariantCulture), long.Parse(row[7]!, CultureInfo.InvariantCulture), row[8]));

    /// <summary>The line of a migration, or null.</summary>
    public AppliedMigration? Find(string component, int version) => Read().Find(line => line.Version == version && line.Component == component);

    public void Add(string component, Migration migration, DateTimeOffset at, TimeSpan duration, string? backfill)
        => QueryCommands.Execute(session, Insert, new Row(component, migration, at, duration, backfill), out _);

    public void Remove(string component, int version) => QueryCommands.Execute(session, Delete, new Key(component, version, null), out _);

    public void SetBackfill(string component, int version, string? cursor) => QueryCommands.Execute(session, Update, new Key(component, version, cursor), out _);

    /// <summary>Notes that the tables are the records', so that the next opening needn't take them apart again (<see cref="SchemaHash"/>).</summary>
    public void NoteSchema(string component, int version, string hash) => QueryCommands.Execute(session, UpdateHash, new Key(component, version, hash), out _);

    /// <summary>Marks the file as one with migrations, and notes the greatest number of the program's own component, for tools that look at a file from outside.</summary>
    public void Mark(DatabaseSchema schema)
    {
        var version = 0;
        foreach (var line in Read())
        {
            version = line.Component == schema.Name ? line.Version : version;
        }

        session.Execute($"pragma main.application_id={ApplicationId}");
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma main.user_version={version}"));
    }

    private readonly struct Row(string component, Migration migration, DateTimeOffset at, TimeSpan duration, string? backfill) : IParameters
    {
        public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
        {
            writer.String(0, component);
            writer.Int64(1, migration.Version);
            writer.String(2, migration.Name);
            writer.String(3, migration.Checksum);
            writer.String(4, MigrationChecksum.Algorithm);
            writer.DateTimeOffset(5, at);
            writer.Int64(6, (long)duration.TotalMilliseconds);
            writer.String(7, Library);
            writer.String(8, backfill);
        }
    }

    private readonly struct Key(string component, int version, string? value) : IParameters
    {
        public void Bind<TWriter>(ref TWriter writer) where TWriter : IRowWriter, allows ref struct
        {
            writer.String(0, component);
            writer.Int64(1, version);
            writer.String(2, value);
        }
    }
}
