using System.ComponentModel;
using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>What opening asks of the engine. Called through virtual methods alone: a native program keeps them only where one is made.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class SqliteMigrationEngine : MigrationEngine
{
    private protected SqliteMigrationEngine()
    {
    }

    internal abstract void Ensure(SqliteSession session, DatabaseSchema schema, MigratorSettings settings);

    internal abstract void RequireUsable(SqliteSession session, DatabaseSchema schema, MigratorSettings settings);

    /// <summary>The engine of a database, or null where none of its components has migrations.</summary>
    internal static SqliteMigrationEngine? Of(DatabaseSchema schema)
    {
        foreach (var component in schema.AllComponents())
        {
            if (component.Engine is SqliteMigrationEngine engine)
            {
                return engine;
            }
        }

        return null;
    }
}

/// <summary>Applies migrations to SQLite files. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SqliteMigrations : SqliteMigrationEngine
{
    private SqliteMigrations()
    {
    }

    /// <summary>The engine.</summary>
    public static SqliteMigrations Engine { get; } = new();

    internal override void Ensure(SqliteSession session, DatabaseSchema schema, MigratorSettings settings) => Migrator.Ensure(session, schema, settings);

    internal override void RequireUsable(SqliteSession session, DatabaseSchema schema, MigratorSettings settings) => Migrator.RequireUsable(session, schema, settings);
}
