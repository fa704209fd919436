using Microsoft.Extensions.FileSystemGlobbing;

namespace LineageAot.Cli.Folders;

/// <summary>
/// <c>--include</c> and <c>--exclude</c>: globs over the path below the root. A pattern without <c>/</c> counts at any depth; one that a folder
/// matches takes all below it. Excluding wins.
/// </summary>
internal sealed class PathFilter
{
    // A folder is left out whole if names that nobody has, at several depths, are.
    private const string Nobody = "\u0001nobody\u0001";
    private static readonly string[] Probes = [Nobody, $"{Nobody}/{Nobody}", string.Join('/', Enumerable.Repeat(Nobody, 40))];

    private readonly Matcher? included;
    private readonly Matcher? excluded;

    public PathFilter(IReadOnlyList<string> include, IReadOnlyList<string> exclude)
    {
        included = MatcherOf(include);
        excluded = MatcherOf(exclude);
    }

    public static PathFilter Everything { get; } = new([], []);

    public bool TakesAll => included is null && excluded is null;

    /// <summary>Whether a file is wanted.</summary>
    public bool Takes(string relativePath)
        => (included is null || included.Match(relativePath).HasMatches) && (excluded is null || !excluded.Match(relativePath).HasMatches);

    /// <summary>Whether nothing below a folder can be wanted, so that it needn't be read.</summary>
    public bool LeavesOut(string folder) => excluded is not null && Probes.All(probe => excluded.Match($"{folder}/{probe}").HasMatches);

    private static Matcher? MatcherOf(IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
        {
            return null;
        }

        var matcher = new Matcher(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        foreach (var pattern in patterns)
        {
            var trimmed = pattern.Replace('\\', '/').TrimEnd('/');
            trimmed = trimmed.StartsWith("./", StringComparison.Ordinal) ? trimmed[2..] : trimmed.TrimStart('/');
            var anywhere = trimmed.Contains('/') ? trimmed : $"**/{trimmed}";
            matcher.AddInclude(anywhere);
            if (!anywhere.EndsWith("/**", StringComparison.Ordinal))
            {
                matcher.AddInclude($"{anywhere}/**");
            }
        }

        return matcher;
    }
}
