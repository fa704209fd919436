using System.Text.RegularExpressions;

namespace LineageAot.ArchitectureTests.Docs;

/// <summary>
/// An example in a document: a <c>csharp</c> block, and what the HTML comment right before it says about how it compiles. Without a comment
/// the block is a whole file of a program.
/// </summary>
/// <remarks>
/// The comment is <c>compile:</c> and parts separated by semicolons: <c>with the blocks above</c> (the document's earlier whole files are
/// compiled along, without their statements); <c>given Type name, Type name</c> (the block is the body of a method with these parameters);
/// <c>expect ID</c> (compiling it must report this diagnostic).
/// </remarks>
/// <param name="File">The document.</param>
/// <param name="Line">The first line of the code, from 1.</param>
/// <param name="Code">The code.</param>
internal sealed partial record CodeBlock(string File, int Line, string Code)
{
    public bool UsesBlocksAbove { get; private init; }

    /// <summary>The parameters that stand around a fragment; null for a whole file.</summary>
    public string? Given { get; private init; }

    /// <summary>The diagnostic that the example is about; null where it compiles.</summary>
    public string? Expected { get; private init; }

    public override string ToString() => $"{File}({Line})";

    public static IReadOnlyList<CodeBlock> In(string file, string text)
    {
        var blocks = new List<CodeBlock>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var fence = Fence().Match(lines[i]);
            if (!fence.Success)
            {
                continue;
            }

            var start = i + 1;
            while (++i < lines.Length && lines[i].Trim() != fence.Groups["ticks"].Value)
            {
            }

            if (fence.Groups["language"].Value is "csharp" or "cs" or "c#")
            {
                blocks.Add(Create(file, start + 1, string.Join('\n', lines[start..Math.Min(i, lines.Length)]), start >= 2 ? lines[start - 2] : ""));
            }
        }

        return blocks;
    }

    private static CodeBlock Create(string file, int line, string code, string comment)
    {
        var block = new CodeBlock(file, line, code);
        if (Comment().Match(comment) is not { Success: true } match)
        {
            return block;
        }

        foreach (var part in match.Groups["parts"].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            block = part switch
            {
                "with the blocks above" => block with { UsesBlocksAbove = true },
                _ when part.StartsWith("given ", StringComparison.Ordinal) => block with { Given = part["given ".Length..] },
                _ when part.StartsWith("expect ", StringComparison.Ordinal) => block with { Expected = part["expect ".Length..] },
                _ => throw new FormatException($"{block}: '{part}' isn't a way to compile an example. See {nameof(CodeBlock)}."),
            };
        }

        return block;
    }

    [GeneratedRegex("""^\s*(?<ticks>`{3,})\s*(?<language>[\w#+-]*)""")]
    private static partial Regex Fence();

    [GeneratedRegex("""^\s*<!--\s*compile:\s*(?<parts>.*?)\s*-->\s*$""")]
    private static partial Regex Comment();
}
