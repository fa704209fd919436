using LineageAot.BuildCheck.Assemblies;
using LineageAot.BuildCheck.Tests.Support;
using LineageAot.Migrations;

namespace LineageAot.BuildCheck.Tests.Assemblies;

public sealed class AssemblyReaderTests
{
    private const string Records = """
        namespace Shared
        {
            public static partial class Outer
            {
                [Table("notes")]
                public sealed partial record Note([property: Key] long Id, string Text);
            }

            [Database(Migrations = "base")]
            public sealed partial class Base : LineageDatabase
            {
                public partial Table<Outer.Note> Notes { get; }
            }
        }
        """;

    private const string Program = """
        namespace App
        {
            [Table("labels")]
            public sealed partial record Label([property: Key] long Id, [property: References(typeof(Shared.Outer.Note)), Index] long Note);

            [Database(Include = [typeof(Shared.Base)])]
            public sealed partial class Labels : LineageDatabase
            {
                public partial Table<Label> All { get; }
            }

            [Database(Migrations = "second/own")]
            public sealed partial class Another : LineageDatabase
            {
                public partial Table<Shared.Outer.Note> Notes { get; }
            }
        }
        """;

    private static readonly (string Path, string Text)[] BaseMigrations =
    [
        ("Migrations/base/0002_b.sql", "-- up\nselect 'ä\"\"\"', '𝄞';\n"),
        ("Migrations/base/0001_a.sql", "-- up\r\ncreate table notes (id integer not null constraint pk_notes_id primary key, text text not null) strict;\r\n"),
    ];

    [Fact]
    public void Tables_includes_and_migrations_of_other_assemblies_are_found()
    {
        using var shared = BuiltProject.Make("Shared", Records, [], BaseMigrations);
        using var app = BuiltProject.Make("App", Program, [shared], ("Migrations/second/own/0001_only.sql", "-- up\nselect 1;\n"));
        var read = AssemblyReader.Read(app.Assembly, AssemblyReferences.Of([shared.Assembly]));

        read.Select(static database => (database.Schema.Name, database.MigrationsFolder)).ShouldBe([("App.Another", "second/own"), ("App.Labels", "")]);
        var (another, labels) = (read[0].Schema, read[1].Schema);
        another.Tables.Single().ShouldBeSameAs(labels.Includes.Single().Tables.Single());
        another.Tables.Single().RecordName.ShouldBe("Shared.Outer.Note");
        labels.AllTables().Select(static table => table.Name).ShouldBe(["notes", "labels"]);
        labels.Migrations.ShouldBeEmpty();
        labels.Engine.ShouldBeSameAs(SqliteMigrations.Engine);
        var migrations = labels.Includes.Single().Migrations;
        migrations.Select(static migration => migration.FileName).ShouldBe(["0001_a.sql", "0002_b.sql"]);
        migrations[1].Text.ShouldBe("-- up\nselect 'ä\"\"\"', '𝄞';");
        migrations[1].Checksum.Length.ShouldBe(64);
    }

    [Fact]
    public void The_folder_of_an_assembly_is_looked_through_where_nobody_names_references()
    {
        using var shared = BuiltProject.Make("Shared", Records, [], BaseMigrations);
        using var app = BuiltProject.Make("App", Program, [shared]);
        Should.Throw<AssemblyReadException>(() => AssemblyReader.Read(app.Assembly, AssemblyReferences.Beside(app.Assembly))).Message
            .ShouldBe($"The assembly 'Shared', to which '{app.Assembly}' refers for the type 'Shared.Base', isn't found. Put it beside that file, or name it as a reference.");

        File.Copy(shared.Assembly, Path.Combine(app.Folder, "Shared.dll"));
        AssemblyReader.Read(app.Assembly, AssemblyReferences.Beside(app.Assembly)).Count.ShouldBe(2);
    }

    [Fact]
    public void Packages_named_by_the_dependency_file_are_found()
    {
        var json = Path.ChangeExtension(typeof(BuiltProject).Assembly.Location, ".deps.json");
        DependencyFile.Assemblies(json).ShouldContain(static path => Path.GetFileName(path) == "Microsoft.Data.Sqlite.dll");
        DependencyFile.Assemblies(typeof(BuiltProject).Assembly.Location).ShouldBeEmpty("It isn't JSON.");
        DependencyFile.Assemblies(json + ".missing").ShouldBeEmpty();
    }

    [Fact]
    public void What_cannot_be_read_is_said_in_a_sentence()
    {
        using var app = BuiltProject.Make("public static class Nothing;");
        Read(app.Assembly).ShouldBe($"'{app.Assembly}' has no class with [Database]. Name the assembly of the project that declares it.");
        Read(Path.Combine(app.Folder, "missing.dll")).ShouldStartWith($"There is no file '{Path.Combine(app.Folder, "missing.dll")}'.");
        Read(Path.Combine(app.Folder, "none", "missing.dll")).ShouldStartWith("There is no file");
        var text = Path.Combine(app.Folder, "text.dll");
        File.WriteAllText(text, "no assembly");
        Read(text).ShouldBe($"'{text}' isn't a .NET assembly. Name the .dll that the project's build makes.");
    }

    [Theory]
    [InlineData("", "has [Table], but not the facts of it that tools read: it was built with an older LineageAot (0.1.0)")]
    [InlineData("[LineageAot.Schema.TableFacts(\"notes\", null!)]", "have a form that this tool doesn't know: it was built with a newer LineageAot (0.1.0)")]
    [InlineData("[LineageAot.Schema.TableFacts(\"notes\", \"x\", RenamedColumns = new[] { \"odd\" })]", "have a form that this tool doesn't know: it was built with a newer LineageAot (0.1.0)")]
    public void Facts_of_another_version_are_refused(string facts, string reason)
    {
        using var app = BuiltProject.Make($$"""
            public static class Holder
            {
                [Table] {{facts}} public sealed class Note;
            }

            [Database, LineageAot.Schema.DatabaseFacts(typeof(Holder.Note))] public sealed class Notes;
            """);
        Read(app.Assembly).ShouldContain(reason);
    }

    [Fact]
    public void A_circle_of_includes_is_refused()
    {
        using var app = BuiltProject.Make("""
            [Database, LineageAot.Schema.DatabaseFacts(Includes = new[] { typeof(Second) })] public sealed class First;
            [Database, LineageAot.Schema.DatabaseFacts(Includes = new[] { typeof(First) })] public sealed class Second;
            """);
        Read(app.Assembly).ShouldStartWith("'First' in");
    }

    private static string Read(string assembly) => Should.Throw<AssemblyReadException>(() => AssemblyReader.ReadSome(assembly, AssemblyReferences.Of([]))).Message;
}
