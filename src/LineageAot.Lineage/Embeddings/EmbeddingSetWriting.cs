using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>Makes, promotes and retires embedding sets inside a unit.</summary>
internal static class EmbeddingSetWriting
{
    /// <summary>The set of a name; made, with all that is to be embedded in its backlog, where it's missing.</summary>
    public static EmbeddingSet GetOrAddEmbeddingSet(this WriteScope unit, WorkspaceId workspace, EmbeddingSetSpec spec, Sha256 signature, DateTimeOffset now)
    {
        unit.GetUsableWorkspace(workspace);
        if (unit.FindEmbeddingSet(workspace, spec.Name) is { } existing)
        {
            return existing.Signature == signature ? existing : throw new LineageConflictException(
                $"The embedding set '{spec.Name}' exists with another {string.Join(", ", Differences(existing, spec))}: vectors of two kinds can't be compared. Choose another name for the new set.");
        }

        if (unit.FindEmbeddingSetBySignature(workspace, signature) is { } same)
        {
            throw new LineageConflictException($"The embedding set '{same.Name}' is made of the same model and kept in the same place. Use it, or choose another vector collection for a second one.");
        }

        var added = unit.Insert(new EmbeddingSet
        {
            Id = new EmbeddingSetId(Guid.CreateVersion7(now)),
            WorkspaceId = workspace,
            Name = spec.Name,
            Provider = spec.Provider,
            Model = spec.Model,
            ModelRevision = spec.ModelRevision,
            Dimensions = spec.Dimensions,
            Distance = spec.Distance,
            Params = spec.Params,
            Signature = signature,
            VectorStore = spec.VectorStore,
            VectorCollection = spec.VectorCollection,
        });
        unit.EnlistAll(workspace, added.Id, now);
        return added;
    }

    /// <summary>Puts a set into use and retires what it replaces; one that is in use already keeps to what it replaces.</summary>
    public static void Promote(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id, double minimumCoverage, EmbeddingSetId? replaces, DateTimeOffset now)
    {
        var set = unit.RequireEmbeddingSet(workspace, id);
        if (replaces is { } named)
        {
            unit.Require(workspace, named);
        }

        if (set.Status == EmbeddingSetStatus.Retired)
        {
            throw new LineageConflictException($"The embedding set '{set.Name}' is retired: its vectors are given up. Make a new one, with another name and vector collection.");
        }

        if (set.Status == EmbeddingSetStatus.Building)
        {
            var coverage = unit.ReadCoverage(workspace, id);
            if (coverage.Ratio < minimumCoverage)
            {
                throw new LineageConflictException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The embedding set '{set.Name}' has {coverage.Ready} of {coverage.Chunks} chunks ({coverage.Ratio:P2}), less than the {minimumCoverage:P2} asked for. Embed the {coverage.Stale} stale ones, or ask for less."));
            }

            unit.SetStatus(workspace, id, EmbeddingSetStatus.Active, now);
        }

        foreach (var replaced in replaces is { } one ? [one] : unit.ListOtherActive(workspace, id))
        {
            unit.SetStatus(workspace, replaced, EmbeddingSetStatus.Retired, now);
            unit.RepointCollections(workspace, replaced, id, now);
        }
    }

    /// <summary>The set, if it's this workspace's.</summary>
    /// <exception cref="LineageNotFoundException">It isn't.</exception>
    public static EmbeddingSet RequireEmbeddingSet(this WriteScope unit, WorkspaceId workspace, EmbeddingSetId id)
        => unit.GetEmbeddingSet(workspace, id) ?? throw new LineageNotFoundException("embedding set", id.Value);

    private static IEnumerable<string> Differences(EmbeddingSet set, EmbeddingSetSpec spec)
    {
        (string Name, bool Differs)[] parts =
        [
            ("provider", set.Provider != spec.Provider),
            ("model", set.Model != spec.Model),
            ("model revision", set.ModelRevision != spec.ModelRevision),
            ("number of dimensions", set.Dimensions != spec.Dimensions),
            ("distance", set.Distance != spec.Distance),
            ("params", set.Params != spec.Params),
            ("vector store", set.VectorStore != spec.VectorStore),
            ("vector collection", set.VectorCollection != spec.VectorCollection),
        ];
        return parts.Where(static part => part.Differs).Select(static part => part.Name);
    }
}
