using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.Migrations.Planning;

/// <summary>Runs a written migration from its text, in memory: it must lead to the records' tables, and its way back to the schema before.</summary>
internal static class DraftProof
{
    /// <param name="schema">The database.</param>
    /// <param name="text">The migration's text.</param>
    /// <param name="replay">The schema that the existing migrations make; changed by the proof.</param>
    /// <param name="before">The same once more.</param>
    /// <returns>What is wrong with the way back; null if nothing is.</returns>
    /// <exception cref="PlanningException">The way forth doesn't lead to the records' tables.</exception>
    public static string? Of(DatabaseSchema schema, string text, SchemaReplay replay, SchemaReplay before)
    {
        var migration = new Migration { Version = MigrationFileName.LastVersion, Name = "draft", Text = text, Checksum = MigrationChecksum.Of(text) };
        var parsed = MigrationPlan.Parse(schema.Name, migration);
        replay.Run(migration, parsed.Up);
        if (SchemaComparison.Compare(replay.Session, schema) is { State: not SchemaState.Current } result)
        {
            throw new PlanningException($"The planned migration wouldn't lead to the records' tables: {string.Join("; ", result.Differences)}. Write it by hand ('--empty'), and report this: it's a fault of the planner.");
        }

        if (!parsed.HasDown)
        {
            return null;
        }

        try
        {
            replay.Run(migration, parsed.Down);
        }
        catch (MigrationException e)
        {
            return e.Message;
        }

        return replay.DifferencesTo(before) is [var first, ..] ? $"it would not lead to the schema before: {first}" : null;
    }
}
