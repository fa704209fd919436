using System.Reflection;
using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Tests.Support;
using LineageAot.Generators.Tests.Support;
using LineageAot.Schema;

namespace LineageAot.BuildCheck.Tests.Assemblies;

/// <summary>What is read out of a compiled assembly's metadata is what the program itself has when it runs.</summary>
public sealed class SampleReadingTests
{
    /// <summary>Those on the lineage store have catalogs of events, and no database that could be read.</summary>
    public static TheoryData<string> Samples()
        => [.. Directory.GetFiles(Path.Combine(Repository.Tests, "Samples"), "*.cs").Where(static path => !File.ReadAllText(path).Contains("using LineageAot.Lineage;", StringComparison.Ordinal)).Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Metadata_tells_what_the_program_has(string sample)
    {
        using var project = BuiltProject.Make("Sample" + sample, File.ReadAllText(Path.Combine(Repository.Tests, "Samples", sample + ".cs")), []);
        var read = AssemblyReader.Read(project.Assembly, AssemblyReferences.Of([])).Select(static database => database.Schema).ToArray();
        var running = Assembly.Load(File.ReadAllBytes(project.Assembly)).GetTypes().Where(static type => type.IsSubclassOf(typeof(LineageDatabase)))
            .Select(static type => (DatabaseSchema)type.GetProperty("Model", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!).OrderBy(static schema => schema.Name, StringComparer.Ordinal).ToArray();

        running.ShouldNotBeEmpty();
        read.Select(Describe).ShouldBe(running.Select(Describe));
    }

    private static string Describe(DatabaseSchema schema) => string.Join("\n",
    [
        $"database {schema.Name}",
        .. schema.AllComponents().Select(static component => $"component {component.Name}, engine {component.Engine}"),
        .. schema.AllTables().Select(static table => $"table {table.Name} of {table.RecordName}, once {string.Join("+", table.RenamedFrom)}"),
        .. schema.AllTables().SelectMany(static table => table.Columns.Where(static column => column.RenamedFrom.Length > 0)).Select(static column => $"column {column.Name}, once {string.Join("+", column.RenamedFrom)}"),
        .. schema.AllTables().SelectMany(static table => table.Ddl),
    ]);
}
