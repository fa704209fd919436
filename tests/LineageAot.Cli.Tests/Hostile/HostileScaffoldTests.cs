using System.Globalization;
using LineageAot.FaultTests.Hostile;
using LineageAot.FaultTests.Hostile.Names;
using Xunit.Abstractions;

namespace LineageAot.Cli.Tests.Hostile;

/// <summary>Files of others with any names are scaffolded or refused with a sentence, and stay as they are. <c>LINEAGEAOT_HOSTILE</c> and <c>LINEAGEAOT_SEED</c> say how many names and which.</summary>
public sealed class HostileScaffoldTests(ITestOutputHelper output) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_with_any_names_is_scaffolded_and_stays_as_it_is()
    {
        var (names, count, files, records) = (new HostileText(HostileSettings.Seed + 4), 0, 0, 0);
        for (; count < HostileSettings.Names; files++)
        {
            var path = folder.At($"{files}.db");
            var foreign = new ForeignTables(names, 8);
            FileFacts.Execute(path, foreign.Statements);
            count += foreign.Names;
            var before = File.ReadAllBytes(path);
            var (code, text, errors) = IngestProcess.Run("scaffold", "--db", path);
            code.ShouldBe(ExitCodes.Done, errors);
            records += text.Split("partial record").Length - 1;
            File.ReadAllBytes(path).AsSpan().SequenceEqual(before).ShouldBeTrue("the file was written");
            foreign.ShouldBeIn(path);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scaffolded: {count:N0} names in {files:N0} files, {records:N0} records, seed {HostileSettings.Seed}"));
    }
}
