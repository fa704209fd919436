using System.Text.Json;

namespace LineageAot.Cli.Tests.Migrations;

/// <summary>The migration commands as a user runs them, on a real project and a real file.</summary>
public sealed class MigrationsCommandTests : IDisposable
{
    private readonly UserProject project = new();

    public void Dispose() => project.Dispose();

    [Fact]
    public void From_the_first_migration_to_a_file_that_went_there_and_back()
    {
        // The first one, and nothing to write after it.
        var (code, output, errors) = project.RunAlone("add", "create-notes");
        code.ShouldBe(0, errors);
        output.ShouldContain("CREATE TABLE \"notes\"");
        project.Migrations.ShouldBe(["0001_create_notes.sql"]);
        project.Run("add", "again").Output.ShouldContain("Nothing to write");

        // A column goes: refused unless it's said, and then nothing was written.
        project.Change("    public string? Body { get; init; }\n", "    [Default(\"0\")] public bool Pinned { get; init; }\n");
        (code, output, errors) = project.Run("add", "pin_notes");
        (code, output).ShouldBe((1, ""));
        errors.ShouldContain("column 'body' of table 'notes' goes with its values");
        errors.ShouldContain("--allow-destructive");
        project.Migrations.Length.ShouldBe(1);

        // Said otherwise, nothing is lost.
        project.Change("    [Default(\"0\")]", "    public string? Body { get; init; }\n    [Default(\"0\")]");
        (code, output, _) = project.Run("add", "pin_notes", "--json");
        code.ShouldBe(0);
        var added = JsonDocument.Parse(output).RootElement;
        (added.GetProperty("result").GetString(), added.GetProperty("database").GetString(), added.GetProperty("warnings").GetArrayLength()).ShouldBe(("written", "NotesDatabase", 0));
        File.ReadAllText(added.GetProperty("path").GetString()!).ShouldBe(added.GetProperty("text").GetString());

        // A file of version 1 with a row, tried, brought up, looked at, and taken back.
        project.Run("apply", "--db", project.Database, "--to", "1", "--no-build").ExitCode.ShouldBe(0);
        Write("insert into notes (title) values ('kept')");
        project.Run("status", "--db", project.Database, "--no-build").Output.ShouldContain("0002    pin_notes     to be applied");
        project.Run("verify", "--db", project.Database, "--no-build").ExitCode.ShouldBe(1);
        project.Run("apply", "--db", project.Database, "--dry-run", "--no-build").Output.ShouldContain("0002_pin_notes.sql");
        project.Run("status", "--db", project.Database, "--no-build", "--json").Output.ShouldContain("\"state\":\"older\"");
        project.Run("apply", "--db", project.Database, "--no-build").Output.ShouldContain("0002_pin_notes.sql");
        project.Run("verify", "--db", project.Database, "--no-build").ShouldBe((0, "schema: ok\n", ""));
        IngestProcess.Rows(project.Database, "select title, pinned from notes").ShouldBe(["kept|0"]);

        (code, _, errors) = project.Run("rollback", "--db", project.Database, "--no-build");
        code.ShouldBe(1);
        errors.ShouldContain("AllowDestructive");
        project.Run("rollback", "--db", project.Database, "--no-build", "--allow-destructive").ExitCode.ShouldBe(0);
        IngestProcess.Rows(project.Database, "select title from notes where (select count(*) from pragma_table_info('notes')) = 3").ShouldBe(["kept"]);
        Directory.GetFiles(Path.GetDirectoryName(project.Database)!, "*.bak").Length.ShouldBe(1);
    }

    [Fact]
    public void What_is_there_is_listed_and_shown_from_the_assembly_alone()
    {
        project.Run("add", "create_notes").ExitCode.ShouldBe(0);
        project.Run("add", "seed", "--empty", "--no-build").ExitCode.ShouldBe(0);
        var seed = Path.Combine(project.MigrationsFolder, "0002_seed.sql");
        File.WriteAllText(seed, "-- up\ninsert into notes (title) values ('first');\n-- irreversible\n");
        project.Run("list", "--no-build", "--json").Output.TrimEnd().Split('\n').Length.ShouldBe(2);
        project.Run("list").Output.ShouldContain("0002    seed          ");

        // Built with both now: the assembly has them inside.
        var (code, output, errors) = IngestProcess.RunAlone("migrations", "script", "--from", "1", "--assembly", project.Assembly);
        (code, output).ShouldBe((0, "-- 0002_seed.sql\ninsert into notes (title) values ('first');\n\n"), errors);
        IngestProcess.Run("migrations", "script", "--from", "2", "--to", "1", "--assembly", project.Assembly).ExitCode.ShouldBe(1);
        IngestProcess.Run("migrations", "apply", "--db", project.Database, "--assembly", project.Assembly).ExitCode.ShouldBe(0);
        IngestProcess.Rows(project.Database, "select title from notes").ShouldBe(["first"]);
        IngestProcess.Run("check", "--assembly", project.Assembly).ShouldBe((0, """
            LIN2001 The SQL doesn't prepare: ok
            LIN2002 The columns don't match the result type: ok
            LIN2005 The statement scans or sorts a whole table: ok
            LIN2010 The conflict clause leaves half of the work or ends others' transaction: ok
            LIN2011 The statement isn't what its attribute says: ok
            LIN2012 The command doesn't set the row's version or stamp: ok
            LIN3001 The model has changes that no migration covers: ok
            LIN3002 The migration doesn't replay or doesn't lead back: ok

            """.ReplaceLineEndings("\n"), ""));

        (code, _, errors) = IngestProcess.Run("migrations", "add", "more", "--empty", "--assembly", project.Assembly);
        code.ShouldBe(2);
        errors.ShouldContain("--project");
        IngestProcess.Run("migrations", "apply", "--db", project.Database, "--to", "7", "--assembly", project.Assembly).ShouldBe((2, "", "NotesDatabase has no migration of this number. It has 2, up to 2.\n"));
    }

    [Fact]
    public void A_file_made_by_other_means_is_stamped_if_its_tables_are_the_same()
    {
        project.Run("add", "create_notes").ExitCode.ShouldBe(0);
        Write("create table notes (id integer not null constraint pk_notes_id primary key, title text not null, body text) strict");
        Write("insert into notes (title) values ('mine')");
        project.Run("stamp", "1", "--db", project.Database, "--no-build").Output.ShouldBe("stamped: 0001_create_notes.sql\n");
        project.Run("verify", "--db", project.Database, "--no-build").ExitCode.ShouldBe(0);

        Write("alter table notes add column other text");
        var (code, _, errors) = project.Run("stamp", "1", "--db", project.Database, "--no-build");
        code.ShouldBe(1);
        errors.ShouldContain("column 'other'");
    }

    [Fact]
    public void Two_branches_with_one_number_are_mended()
    {
        Directory.CreateDirectory(project.MigrationsFolder);
        foreach (var name in new[] { "0001_a.sql", "0002_b.sql", "0002_c.sql", "0003_d.sql" })
        {
            File.WriteAllText(Path.Combine(project.MigrationsFolder, name), "-- up\nselect 1;\n");
        }

        project.Run("renumber", "--move", "b").Output.ShouldBe("0002_b.sql is 0004_b.sql now\n");
        project.Migrations.ShouldBe(["0001_a.sql", "0002_c.sql", "0003_d.sql", "0004_b.sql"]);
        project.Run("renumber").Output.ShouldBe("No number was taken twice.\n");

        // What a file has had keeps its number.
        File.Move(Path.Combine(project.MigrationsFolder, "0004_b.sql"), Path.Combine(project.MigrationsFolder, "0003_b.sql"));
        Write("create table schema_migrations (component text, version integer, name text, checksum text, checksum_algorithm text, applied_at integer, duration_ms integer, library_version text, backfill text, schema_hash text)");
        Write("insert into schema_migrations values ('NotesDatabase', 3, 'd', '', 'sha256-lf', 0, 0, '', null, null)");
        project.Run("renumber", "--db", project.Database).Output.ShouldBe("0003_b.sql is 0004_b.sql now\n");
    }

    [Theory]
    [InlineData("add", "no name!")]
    [InlineData("add", " ")]
    [InlineData("verify", "--db=nowhere.db")]
    [InlineData("list", "--database=Other")]
    public void What_cannot_be_meant_is_a_usage_error(string command, string argument) => project.Run(command, argument).ExitCode.ShouldBe(2);

    [Fact]
    public void A_project_that_does_not_build_says_why()
    {
        project.Change("public string? Body", "public Missing? Body");
        var (code, _, errors) = project.RunAlone("add", "x");
        code.ShouldBe(1);
        errors.ShouldContain("doesn't build");
        errors.ShouldContain("CS0246");
        project.Migrations.ShouldBeEmpty();
    }

    private void Write(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={project.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
