using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Tests.Support;
using LineageAot.Generators.Tests.Support;
using LineageAot.Migrations.Planning;
using LineageAot.Schema;
using Microsoft.Data.Sqlite;

namespace LineageAot.BuildCheck.Tests.Planning;

/// <summary>
/// After each kind of change of a full-text index or its table: what is written is what is kept in Snapshots, the build check finds nothing, and in a file with rows the index holds exactly its table's words, there, in
/// a copy made by VACUUM INTO, and back.
/// </summary>
public sealed class FullTextChangeTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lineageaot-");

    public static TheoryData<string> Kinds => [.. FullTextModel.Changes.Keys];

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_written_is_what_was_approved_and_the_index_holds_its_tables_words(string kind)
    {
        var first = Draft(FullTextModel.Before(kind))!.ToString();
        var draft = Draft(FullTextModel.After(kind), first)!;
        Snapshot(kind, draft.ToString());

        using var project = Build(FullTextModel.After(kind), first, draft.ToString());
        project.Check().ShouldBeEmpty();
        Draft(FullTextModel.After(kind), first, draft.ToString()).ShouldBeNull();
        var schema = SchemaOf(project);
        var options = new DatabaseOptions { Path = Path.Combine(folder.FullName, "notes.db"), AllowDestructive = draft.IsDestructive };
        await DatabaseMigrations.ApplyAsync(options, schema, new MigrateOptions { To = 1 });
        using (var connection = Open(options.Path))
        {
            // The pages aren't there in every one.
            foreach (var statement in FullTextModel.Rows.Split('\n').Where(statement => statement.Contains("notes", StringComparison.Ordinal) || Value(connection, "select 1 from sqlite_schema where name = 'pages'") is not null))
            {
                Run(connection, statement);
            }
        }

        var before = Indexes(options.Path);
        await DatabaseMigrations.ApplyAsync(options, schema);
        await DatabaseMigrations.VerifyAsync(options, schema);
        Indexes(options.Path);
        ChangeRowsInACopy(options.Path);
        if (draft.Down is not null)
        {
            // Nothing of an index is a loss, so the way back needs no permission for it.
            await DatabaseMigrations.RollbackAsync(options with { AllowDestructive = kind is "full_text_table_new" or "full_text_other_column_new" }, schema);
            Indexes(options.Path).ShouldBe(before);
        }
    }

    /// <summary>Every index with what it finds; each is whole.</summary>
    private static string[] Indexes(string path)
    {
        using var connection = Open(path);
        var found = new List<string>();
        foreach (var index in Column(connection, "select name from sqlite_schema where sql like 'create virtual table%' order by name"))
        {
            Run(connection, $"insert into {index} ({index}, rank) values ('integrity-check', 1)");
            var table = index[..^"_fts".Length];
            var count = Value(connection, $"select count(*) from {table}");
            if (Value(connection, $"select 1 from sqlite_schema where name = '{index}_rows'") is not null)
            {
                Value(connection, $"select count(*) from {index}_rows").ShouldBe(count);
                Value(connection, $"select count(*) from {index}_texts").ShouldBe(count);
            }

            Value(connection, $"select count(*) from {index}").ShouldBe(count);
            found.Add($"{index}: {count}, alpha {Value(connection, $"select count(*) from {index} where {index} match 'alpha'")}, beta {Value(connection, $"select count(*) from {index} where {index} match 'beta'")}");
        }

        Value(connection, "pragma integrity_check").ShouldBe("ok");
        return [.. found];
    }

    private void ChangeRowsInACopy(string path)
    {
        var copy = Path.Combine(folder.FullName, "copy.db");
        using (var connection = Open(path))
        {
            Run(connection, $"vacuum into '{copy}'");
        }

        using (var connection = Open(copy))
        {
            foreach (var table in Column(connection, "select name from sqlite_schema where type = 'table' and sql like '%_fts_%' or name in ('notes', 'pages', 'memos', 'sheets')").Where(name => !name.Contains("_fts", StringComparison.Ordinal)))
            {
                Run(connection, $"delete from {table} where rowid = (select min(rowid) from {table})");
                if (Value(connection, $"select 1 from sqlite_schema where name = 'tr_{table}_update'") is null)
                {
                    var column = Column(connection, $"select name from pragma_table_info('{table}') where type = 'TEXT' and pk = 0")[0];
                    Run(connection, $"update {table} set {column} = {column} || ' delta'");
                }
            }
        }

        Indexes(copy);
    }

    private static MigrationDraft? Draft(string source, params string[] migrations)
    {
        using var project = Build(source, migrations);
        return MigrationDraft.Make(SchemaOf(project));
    }

    private static BuiltProject Build(string source, params string[] migrations) => BuiltProject.Make(source, [.. migrations.Select(static (text, i) => ($"Migrations/000{i + 1}_step.sql", text))]);

    private static DatabaseSchema SchemaOf(BuiltProject project) => AssemblyReader.ReadSome(project.Assembly, AssemblyReferences.Of([])).Single().Schema;

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string? Value(SqliteConnection connection, string sql) => Column(connection, sql).FirstOrDefault();

    private static List<string> Column(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }

    private static void Snapshot(string kind, string text)
    {
        var file = Path.Combine(Repository.Tests, "../LineageAot.BuildCheck.Tests/Planning/Snapshots", kind + ".sql");
        if (Environment.GetEnvironmentVariable("LINEAGEAOT_UPDATE_SNAPSHOTS") == "1")
        {
            File.WriteAllText(file, text);
        }

        text.ShouldBe(File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "", customMessage: $"{kind} differs from its snapshot");
    }
}
