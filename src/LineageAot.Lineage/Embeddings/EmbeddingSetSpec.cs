using System.Globalization;

namespace LineageAot.Lineage;

/// <summary>An embedding set before it's stored: one model's vectors, and where they are kept.</summary>
public sealed record EmbeddingSetSpec
{
    /// <summary>Says what decides what a vector is.</summary>
    /// <param name="name">The set's name, unique in the workspace.</param>
    /// <param name="provider">Who offers the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="dimensions">How many numbers a vector has, at least 1.</param>
    /// <param name="distance">How near two vectors are.</param>
    /// <exception cref="ArgumentException">A name is blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dimensions"/> is below 1, or <paramref name="distance"/> is none of the enum's.</exception>
    public EmbeddingSetSpec(string name, string provider, string model, int dimensions, VectorDistance distance)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        if (!Enum.IsDefined(distance))
        {
            throw new ArgumentOutOfRangeException(nameof(distance), distance, "It's none of the distances.");
        }

        Name = name;
        Provider = provider;
        Model = model;
        Dimensions = dimensions;
        Distance = distance;
    }

    /// <summary>The set's name, unique in the workspace.</summary>
    public string Name { get; }

    /// <summary>Who offers the model.</summary>
    public string Provider { get; }

    /// <summary>The model.</summary>
    public string Model { get; }

    /// <summary>How many numbers a vector has, at least 1.</summary>
    public int Dimensions { get; }

    /// <summary>How near two vectors are.</summary>
    public VectorDistance Distance { get; }

    /// <summary>The model's revision, where it has one.</summary>
    public string? ModelRevision { get; init; }

    /// <summary>Further parameters, as JSON text. Compared as text: write the same parameters in the same order.</summary>
    public string? Params { get; init; }

    /// <summary>The kind of store that keeps the vectors.</summary>
    public required string VectorStore { get; init; }

    /// <summary>The collection within that store.</summary>
    public required string VectorCollection { get; init; }

    /// <summary>The hash of all but the name.</summary>
    public Sha256 Signature => Lineage.Signature.Of(
        Provider, Model, ModelRevision, Dimensions.ToString(CultureInfo.InvariantCulture), Distance.ToString(), Params, VectorStore, VectorCollection);
}
