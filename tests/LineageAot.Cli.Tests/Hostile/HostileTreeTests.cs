using System.Globalization;
using LineageAot.FaultTests.Hostile;
using Xunit.Abstractions;

namespace LineageAot.Cli.Tests.Hostile;

/// <summary>Folders with any names, kinds and contents are ingested whole: each file is a source, and what isn't read is named with its reason. <c>LINEAGEAOT_HOSTILE</c> says how many entries.</summary>
public sealed class HostileTreeTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder place = new();

    public void Dispose() => place.Dispose();

    [Fact]
    public void Each_file_is_stored_or_named_with_its_reason()
    {
        var (random, files, others) = (new Random(HostileSettings.Seed), 0L, 0L);
        var trees = Math.Max(2, HostileSettings.Names / 150);
        for (var i = 0; i < trees; i++)
        {
            using var folder = new TemporaryFolder();
            var (database, ledger) = (place.At($"{i}.db"), place.At($"{i}.ledger"));
            File.WriteAllText(ledger, "");
            var script = place.Write($"{i}.sh", $"LEDGER='{ledger}'\n" + new HostileTree(random).Make(60));
            folder.Shell($". '{script}'");
            var made = File.ReadAllText(ledger);
            var (code, report, text) = IngestProcess.Ingest(database, folder.Path);
            code.ShouldBe(ExitCodes.Done, text);
            IngestProcess.Scalar(database, "select count(*) from sources").ShouldBe(made.Count(static kind => kind == 'f'));
            IngestProcess.Scalar(database, "select count(*) from run_items where target_type = 'path' and status = 'skipped' and error <> ''").ShouldBe(made.Count(static kind => kind == 'o'));
            IngestProcess.Scalar(database, """
                select count(*) from sources s where not exists (select 1 from source_versions v where v.source_id = s.id)
                    or not (exists (select 1 from source_versions v join documents d on d.source_version_id = v.id where v.source_id = s.id) or exists (select 1 from run_items r where r.target_id = s.id and r.error <> ''))
                """).ShouldBe(0, "a source has neither a document nor a reason");
            report.Number("failed").ShouldBe(0);

            // A second run knows each of them again by its name.
            var (_, again, _) = IngestProcess.Ingest(database, folder.Path);
            (again.Number("created"), again.Number("changed"), again.Number("unchanged")).ShouldBe((0L, 0L, (long)made.Count(static kind => kind == 'f')));
            IngestProcess.Run("check", "--db", database).ExitCode.ShouldBe(ExitCodes.Done);
            files += made.Count(static kind => kind == 'f');
            others += made.Count(static kind => kind == 'o');
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"trees: {trees:N0}, {files:N0} files stored, {others:N0} links and pipes named, seed {HostileSettings.Seed}"));
    }

    /// <summary>Files that others write, cut and exchange while they're read: the run ends, and each is stored as it was at one moment or named.</summary>
    [Fact]
    public async Task Files_that_change_all_the_time_do_not_stop_a_run()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 40; i++)
        {
            folder.Write($"{i}.txt", new string('a', 3000));
        }

        using var ending = new CancellationTokenSource();
        var changing = Task.Run(() =>
        {
            var random = new Random(HostileSettings.Seed);
            while (!ending.IsCancellationRequested)
            {
                var file = folder.At($"{random.Next(40)}.txt");
                switch (random.Next(4))
                {
                    case 0:
                        File.AppendAllText(file, new string('b', random.Next(100_000)));
                        break;
                    case 1:
                        File.Delete(file);
                        break;
                    case 2:
                        File.WriteAllText(file, new string('c', random.Next(3000)));
                        break;
                    default:
                        File.WriteAllText(file + ".new", "d");
                        File.Move(file + ".new", file, overwrite: true);
                        break;
                }
            }
        });
        var runs = 5;
        try
        {
            for (var i = 0; i < runs; i++)
            {
                var (code, _, text) = await Task.Run(() => IngestProcess.Ingest(place.At("store.db"), folder.Path)).WaitAsync(TimeSpan.FromMinutes(3));
                code.ShouldBeOneOf([ExitCodes.Done, ExitCodes.Partial], text);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await changing;
        }

        IngestProcess.Run("check", "--db", place.At("store.db")).ExitCode.ShouldBe(ExitCodes.Done);
        IngestProcess.Scalar(place.At("store.db"), "select count(*) from run_items where status = 'failed' and coalesce(error, '') = ''").ShouldBe(0);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"files that change while read: {runs} runs, {IngestProcess.Scalar(place.At("store.db"), "select count(*) from source_versions")} versions, seed {HostileSettings.Seed}"));
    }
}
