using LineageAot.ArchitectureTests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace LineageAot.ArchitectureTests.PublicApi;

/// <summary>
/// The public API is what was approved. After a change that is meant, run the tests once with LINEAGEAOT_APPROVE=1 and commit the new text:
/// its difference is what users will meet.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("LineageAot")]
    [InlineData("LineageAot.Lineage")]
    [InlineData("LineageAot.Hosting")]
    public void Is_what_was_approved(string assembly)
    {
        var file = Path.Combine(Repository.Root, "tests/LineageAot.ArchitectureTests/PublicApi", $"{assembly}.txt");
        var current = ApiText.Of(assembly);
        if (Environment.GetEnvironmentVariable("LINEAGEAOT_APPROVE") == "1")
        {
            File.WriteAllText(file, current);
        }

        var approved = (File.Exists(file) ? File.ReadAllText(file) : "").ReplaceLineEndings("\n");
        Differences(approved, current).ShouldBeEmpty("If this change is meant, run once with LINEAGEAOT_APPROVE=1 and commit the text.");
    }

    [Fact]
    public void A_change_is_found()
    {
        var before = Print("public class A { public void M(string? text) { } public int P { get; init; } }");
        Differences(before, Print("public class A { public void M(string text) { } public int P { get; init; } }"))
            .ShouldBe(["removed: public class A: public void M(string? text)", "added: public class A: public void M(string text)"]);
        Differences(before, Print("public class A { public void M(string? text) { } public int P { get; set; } }"))
            .ShouldBe(["removed: public class A: public int P { get; init; }", "added: public class A: public int P { get; set; }"]);
        Differences(before, Print("public class A { public void M(string? text) { } public int P { get; init; } internal void Hidden() { } private sealed class Inner; }")).ShouldBeEmpty();
    }

    private static string Print(string source) => ApiText.Of(CSharpCompilation
        .Create("Sample", [CSharpSyntaxTree.ParseText(source)], RuntimeReferences.All, new CSharpCompilationOptions(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: Microsoft.CodeAnalysis.NullableContextOptions.Enable))
        .Assembly);

    private static List<string> Differences(string approved, string current)
    {
        var before = Lines(approved);
        var after = Lines(current);
        return [.. before.Except(after).Select(static line => $"removed: {line}"), .. after.Except(before).Select(static line => $"added: {line}")];
    }

    // Members carry their type's line, so that the same member of two types is two lines.
    private static List<string> Lines(string text)
    {
        var lines = new List<string>();
        var type = "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var isMember = line.StartsWith(' ');
            lines.Add(isMember ? $"{type}: {line.Trim()}" : line);
            type = isMember ? type : line;
        }

        return lines;
    }
}
