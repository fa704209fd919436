using System.Globalization;
using LineageAot.PackageTests.Support;

namespace LineageAot.PackageTests;

/// <summary>Each mistake in a statement stands in a real build's output, at the word that is wrong, and the build is clean once all are mended.</summary>
[Collection(PackageCollection.Name)]
public sealed class StatementCheckTests(PackedLibraries packages)
{
    private const string Mistakes = """"
        using LineageAot;

        namespace App;

        public static partial class Mistakes
        {
            [Query("select count(*) from notes where txt = @text")] // LIN2001 at txt
            public static partial ValueTask<long> CountAsync(Notes notes, string text);

            [Query("""
                select *
                from notes
                where text = @text
                """)] // LIN2005 at notes, 2 lines above
            public static partial IAsyncEnumerable<Records.Note> WithText(Notes notes, string text);

            [Query("select größe from notes where id = @id")] // LIN2002 at größe
            public static partial ValueTask<string> SizeAsync(Notes notes, long id);

            [Command("insert or " + "fail into notes values (@id, '', null)")] // LIN2010 at or "
            public static partial ValueTask<int> AddAsync(Notes notes, long id);

            [Query($"{Delete} where id = @id")] // LIN2011 at {Delete}
            public static partial ValueTask<long?> DeleteAsync(Notes notes, long id);

            private const string Delete = "delete from notes";
        }
        """";

    private const string Mended = """"
        using LineageAot;

        namespace App;

        public static partial class Mistakes
        {
            [Query("select count(*) from notes where text = @text", AllowScan = true)]
            public static partial ValueTask<long> CountAsync(Notes notes, string text);

            [Query("select größe from notes where id = @id")]
            public static partial ValueTask<string?> SizeAsync(Notes notes, long id);

            [Command("delete from notes where id = @id")]
            public static partial ValueTask<int> DeleteAsync(Notes notes, long id);
        }
        """";

    [Fact]
    public async Task A_build_names_each_mistake_at_its_word()
    {
        var consumer = new CheckedConsumer(packages, "an weisungen ß");
        consumer.Write("App/Migrations/0001_create_notes.sql", "-- up\ncreate table notes (\n    id integer not null constraint pk_notes_id primary key,\n    text text not null,\n    \"größe\" text\n) strict;\n-- down\ndrop table notes;\n");
        consumer.Write("App/Mistakes.cs", Mistakes);

        // The records' own project has no database: its statements are checked on its tables.
        consumer.Write("Records/Counts.cs", "using LineageAot;\n\nnamespace Records;\n\npublic static partial class Counts\n{\n    [Query(\"select count(*) from notes\")]\n    public static partial long CountNotes(this ReadSource source);\n}\n");

        var broken = await consumer.BuildAsync();
        broken.ExitCode.ShouldNotBe(0);
        var file = Path.Combine(consumer.Folder, "App", "Mistakes.cs");
        foreach (var (id, line, column) in Marks())
        {
            var severity = id == "LIN2005" ? "warning" : "error";
            broken.Output.ShouldContain(string.Create(CultureInfo.InvariantCulture, $"{file}({line},{column}): {severity} {id}: "));
        }

        // A build machine writes other folders into the assembly; the findings lead to the files that are there.
        var mapped = await consumer.BuildOneAsync($"-p:PathMap={consumer.Folder}{Path.DirectorySeparatorChar}=/_/");
        mapped.Output.ShouldContain($"{file}(7,");

        consumer.Write("App/Mistakes.cs", Mended);
        var mended = (await consumer.BuildAsync()).Succeeded();
        BuildLog.Warnings(mended.Output).ShouldBeEmpty();

        consumer.Write("Records/Counts.cs", "using LineageAot;\n\nnamespace Records;\n\npublic static partial class Counts\n{\n    [Query(\"select count(*) from note\")]\n    public static partial long CountNotes(this ReadSource source);\n}\n");
        (await consumer.BuildAsync()).Output.ShouldContain($"{Path.Combine(consumer.Folder, "Records", "Counts.cs")}(7,34): error LIN2001: The SQL of Counts.CountNotes doesn't prepare: no such table: note. Did you mean 'notes'?");
    }

    /// <summary>What the comments in the source say.</summary>
    private static IEnumerable<(string Id, int Line, int Column)> Marks()
    {
        var lines = Mistakes.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].IndexOf("// LIN", StringComparison.Ordinal) is >= 0 and var mark)
            {
                var (id, word) = (lines[i].Substring(mark + 3, 7), lines[i][(mark + 14)..]);
                var above = word.EndsWith("2 lines above", StringComparison.Ordinal) ? 2 : 0;
                yield return (id, i + 1 - above, lines[i - above].IndexOf(word.Split(',')[0], StringComparison.Ordinal) + 1);
            }
        }
    }
}
