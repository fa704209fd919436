using LineageAot.Migrations;
using LineageAot.Schema;
using LineageAot.Sqlite;
using LineageAot.Tests.Support;

namespace LineageAot.Tests.Migrations;

/// <summary>A file, and where it is to be migrated to: what the tests of crashes, full disks and races go through again and again.</summary>
internal sealed class MigrationScenario
{
    private readonly Action<string, int> prepare;
    private readonly Dictionary<int, string[]> schemas = [];

    private MigrationScenario(string name, DatabaseSchema schema, Action<string, int> prepare)
    {
        Name = name;
        Schema = schema;
        this.prepare = prepare;
    }

    public static IReadOnlyList<string> Names { get; } = ["empty", "history", "adoption", "rows", "search"];

    public string Name { get; }

    public DatabaseSchema Schema { get; }

    public static MigrationScenario Of(string name) => name switch
    {
        // Everything in one transaction.
        "empty" => new MigrationScenario(name, TenVersions.Schema, static (_, _) => { }),

        // A rename, a rebuild, a redefinition, a new table, an index and a view, a column with a backfill, a dropped column.
        "history" => new MigrationScenario(name, TenVersions.Schema, static (path, pageSize) => Make(path, pageSize, TenVersions.Schema, 3, TenVersions.Seed(3))),
        "adoption" => new MigrationScenario(name, TenVersions.Schema, static (path, pageSize) => Make(path, pageSize, TenVersions.Schema, 4, [.. TenVersions.Seed(4), "drop table schema_migrations"])),

        // Rows that are written and moved: statements of the user, a rebuild of a table that others point at, several batches.
        "rows" => new MigrationScenario(name, ManyRows.Schema, static (path, pageSize) => Make(path, pageSize, ManyRows.Schema, 1, ManyRows.Seed)),

        // A full-text index over rows that are there, kept by its triggers, and filled anew behind a rebuild.
        "search" => new MigrationScenario(name, SearchedRows.Schema, static (path, pageSize) => Make(path, pageSize, SearchedRows.Schema, 1, SearchedRows.Seed)),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };

    /// <summary>Makes the file as it is before.</summary>
    public void Prepare(string path, int pageSize = 4096)
    {
        prepare(path, pageSize);
        if (!File.Exists(path))
        {
            File.Create(path).Dispose();
        }
    }

    public void Migrate(SqliteSession session, Action<MigrationReport>? applied = null) => Migrator.Ensure(session, Schema, Settings(int.MaxValue, applied));

    /// <summary>Whatever happened: a whole version, every row, no damage; and from there it goes to the same end.</summary>
    public void RequireWholeAndFinish(string path, string[] expectedEnd)
    {
        using var session = Sessions.Writer(path);
        Rows(session, "pragma integrity_check").ShouldBe(["ok"]);
        Rows(session, "pragma foreign_key_check").ShouldBeEmpty();
        RequireWholeVersion(session);
        Migrate(session);
        Content(session).ShouldBe(expectedEnd);
        Rows(session, "pragma integrity_check").ShouldBe(["ok"]);
        session.QueryText("pragma foreign_keys").ShouldBe("1");
    }

    /// <summary>Everything in the file but the times of the ledger.</summary>
    public static string[] Content(SqliteSession session)
    {
        var tables = Rows(session, "select name from sqlite_schema where type = 'table' and name <> 'schema_migrations' order by 1");
        return
        [
            .. Structure(session),
            .. tables.SelectMany(table => Rows(session, $"select * from {SqlIdentifier.Quote(table)}").Select(row => $"{table}: {row}")),
            .. Rows(session, "select component, version, checksum, backfill from schema_migrations"),
            .. Rows(session, "pragma user_version"),
        ];
    }

    private static MigratorSettings Settings(int to, Action<MigrationReport>? applied = null) => new()
    {
        Mode = MigrationMode.Apply,
        Clock = TimeProvider.System,
        AllowDestructive = true,
        BackupBeforeDestructive = false,
        To = to,
        Applied = applied ?? (static _ => { }),
    };

    private static void Make(string path, int pageSize, DatabaseSchema schema, int version, string[] statements)
    {
        using var session = Sessions.Writer(path, pageSize: pageSize);
        Migrator.Ensure(session, schema, Settings(version));
        Array.ForEach(statements, session.Execute);
    }

    /// <summary>The schema is exactly that of the last migration in the ledger.</summary>
    private void RequireWholeVersion(SqliteSession session)
    {
        if (session.QueryText("select 1 from sqlite_schema where name = 'schema_migrations'") is null)
        {
            // Before the first one, or before the file was adopted.
            Structure(session).ShouldBe(StructureBefore());
            return;
        }

        var version = int.Parse(session.QueryText("select max(version) from schema_migrations")!);
        session.QueryText("select count(*) from schema_migrations").ShouldBe(version.ToString());
        if (!schemas.TryGetValue(version, out var expected))
        {
            using var folder = new TempFolder();
            Make(folder.File("v.db"), 4096, Schema, version, []);
            using var other = Sessions.Reader(folder.File("v.db"));
            schemas[version] = expected = Structure(other);
        }

        Structure(session).ShouldBe(expected);
    }

    private string[] StructureBefore()
    {
        using var folder = new TempFolder();
        Prepare(folder.File("before.db"));
        using var session = Sessions.Reader(folder.File("before.db"));
        return Structure(session);
    }

    private static string[] Structure(SqliteSession session) => Rows(session, "select type, name, sql from sqlite_schema where name not like 'sqlite\\_%' escape '\\' order by 1, 2");

    private static string[] Rows(SqliteSession session, string sql) => [.. session.QueryRows(sql).Select(static row => string.Join('|', row))];

    /// <summary>A parent with children, a trigger and an index, several hundred rows, and migrations that touch all of them.</summary>
    private static class ManyRows
    {
        private const string Parents = "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, size TEXT, boss INTEGER REFERENCES parents (id)) STRICT";
        private const string Rebuilt = "CREATE TABLE parents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, size INTEGER NOT NULL, boss INTEGER REFERENCES parents (id)) STRICT";
        private const string Children = "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE, sum INTEGER NOT NULL DEFAULT 0) STRICT";
        private const string Checked = "CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE, sum INTEGER NOT NULL DEFAULT 0 CHECK (sum >= 0)) STRICT";
        private const string Log = "CREATE TABLE log (text TEXT NOT NULL) STRICT";
        private const string Index = "CREATE INDEX ix_parents_name ON parents (name)";
        private const string Trigger = "CREATE TRIGGER tr_parents AFTER DELETE ON parents BEGIN INSERT INTO log VALUES ('deleted ' || old.id); END";

        public static DatabaseSchema Schema { get; } = MigrationFixture.Component([Model.Table("parents", Rebuilt, Index, Trigger), Model.Table("children", Checked), Model.Table("log", Log)],
            $"-- up\n{Parents};\n{Children};\n{Log};\n{Index};\n{Trigger};\n",
            "-- up\ninsert into log select 'once ' || id from parents where id % 100 = 0;\nupdate parents set name = name || '!' where id % 2 = 0;\ndelete from children where parent = 7;\ndelete from parents where id = 7;\n",
            $"-- up\n-- rebuild parents\n-- copy size = cast(coalesce(size, 0) as integer)\n{Rebuilt};\ninsert into log values ('rebuilt');\n",
            "-- up\ninsert into log values ('filling');\n-- backfill children batch 70\nupdate children set sum = sum + (select size + 1 from parents where parents.id = children.parent);\n-- backfill parents batch 150\nupdate parents set size = size * 2;\n",
            $"-- up\n-- redefine children\n{Checked};\n");

        public static string[] Seed { get; } =
        [
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 300) insert into parents select i, 'name of ' || i, i, case when i > 7 then 1 end from n",
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 300) insert into children (id, parent) select i, i from n",
        ];
    }

    /// <summary>Rows whose key is no integer, so that the index has a table of numbers beside it.</summary>
    private static class SearchedRows
    {
        private static readonly TableSchema Codes = SchemaOf<Search.SearchDatabase>().Tables.Single(static table => table.Name == "codes");

        public static DatabaseSchema Schema { get; } = MigrationFixture.Component([Codes],
            $"-- up\n{Codes.Ddl[0]};\n",
            $"-- up\n{string.Join(";\n", Codes.Ddl[1..])};\ninsert into codes_fts_rows (id) select id from codes order by id;\ninsert into codes_fts (codes_fts) values ('rebuild');\nupdate codes set text = text || '!' where text like '%7%';\ndelete from codes where text like '%9';\n",
            $"-- up\n-- rebuild codes\n-- copy text = upper(text)\n{Codes.Ddl[0]};\ninsert into codes_fts (codes_fts, rank) values ('integrity-check', 1);\n-- backfill codes batch 100\nupdate codes set text = text || ' filled';\n");

        public static string[] Seed { get; } = ["with recursive n (i) as (select 1 union all select i + 1 from n where i < 300) insert into codes select unhex(printf('%032x', 1000 - i)), 'text of ' || i from n"];

        private static DatabaseSchema SchemaOf<T>() where T : IDatabaseComponent => T.Schema;
    }
}
