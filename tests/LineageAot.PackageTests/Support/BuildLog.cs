using System.Text.RegularExpressions;

namespace LineageAot.PackageTests.Support;

/// <summary>What a build or a publish said.</summary>
internal static partial class BuildLog
{
    /// <summary>The warnings that a user would have to think about: trimming and AOT, ours, the compiler's, the SDK's.</summary>
    public static IReadOnlyList<string> Warnings(string output) => [.. Warning().Matches(output).Select(static match => match.Value.Trim())];

    [GeneratedRegex(@"warning (IL|LIN|CS|CA|NU|NETSDK)\d+.*")]
    private static partial Regex Warning();
}
