using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Checks;
using LineageAot.BuildCheck.Tests.Support;
using LineageAot.Generators.Tests.Support;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;
using Microsoft.Data.Sqlite;

namespace LineageAot.BuildCheck.Tests.Planning;

/// <summary>
/// After each kind of change of a model, from the built assembly: what is written is what is kept in Snapshots (LINEAGEAOT_UPDATE_SNAPSHOTS=1 takes it over, for review), it passes the build
/// check, and a file with rows goes there and, where it says so, back.
/// </summary>
public sealed class ModelChangeTests
{
    private static readonly string Snapshots = Path.Combine(Repository.Tests, "../LineageAot.BuildCheck.Tests/Planning/Snapshots");

    private static readonly Lazy<string> First = new(static () => Draft(AgentModel.Source)!.ToString());

    public static TheoryData<string> Kinds => [.. AgentModel.Changes.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_written_is_what_was_approved_and_does_what_it_says(string kind)
    {
        var first = First.Value;
        var draft = Draft(AgentModel.Changed(kind), first)!;
        ShouldMatch(kind, draft.ToString());

        using var project = Build(AgentModel.Changed(kind), first, draft.ToString());
        project.Check().ShouldBeEmpty();
        await RunAsync(SchemaOf(project), draft);
    }

    [Fact]
    public void Nothing_changed_is_nothing_to_write() => Draft(AgentModel.Source, First.Value).ShouldBeNull();

    private static async Task RunAsync(DatabaseSchema schema, MigrationDraft draft)
    {
        var folder = Directory.CreateTempSubdirectory("lineageaot-");
        try
        {
            var options = new DatabaseOptions { Path = Path.Combine(folder.FullName, "agent.db"), AllowDestructive = true };
            await DatabaseMigrations.ApplyAsync(options, schema, new MigrateOptions { To = 1 });
            var before = Seed(options.Path);
            await DatabaseMigrations.ApplyAsync(options, schema);
            await DatabaseMigrations.VerifyAsync(options, schema);
            if (draft.Down is null)
            {
                (await Should.ThrowAsync<MigrationException>(() => DatabaseMigrations.RollbackAsync(options, schema))).Problem.ShouldBe(MigrationProblem.Irreversible);
                return;
            }

            await DatabaseMigrations.RollbackAsync(options, schema);
            Rows(options.Path).ShouldBe(before);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Seed(string path)
    {
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = AgentModel.Rows;
            command.ExecuteNonQuery();
        }

        return Rows(path);
    }

    private static string[] Rows(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var rows = new List<string>();
        foreach (var (table, columns) in new[] { ("documents", "hex(id), path, size_bytes, status, price, published, created_at"), ("chunks", "id, hex(document_id), ordinal, text"), ("log_entries", "id, message, value"), ("links", "hex(\"from\"), hex(\"to\"), \"primary\"") })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"select {columns} from {table} order by 1";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add($"{table}: {string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue))}");
            }
        }

        rows.Count.ShouldBe(20);
        return [.. rows];
    }

    private static MigrationDraft? Draft(string source, params string[] migrations)
    {
        using var project = Build(source, migrations);
        return MigrationDraft.Make(SchemaOf(project));
    }

    private static BuiltProject Build(string source, params string[] migrations) => BuiltProject.Make(source, [.. migrations.Select(static (text, i) => ($"Migrations/000{i + 1}_step.sql", text))]);

    private static DatabaseSchema SchemaOf(BuiltProject project) => AssemblyReader.ReadSome(project.Assembly, AssemblyReferences.Of([])).Single().Schema;

    private static void ShouldMatch(string kind, string text)
    {
        var file = Path.Combine(Snapshots, kind + ".sql");
        if (Environment.GetEnvironmentVariable("LINEAGEAOT_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
        }

        text.ShouldBe(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "", customMessage: $"{kind} differs from its snapshot");
    }
}
