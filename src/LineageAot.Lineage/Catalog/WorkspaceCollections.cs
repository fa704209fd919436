namespace LineageAot.Lineage;

public sealed partial class Workspace
{
    // A unit's slice of sources: some milliseconds of the one writer.
    private const int SourcesAUnit = 500;

    /// <summary>
    /// Adds a version of a collection; where the newest version of that name is exactly this (JSON compared as text), it's that one again. A new version is <see cref="CollectionStatus.Building"/> and
    /// has no sources.
    /// </summary>
    /// <exception cref="ArgumentException">The name is empty, the interval isn't positive, or <see cref="CollectionSpec.Meta"/> isn't JSON.</exception>
    /// <exception cref="LineageNotFoundException">The embedding set isn't this workspace's, or there is no such way to split.</exception>
    public ValueTask<Collection> AddCollectionAsync(CollectionSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        var now = Store.Now;
        return Database.WriteAsync(unit => unit.AddCollection(Id, spec, now), cancellationToken: cancellationToken);
    }

    /// <summary>A version of a collection, or null. Without a version: the pinned one, else the newest active one, else the newest.</summary>
    /// <param name="name">The collection.</param>
    /// <param name="version">From 1, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public ValueTask<Collection?> FindCollectionAsync(string name, int? version = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (version is not { } number)
        {
            return Database.FindCurrentCollectionAsync(Id, name, cancellationToken);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1, nameof(version));
        return Database.FindCollectionAsync(Id, name, number, cancellationToken);
    }

    /// <summary>All versions of all collections, or those in a status, by name and version.</summary>
    public ValueTask<ListPage<Collection>> ListCollectionsAsync(PageRequest page, CollectionStatus? status = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListCollectionsAsync(Id, status, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountCollectionsAsync(Id, status, cancellationToken));
    }

    /// <summary>Sets a collection's status. The same status again changes nothing.</summary>
    /// <exception cref="LineageNotFoundException">The collection isn't this workspace's.</exception>
    public ValueTask<Collection> SetCollectionStatusAsync(CollectionId collection, CollectionStatus status, CancellationToken cancellationToken = default)
    {
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.SetStatus(Id, collection, status, now);
                return unit.GetCollection(Id, collection);
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>Sets how healthy a collection is.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="score">From 0 (useless) to 1 (as it should be).</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The score isn't from 0 to 1.</exception>
    /// <exception cref="LineageNotFoundException">The collection isn't this workspace's.</exception>
    public ValueTask<Collection> SetCollectionHealthAsync(CollectionId collection, double score, CancellationToken cancellationToken = default)
    {
        if (score is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(score), score, "A health score lies between 0 and 1.");
        }

        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                unit.SetHealth(Id, collection, score, now);
                return unit.GetCollection(Id, collection);
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>Makes a version the one that <see cref="FindCollectionAsync"/> finds without a version, whatever is newer or active.</summary>
    /// <returns>That version.</returns>
    /// <exception cref="LineageNotFoundException">There is no such version.</exception>
    public ValueTask<Collection> PinCollectionAsync(string name, int version, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        var now = Store.Now;
        return Database.WriteAsync(
            unit =>
            {
                var collection = unit.FindCollection(Id, name, version)
                    ?? throw new LineageNotFoundException($"This workspace has no collection of that name in version {version}, so nothing was pinned. List its versions with ListCollectionsAsync.");
                unit.Pin(Id, name, collection.Id, now);
                return collection;
            },
            cancellationToken: cancellationToken);
    }

    /// <summary>Takes a name's pin away.</summary>
    /// <returns>False if there was none.</returns>
    public ValueTask<bool> UnpinCollectionAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Database.WriteAsync(unit => unit.Unpin(Id, name) > 0, cancellationToken: cancellationToken);
    }

    /// <summary>Adds sources to a collection; those that are in it stay. Large lists are written in slices of some hundred, so that a call that was cut off is simply repeated.</summary>
    /// <returns>How many weren't in it before.</returns>
    /// <exception cref="LineageNotFoundException">The collection, or a source, isn't this workspace's: of its slice nothing was written, slices before it are.</exception>
    public async ValueTask<int> AddSourcesAsync(CollectionId collection, IEnumerable<SourceId> sources, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var now = Store.Now;
        var added = 0;
        foreach (var slice in sources.Distinct().Chunk(SourcesAUnit))
        {
            added += await Database.WriteAsync(unit => unit.AddSlice(Id, collection, slice, now), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>Takes sources out of a collection, in slices; those that aren't in it are passed over.</summary>
    /// <returns>How many were in it.</returns>
    /// <exception cref="LineageNotFoundException">The collection isn't this workspace's.</exception>
    public async ValueTask<int> RemoveSourcesAsync(CollectionId collection, IEnumerable<SourceId> sources, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var removed = 0;
        foreach (var slice in sources.Chunk(SourcesAUnit))
        {
            removed += await Database.WriteAsync(
                unit =>
                {
                    unit.Require(Id, collection);
                    return unit.RemoveSources(collection, slice);
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return removed;
    }

    /// <summary>The sources of a collection by their key: those that were first seen early come first. Of another workspace's collection: none.</summary>
    public ValueTask<ListPage<CollectionMember>> ListCollectionSourcesAsync(CollectionId collection, PageRequest page, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        return Database.ListMembersAsync(Id, collection, page.Size, page.After, cancellationToken)
            .WithTotalAsync(page, () => Database.CountMembersAsync(Id, collection, cancellationToken));
    }

    /// <summary>Deletes a version of a collection with its pin, its list of sources (not the sources) and its artifacts; runs for it stay.</summary>
    /// <returns>False if this workspace has no such collection.</returns>
    public ValueTask<bool> DeleteCollectionAsync(CollectionId collection, CancellationToken cancellationToken = default)
        => Database.WriteAsync(
            unit =>
            {
                unit.DeleteArtifactsOf(Id, EntityType.Collection, collection.Value);
                return unit.DeleteCollection(Id, collection) > 0;
            },
            cancellationToken: cancellationToken);
}
