using LineageAot.Schema;
using LineageAot.Schema.Migrations;

namespace LineageAot.Migrations.Planning;

/// <summary>Runs a written migration from its text, in memory: it must lead to the records' tables, and its way back to the schema before.</summary>
internal static class DraftProof
{
    /// <returns>What is wrong with the way back; null if nothing is.</returns>
    /// <exception cref="PlanningException">The way forth doesn't lead to the records' tables.</exception>
    public static string? Of(DatabaseSchema schema, string text)
    {
        var migration = new Migration { Version = MigrationFileName.LastVersion, Name = "draft", Text = text, Checksum = MigrationChecksum.Of(text) };
        var parsed = MigrationPlan.Parse(schema.Name, migration);
        using var replay = SchemaReplay.Of(schema);
        replay.Run(migration, parsed.Up);
        if (SchemaComparison.Compare(replay.Session, schema) is { State: not SchemaState.Current } result)
        {
            throw new PlanningException($"The planned migration wouldn't lead to the records' tables: {string.Join("; ", result.Differences)}. Write it by hand ('--empty'), and report this: it's a fault of the planner.");
        }

        if (!parsed.HasDown)
        {
            return null;
        }

        using var before = SchemaReplay.Of(schema);
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
