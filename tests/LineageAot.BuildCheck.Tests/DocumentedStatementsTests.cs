using System.Text.RegularExpressions;
using LineageAot.BuildCheck.Tests.Support;
using LineageAot.Generators.Tests.Support;

namespace LineageAot.BuildCheck.Tests;

/// <summary>What the documentation shows of databases passes the build check, as in the build of somebody who copies it.</summary>
public sealed partial class DocumentedStatementsTests
{
    public static TheoryData<string, int> Examples()
    {
        var examples = new TheoryData<string, int>();
        foreach (var file in (string[])["README.md", "docs/queries.md"])
        {
            var blocks = Blocks(file);
            for (var i = 0; i < blocks.Length; i++)
            {
                if (blocks[i].Contains("[Database", StringComparison.Ordinal))
                {
                    examples.Add(file, i);
                }
            }
        }

        return examples;
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void They_have_no_findings(string file, int block)
    {
        // The statements of a program in front of its types aren't those of a library.
        var code = Blocks(file)[block];
        var types = TopLevel().Match(code);
        using var project = BuiltProject.Make(types.Success ? code[types.Index..] : code);
        project.Check().ShouldBeEmpty();
    }

    private static string[] Blocks(string file)
        => [.. Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n")).Select(static match => match.Groups[1].Value)];

    [GeneratedRegex("(?<=\n)```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<=^using LineageAot;\n\nawait .*)^\[Table\]", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex TopLevel();
}
