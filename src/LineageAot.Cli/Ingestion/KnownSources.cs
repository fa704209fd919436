using LineageAot.Cli.Folders;
using LineageAot.Lineage;

namespace LineageAot.Cli.Ingestion;

/// <summary>
/// What the store knows below a root, in the order of URIs, page by page: a walk in the same order meets each source in constant memory. Sources that the
/// walk's own run adds lie before the place that was read last, and so are never met.
/// </summary>
internal sealed class KnownSources(Func<string, ValueTask<IReadOnlyList<KnownSource>>> nextPage, string prefix)
{
    private IReadOnlyList<KnownSource> page = [];
    private int next;
    private string last = prefix;
    private bool exhausted;

    /// <summary>The next source without taking it, or null after the last one.</summary>
    public async ValueTask<KnownSource?> PeekAsync()
    {
        if (next == page.Count && !exhausted)
        {
            page = await nextPage(last);
            next = 0;
            exhausted = page.Count == 0;
            last = exhausted ? last : page[^1].Uri;
        }

        return next < page.Count ? page[next] : null;
    }

    /// <summary>Takes the source that was looked at.</summary>
    public void Take() => next++;

    /// <summary>Takes the source with this URI if the next one is it.</summary>
    public async ValueTask<KnownSource?> TakeIfAsync(string uri)
    {
        var known = await PeekAsync();
        if (known is null || UriOrder.Compare(known.Uri, uri) != 0)
        {
            return null;
        }

        Take();
        return known;
    }
}
