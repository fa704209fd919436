using LineageAot.Generators.Emission;
using LineageAot.Migrations;

namespace LineageAot.Cli.Scaffolding;

/// <summary>Finds [Immutable] in the triggers that the generator makes of it; all others stay the file's own.</summary>
internal static class TriggerScaffold
{
    /// <summary>Gives the record its attribute, and a note of each other trigger.</summary>
    public static void Add(RecordDraft draft)
    {
        var model = draft.ToModel() with { IsImmutable = true, BlocksDelete = true, FullText = null };
        var ours = DdlEmitter.Statements(model).Reverse().Take(2).Select(static statement => SqlTokenizer.Normalize(statement)).ToArray();
        var found = draft.Table.Triggers.Select(static trigger => SqlTokenizer.Normalize(trigger.Sql!)).ToArray();

        // The last statement is the one about DELETE.
        draft.IsImmutable = found.Contains(ours[1]) && !draft.ForeignKeys.Exists(static key => key.OnDelete == Generators.Model.ReferenceAction.SetNull || key.OnUpdate == Generators.Model.ReferenceAction.SetNull);
        draft.BlocksDelete = draft.IsImmutable && found.Contains(ours[0]) && !draft.ForeignKeys.Exists(static key => key.OnDelete == Generators.Model.ReferenceAction.Cascade);
        if (draft.IsImmutable)
        {
            draft.Attributes.Add(draft.BlocksDelete ? "Immutable(BlockDelete = true)" : "Immutable");
        }

        var fullText = draft.FullText is null ? [] : new FullTextDdl(draft.ToModel(), draft.FullText).Statements().Select(static statement => SqlTokenizer.Normalize(statement)).ToHashSet();
        for (var i = 0; i < found.Length; i++)
        {
            if (!fullText.Contains(found[i]) && !(draft.IsImmutable && found[i] == ours[1]) && !(draft.BlocksDelete && found[i] == ours[0]))
            {
                draft.Notes.Add($"trigger '{draft.Table.Triggers[i].Name}' stays in the file and isn't seen here");
            }
        }
    }
}
