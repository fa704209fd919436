using LineageAot.ArchitectureTests.Support;
using Xunit.Abstractions;

namespace LineageAot.ArchitectureTests;

/// <summary>A file that outgrows 300 lines usually holds two ideas: those are listed; past 400 there must be a reason.</summary>
public sealed class FileSizeTests(ITestOutputHelper output)
{
    private const int Listed = 300;
    private const int Refused = 400;

    private static readonly Dictionary<string, string> Reasons = [];

    [Fact]
    public void No_file_holds_two_ideas()
    {
        var sizes = new[] { "src", "generators" }.SelectMany(Repository.SourceFiles)
            .Select(static file => (File: file, Lines: File.ReadLines(Path.Combine(Repository.Root, file)).Count()))
            .Where(static size => size.Lines > Listed)
            .OrderByDescending(static size => size.Lines)
            .ToList();
        foreach (var (file, lines) in sizes)
        {
            output.WriteLine($"{lines} {file}{(Reasons.TryGetValue(file, out var reason) ? $": {reason}" : "")}");
        }

        sizes.Where(static size => size.Lines > Refused && !Reasons.ContainsKey(size.File)).ShouldBeEmpty();
        Reasons.Keys.Except(sizes.Where(static size => size.Lines > Refused).Select(static size => size.File)).ShouldBeEmpty("These need no reason any more.");
    }
}
