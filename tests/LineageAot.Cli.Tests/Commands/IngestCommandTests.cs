using System.Text;

namespace LineageAot.Cli.Tests.Commands;

public sealed class IngestCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    private string Database => place.At("store.db");

    public void Dispose()
    {
        folder.Dispose();
        place.Dispose();
    }

    [Fact]
    public void A_second_run_does_nothing_and_a_change_is_a_version()
    {
        Library();
        var (code, first, _) = IngestProcess.Ingest(Database, folder.Path);
        code.ShouldBe(ExitCodes.Done);
        (first.Number("created"), first.Number("documents"), first.Number("skipped")).ShouldBe((7, 5, 2));
        var before = IngestProcess.Content(Database);

        var (_, second, _) = IngestProcess.Ingest(Database, folder.Path);
        (second.Number("created"), second.Number("unchanged"), second.Number("bytes")).ShouldBe((0, 7, 0));
        IngestProcess.Content(Database).ShouldBe(before);

        // The same content with another time is looked at and found unchanged; another content with the same time but another size is a version.
        File.SetLastWriteTimeUtc(folder.At("readme.md"), TemporaryFolder.LongAgo.AddDays(1));
        folder.Write("notes.txt", "other words");
        var (_, third, _) = IngestProcess.Ingest(Database, folder.Path);
        (third.Number("changed"), third.Number("unchanged"), third.Number("created")).ShouldBe((1, 6, 0));
        IngestProcess.Scalar(Database, "select count(*) from source_versions").ShouldBe(8);
        IngestProcess.Run("check", "--db", Database).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void Each_kind_of_text_is_taken_its_own_way()
    {
        Library();
        IngestProcess.Ingest(Database, folder.Path);
        IngestProcess.Rows(Database, "select substr(s.uri, 34), d.extractor, d.title, c.text from sources s join source_versions v on v.source_id = s.id join documents d on d.source_version_id = v.id join chunk_sets t on t.document_id = d.id left join chunks c on c.chunk_set_id = t.id order by 1")
            .ShouldBe([
                "empty|plain|empty|",
                "notes.txt|plain|notes.txt|some words",
                "page.html|html|A page|Hello & welcome",
                "readme.md|markdown|The title|# The title\n\ntext",
                "src/a.cs|source|a.cs|class A;",
            ]);
        IngestProcess.Rows(Database, "select substr(s.uri, 34), i.status, i.error from run_items i join sources s on s.id = i.target_id where i.status = 'skipped' order by 1")
            .ShouldBe(["picture.png|skipped|no text is taken of image/png", "program|skipped|binary: no text was taken"]);
    }

    [Fact]
    public void A_hostile_folder_is_coped_with()
    {
        folder.Write("good.txt", "good");
        folder.Write("latin.txt", [(byte)'n', 0xE9, (byte)'e']);
        folder.Write("empty.txt", "");
        folder.Shell("""
            ln -s . circle; ln -s nowhere dangling; mkfifo pipe; truncate -s 2100M big.txt; touch -d 2020-01-01 big.txt
            printf odd > "$(printf 'odd\377name.txt')"; printf newline > "$(printf 'new\nline.txt')"
            mkdir "$(printf 'dir\300')"; printf inside > "$(printf 'dir\300/inside.txt')"; touch -d 2020-01-01 "$(printf 'odd\377name.txt')" "$(printf 'dir\300/inside.txt')" "$(printf 'new\nline.txt')"
            """);
        var (code, report, _) = IngestProcess.Ingest(Database, folder.Path);
        code.ShouldBe(ExitCodes.Done);
        (report.Number("created"), report.Number("failed"), report.Number("skipped")).ShouldBe((7, 0, 4));
        IngestProcess.Rows(Database, "select substr(uri, 34) from sources order by 1").ShouldBe(["big.txt", "dir%C0/inside.txt", "empty.txt", "good.txt", "latin.txt", "new%0Aline.txt", "odd%FFname.txt"]);
        IngestProcess.Rows(Database, "select substr(detail_uri, 34), error from run_items where target_type = 'path' order by 1")
            .ShouldBe(["circle|a link: not followed", "dangling|a link: not followed", "pipe|a pipe: not read"]);
        IngestProcess.Rows(Database, "select i.error from run_items i join sources s on s.id = i.target_id where s.uri like '%big.txt'").ShouldHaveSingleItem().ShouldStartWith("longer than");
        IngestProcess.Rows(Database, "select c.text from chunks c order by 1").ShouldBe(["good", "inside", "newline", "née", "odd"]);

        var (_, again, _) = IngestProcess.Ingest(Database, folder.Path);
        (again.Number("unchanged"), again.Number("bytes")).ShouldBe((7, 0));
    }

    [Fact]
    public void A_killed_run_is_gone_on_from_and_ends_as_a_clean_one()
    {
        const int files = 6000;
        Many(files);
        var clean = place.At("clean.db");
        IngestProcess.Ingest(clean, folder.Path);
        var killed = 0;
        for (var times = 0; times < 3; times++)
        {
            var before = times == 0 ? 0 : IngestProcess.Scalar(Database, "select count(*) from sources");
            using var process = IngestProcess.Start("ingest", folder.Path, "--db", Database, "--json");
            // Killed as soon as it has committed something more: in the middle of its work, however large its units are.
            while (!process.HasExited && Committed(Database) <= before)
            {
                Thread.Yield();
            }

            process.Kill();
            process.WaitForExit();
            killed += process.ExitCode == 0 ? 0 : 1;
        }

        killed.ShouldBeGreaterThan(0);
        var (code, report, _) = IngestProcess.Ingest(Database, folder.Path);
        code.ShouldBe(ExitCodes.Done);
        (report.Number("created") + report.Number("unchanged")).ShouldBe(files);
        report.GetProperty("resumed_run_id").GetString().ShouldNotBeNull();
        IngestProcess.Content(Database).ShouldBe(IngestProcess.Content(clean));
        IngestProcess.Scalar(Database, "select count(*) from runs where status = 'abandoned'").ShouldBe(killed);
        IngestProcess.Rows(Database, "select r.attempt from runs r join runs p on p.id = r.parent_run_id where r.status = 'succeeded' and p.status = 'abandoned'").Count.ShouldBe(1);
        IngestProcess.Scalar(Database, "select count(*) from runs where status = 'running'").ShouldBe(0);
        IngestProcess.Run("check", "--db", Database).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public void Interrupted_it_finishes_its_batch_and_says_canceled()
    {
        const int files = 12_000;
        Many(files);
        using var process = IngestProcess.Start("ingest", folder.Path, "--db", Database, "--json");
        while (!process.HasExited && Committed(Database) == 0)
        {
            Thread.Yield();
        }

        folder.Shell($"kill -INT {process.Id}");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(ExitCodes.Partial);
        output.ShouldContain("\"status\":\"canceled\"");
        IngestProcess.Rows(Database, "select status from runs").ShouldBe(["canceled"]);
        IngestProcess.Scalar(Database, "select count(*) from sources").ShouldBeLessThan(files);
        IngestProcess.Ingest(Database, folder.Path).ExitCode.ShouldBe(ExitCodes.Done);
        IngestProcess.Scalar(Database, "select count(*) from sources").ShouldBe(files);
    }

    [Fact]
    public void Full_cleanup_gives_tombstones_up_to_its_cap()
    {
        Many(10);
        IngestProcess.Ingest(Database, folder.Path);
        File.Delete(folder.At("0/0.txt"));
        var (code, report, _) = IngestProcess.Ingest(Database, folder.Path, "--cleanup", "full");
        (code, report.Number("missing"), report.Number("deleted")).ShouldBe((ExitCodes.Done, 1, 1));

        foreach (var file in Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Skip(2))
        {
            File.Delete(file);
        }

        var (refused, message, _) = IngestProcess.Ingest(Database, folder.Path, "--cleanup", "full");
        refused.ShouldBe(ExitCodes.Partial);
        message.GetProperty("message").GetString()!.ShouldContain("more than 50 %");
        IngestProcess.Scalar(Database, "select count(*) from sources where deleted_at is not null").ShouldBe(1);
    }

    [Fact]
    public void What_the_filter_leaves_out_isnt_missing()
    {
        Library();
        IngestProcess.Ingest(Database, folder.Path);
        var (_, report, _) = IngestProcess.Ingest(Database, folder.Path, "--include", "*.md", "--cleanup", "full");
        (report.Number("unchanged"), report.Number("missing"), report.Number("deleted")).ShouldBe((1, 0, 0));
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        Library();
        var (_, report, _) = IngestProcess.Ingest(Database, folder.Path, "--dry-run");
        report.Number("created").ShouldBe(7);
        File.Exists(Database).ShouldBeFalse();
        IngestProcess.Ingest(Database, folder.Path);
        folder.Write("notes.txt", "changed it is");
        File.Delete(folder.At("readme.md"));
        var (_, second, _) = IngestProcess.Ingest(Database, folder.Path, "--dry-run", "--cleanup", "full");
        (second.Number("changed"), second.Number("unchanged"), second.Number("missing")).ShouldBe((1, 5, 1));
        IngestProcess.Scalar(Database, "select count(*) from runs").ShouldBe(1);
    }

    [Fact]
    public void Other_parameters_read_unchanged_files_again_and_keep_both_sets()
    {
        folder.Write("a.txt", string.Join("\n\n", Enumerable.Range(0, 20).Select(i => new string((char)('a' + i), 100))));
        IngestProcess.Ingest(Database, folder.Path);
        var (_, report, _) = IngestProcess.Ingest(Database, folder.Path, "--chunk-chars", "100");
        report.Number("unchanged").ShouldBe(1);
        IngestProcess.Rows(Database, "select chunk_count from chunk_sets order by 1").ShouldBe(["2", "20"]);
        IngestProcess.Scalar(Database, "select count(*) from source_versions").ShouldBe(1);
    }

    [Fact]
    public void The_limit_of_a_text_s_length_can_be_moved()
    {
        folder.Write("long.txt", new string('a', (1 << 20) + 1));
        folder.Write("short.txt", new string('b', 1 << 20));
        var (_, first, _) = IngestProcess.Ingest(Database, folder.Path, "--max-text-mib", "1");
        (first.Number("documents"), first.Number("skipped")).ShouldBe((1, 1));
        IngestProcess.Rows(Database, "select error from run_items where status = 'skipped'").ShouldBe(["longer than 1048576 bytes: no text was taken"]);
        var (_, second, _) = IngestProcess.Ingest(Database, folder.Path, "--max-text-mib", "2");
        (second.Number("documents"), second.Number("skipped")).ShouldBe((2, 0));
        IngestProcess.Rows(Database, "select sum(end_char - start_char) from chunks").ShouldBe([((2 << 20) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    [Fact]
    public void The_store_may_lie_in_the_folder_that_is_read()
    {
        folder.Write("a.txt", "a");
        var inside = folder.At("store.db");
        IngestProcess.Ingest(inside, folder.Path);
        IngestProcess.Ingest(inside, folder.Path);
        IngestProcess.Rows(inside, "select substr(uri, 34) from sources").ShouldBe(["a.txt"]);

        // With its events' file, whatever that is called.
        IngestProcess.Run("events", "split", "--events-path", "journal.sqlite", "--db", inside).ExitCode.ShouldBe(ExitCodes.Done);
        IngestProcess.Ingest(inside, folder.Path);
        IngestProcess.Rows(inside, "select substr(uri, 34) from sources").ShouldBe(["a.txt"]);
    }

    [Theory]
    [InlineData("ingest")]
    [InlineData("ingest", "/no/such/folder")]
    [InlineData("ingest", ".", "--chunk-chars", "5")]
    [InlineData("ingest", ".", "--chunk-chars", "many")]
    [InlineData("ingest", ".", "--cleanup", "some")]
    [InlineData("ingest", ".", "--max-text-mib", "-1")]
    [InlineData("ingest", ".", "--max-text-mib", "2048")]
    [InlineData("nonsense")]
    [InlineData("runs", "--db", "/no/such/file.db")]
    public void Wrong_usage_is_exit_code_2(params string[] arguments)
    {
        var (code, output, errors) = IngestProcess.Run(arguments);
        code.ShouldBe(ExitCodes.Usage);
        (output + errors).ShouldNotContain("   at ");
        errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_file_that_is_no_database_is_an_error_without_a_stack()
    {
        var path = place.Write("no.db", new string('x', 5000));
        var (code, _, errors) = IngestProcess.RunAlone("stats", "--db", path);
        code.ShouldBe(ExitCodes.Failed);
        errors.ShouldNotContain("   at ");
        IngestProcess.Run("check", "--db", path).ExitCode.ShouldBe(ExitCodes.Failed);
    }

    [Fact]
    public void Output_in_a_pipe_has_no_escape_sequences()
    {
        Library();
        IngestProcess.RunAlone("ingest", folder.Path, "--db", Database).Output.ShouldNotContain("\u001b");
        IngestProcess.RunAlone("runs", "--db", Database).Output.ShouldContain("succeeded");
        IngestProcess.RunAlone("stats", "--db", Database).Output.ShouldContain("chunks");
    }

    private void Library()
    {
        folder.Write("readme.md", "# The title\n\ntext");
        folder.Write("notes.txt", "some words");
        folder.Write("src/a.cs", "class A;");
        folder.Write("page.html", "<title>A page</title><body><p>Hello &amp; welcome</p><script>no()</script>");
        folder.Write("picture.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 0]);
        folder.Write("program", [0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 1]);
        folder.Write("empty", "");
    }

    private void Many(int count)
    {
        for (var i = 0; i < count; i++)
        {
            folder.Write($"{i % 50}/{i}.txt", Encoding.UTF8.GetBytes(string.Join("\n\n", Enumerable.Range(0, 1 + (i % 7)).Select(part => $"{i} {part} {new string('x', 500)}"))));
        }
    }

    private static long Committed(string database)
    {
        try
        {
            return File.Exists(database) ? IngestProcess.Scalar(database, "select count(*) from sources") : 0;
        }
        catch (Microsoft.Data.Sqlite.SqliteException)
        {
            // Not made yet.
            return 0;
        }
    }
}
