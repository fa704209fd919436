using System.Text;

namespace LineageAot.Cli.Scaffolding;

/// <summary>The scaffolded code as files, or as one that compiles by itself.</summary>
internal static class ScaffoldOutput
{
    private const string Migrations = "Migrations";

    /// <summary>One file for each record, one for the class, and the first migration where the records don't match as they are.</summary>
    public static IReadOnlyList<ScaffoldFile> Files(ScaffoldResult result)
    {
        var names = result.Scaffold.Names;
        List<ScaffoldFile> files =
        [
            .. result.Scaffold.Records.Select(record => new ScaffoldFile(record.Name + ".cs", Head(names) + RecordWriter.Record(record))),
            new ScaffoldFile(names.Database + ".cs", Head(names) + RecordWriter.Database(result.Scaffold)),
        ];
        if (!result.Proof.IsExact)
        {
            files.Add(new ScaffoldFile(Path.Combine(Migrations, AsFoundMigration.FileName), result.AsFound));
        }

        return files;
    }

    /// <summary>All records and the class.</summary>
    public static string Whole(Scaffold scaffold)
    {
        var text = new StringBuilder(Head(scaffold.Names));
        foreach (var record in scaffold.Records)
        {
            text.Append(RecordWriter.Record(record)).Append('\n');
        }

        return text.Append(RecordWriter.Database(scaffold)).ToString();
    }

    private static string Head(ScaffoldNames names) => $"#nullable enable\nusing LineageAot;\n\nnamespace {names.Namespace};\n\n";
}
