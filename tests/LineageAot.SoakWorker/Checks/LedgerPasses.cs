using System.Globalization;
using LineageAot.SoakWorker.Ledger;
using LineageAot.SoakWorker.Load;

namespace LineageAot.SoakWorker.Checks;

/// <summary>Which passes were ended and when, and what follows for the documents that come and go.</summary>
/// <param name="last">The last ended pass of the changing documents.</param>
/// <param name="entries">Ledger entries; those of passes count.</param>
internal sealed class LedgerPasses(int last, IEnumerable<LedgerEntry> entries)
{
    private readonly Dictionary<int, DateTimeOffset> ended = entries.OfType<PassEnded>().Where(static pass => pass.Connector == DocumentPlan.Changing.Connector).ToDictionary(static pass => pass.Pass, static pass => pass.At);

    private int Last => ended.Count == 0 ? last : Math.Max(last, ended.Keys.Max());

    /// <summary>A pass may have deleted it, perhaps the one that wasn't ended.</summary>
    public bool MayBeDeleted(string uri) => FirstPassWithout(uri) is { } without && without <= Last + 1;

    /// <summary>A pass that ended has deleted it.</summary>
    public bool MustBeDeleted(string uri) => FirstPassWithout(uri) is { } without && without <= Last;

    /// <summary>It was deleted after the last pass ended that found it: whether that is long enough ago.</summary>
    public bool MayBePurged(string uri, DateTimeOffset now)
        => FirstPassWithout(uri) is { } without && (!ended.TryGetValue(without - 1, out var at) || at < now - SoakRules.Retention.DeletedSources);

    private static int? FirstPassWithout(string uri)
        => uri.StartsWith(DocumentPlan.PassingPrefix, StringComparison.Ordinal) ? int.Parse(uri.AsSpan(DocumentPlan.PassingPrefix.Length), CultureInfo.InvariantCulture) + DocumentPlan.PassesOfPassing : null;
}
