using System.Globalization;
using LineageAot.FaultTests.Hostile.Damage;
using LineageAot.FaultTests.Vfs;
using LineageAot.Lineage;
using Xunit.Abstractions;

namespace LineageAot.FaultTests.Hostile;

/// <summary>
/// A store's file is damaged, opened and asked for everything: each question is answered or ends with an error of the library, within a time, and an event that isn't as it was written is never read without a check that
/// tells. <c>LINEAGEAOT_DAMAGES</c> (40) and <c>LINEAGEAOT_SEED</c> say how many and which.
/// </summary>
public sealed class DamagedFileTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    private readonly ScratchFolder folder = new();
    private int opened, refusedToOpen, answered, refused, wrongEvents;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_damaged_store_answers_or_says_what_is_wrong()
    {
        var closed = await StoreFiles.MakeAsync(folder.NewPath(), withLog: false);
        var killed = await StoreFiles.MakeAsync(folder.NewPath(), withLog: true);
        killed.Log.Length.ShouldBeGreaterThan(0);
        await BeAskedAsync("none", closed, closed.Content, [], readOnly: true);
        (answered, refused, refusedToOpen).ShouldBe((answered, 0, 0));
        var random = new Random(HostileSettings.Seed);
        var kinds = Damages.OfFile.Length + Damages.OfLog.Length + 1;
        for (var i = 0; i < HostileSettings.Damages; i++)
        {
            var seed = random.Next();
            var kind = i % kinds;
            var readOnly = i / kinds % 2 == 0;
            if (kind < Damages.OfFile.Length)
            {
                var files = random.Next(4) == 0 ? killed : closed;
                await BeAskedAsync($"{Damages.OfFile[kind].Kind}, {seed}", files, Damages.OfFile[kind].Do([.. files.Content], new Random(seed)), files.Log, readOnly);
            }
            else if (kind < kinds - 1)
            {
                var (name, damage) = Damages.OfLog[kind - Damages.OfFile.Length];
                await BeAskedAsync($"{name}, {seed}", killed, killed.Content, damage([.. killed.Log], new Random(seed)), readOnly);
            }
            else
            {
                await BeAskedAsync("log of another file", closed, closed.Content, killed.Log, readOnly);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"damages: {HostileSettings.Damages:N0} of {kinds} kinds, {refusedToOpen:N0} refused at opening, {opened:N0} opened: {answered:N0} questions answered, {refused:N0} refused; events not as written in {wrongEvents:N0}, each told by a check; seed {HostileSettings.Seed}"));
    }

    private async Task BeAskedAsync(string damage, StoreFiles files, byte[] content, byte[] log, bool readOnly)
    {
        var path = folder.NewPath();
        files.WriteTo(path, content, log);
        try
        {
            // On a thread of its own: a read that never ends must not take the test with it.
            await Task.Run(() => AskAsync(damage, path, files, readOnly)).WaitAsync(Long);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{damage}: it hasn't ended after {Long}");
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private async Task AskAsync(string damage, string path, StoreFiles files, bool readOnly)
    {
        LineageStore store;
        try
        {
            store = await LineageStore.OpenAsync(new DatabaseOptions { Path = path, Access = readOnly ? DatabaseAccess.ReadOnly : DatabaseAccess.ReadWrite });
        }
        catch (LineageException)
        {
            refusedToOpen++;
            return;
        }
        catch (Exception e)
        {
            throw new EscapedException($"{damage}, at opening: {e.GetType().Name} {e.Message}", e);
        }

        var reads = new ReadEverything(store, files);
        await reads.ReadAsync();
        if (!readOnly)
        {
            await reads.WriteAsync(path + ".backup");
        }

        try
        {
            await store.DisposeAsync();
        }
        catch (LineageException)
        {
            // Closing checkpoints, and may say that it can't.
        }

        opened++;
        answered += reads.Answered;
        refused += reads.Refused;
        wrongEvents += reads.HasWrongEvents ? 1 : 0;
        reads.Escaped.ShouldBeEmpty($"{damage}{(readOnly ? "" : ", writable")}");
        if (reads.HasWrongEvents && !reads.IsTold)
        {
            throw new EscapedException($"{damage}: events are read that aren't as they were written, and no check says so", null);
        }
    }

    private sealed class EscapedException(string message, Exception? inner) : Exception(message, inner);
}
