using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Migrations;

/// <summary>
/// What opening does about the schema: an empty file gets all tables in one transaction, any other must have them already. A file
/// that holds only tables of others is not empty: it was somebody's before, so nothing is put into it unasked.
/// </summary>
internal static class SchemaInitializer
{
    private const int SentencesShown = 20;

    /// <summary>Makes the tables in an empty file, or sees to it that they match.</summary>
    /// <param name="session">The writer; a read-only session only compares.</param>
    /// <param name="schema">The program's tables.</param>
    /// <param name="mode">What may be done.</param>
    /// <exception cref="SchemaMismatchException">The file has another structure; nothing was changed.</exception>
    /// <exception cref="QueryException">SQLite refuses the model's own tables (a reserved name, too many columns); nothing was changed.</exception>
    /// <exception cref="DatabaseBusyException">Another connection writes the file.</exception>
    public static void Ensure(SqliteSession session, DatabaseSchema schema, MigrationMode mode)
    {
        if (mode == MigrationMode.None)
        {
            return;
        }

        var result = SchemaComparison.Compare(session, schema);
        if (result.State == SchemaState.New && mode == MigrationMode.Apply && !session.IsReadOnly)
        {
            result = Create(session, schema);
        }

        if (result.State != SchemaState.Current)
        {
            throw Mismatch(session, schema, result);
        }
    }

    /// <summary>As <see cref="Ensure"/> without making anything: refuses a file that Ensure would refuse.</summary>
    public static void RequireUsable(SqliteSession session, DatabaseSchema schema, MigrationMode mode)
    {
        if (mode != MigrationMode.None && SchemaComparison.Compare(session, schema) is var result
            && result.State != SchemaState.Current && !(result.State == SchemaState.New && mode == MigrationMode.Apply))
        {
            throw Mismatch(session, schema, result);
        }
    }

    private static SchemaComparisonResult Create(SqliteSession session, DatabaseSchema schema)
    {
        session.Execute("begin immediate");
        try
        {
            // Another program may have been faster between the look and the lock.
            var result = SchemaComparison.Compare(session, schema);
            if (result.State == SchemaState.New)
            {
                ModelStructure.Create(session, [.. schema.AllTables()]);
                result = SchemaComparison.Compare(session, schema);
            }

            session.Execute(result.State == SchemaState.Current ? "commit" : "rollback");
            return result;
        }
        finally
        {
            if (!session.IsAutocommit)
            {
                session.Execute("rollback");
            }
        }
    }

    /// <summary>The refusal of a file: its differences, and what to do.</summary>
    public static SchemaMismatchException Mismatch(SqliteSession session, DatabaseSchema schema, SchemaComparisonResult result, string? wayOut = null)
    {
        var shown = string.Join("; ", result.Differences.Take(SentencesShown));
        var more = result.Differences.Count > SentencesShown ? $"; and {result.Differences.Count - SentencesShown} more" : "";
        return new SchemaMismatchException($"'{session.Path}' doesn't match the tables of {schema.Name} ({result.State}): {shown}{more}. Nothing was changed. {wayOut ?? WayOut(result.State)}")
        {
            State = result.State,
            Differences = result.Differences,
            Operation = "open",
        };
    }

    private static string WayOut(SchemaState state) => state switch
    {
        SchemaState.New => "Open it once for writing with Migrations = Apply, which makes the tables; or check Path.",
        SchemaState.Older => "Check Path: it may be another program's file. If it is an older version's, add what is missing with SQL while no program has it open, or open a new file and copy the rows.",
        SchemaState.Newer => "The file was made by a newer version: run that version, or take it back with SQL while no program has the file open.",
        _ => "Change the file with SQL while no program has it open, or the records, until both agree; or open a new file and copy the rows.",
    };
}
