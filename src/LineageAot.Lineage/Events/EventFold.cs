namespace LineageAot.Lineage;

/// <summary>How events come to a state.</summary>
/// <param name="Seed">The state before the first event.</param>
/// <param name="Apply">The state after an event. It changes nothing else, so that the same events come to the same state.</param>
/// <typeparam name="TState">The state; one that isn't changed in place (a record) can be handed around safely.</typeparam>
public sealed record EventFold<TState>(TState Seed, Func<TState, EventRow, TState> Apply)
{
    /// <summary>The version of the state's form and of the folding, from 1: raise it when either changes, and snapshots of before aren't read any more.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Writes a state into a snapshot. Without it, and <see cref="Load"/>, no snapshots are used.</summary>
    public Func<TState, ReadOnlyMemory<byte>>? Save { get; init; }

    /// <summary>Reads a state out of a snapshot.</summary>
    public Func<ReadOnlyMemory<byte>, TState>? Load { get; init; }

    /// <summary>After so many events that weren't in a snapshot a new one is written; 1,000. 0: never.</summary>
    public int SnapshotEvery { get; init; } = 1000;

    /// <summary>As <see cref="Apply"/>, for a fold that looks at types and payloads only, which are read in half the time of whole events.</summary>
    internal TypedApply<TState>? Typed { get; init; }

    internal bool UsesSnapshots => Save is not null && Load is not null;

    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(SchemaVersion, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(SnapshotEvery);
        if ((Save is null) != (Load is null))
        {
            throw new ArgumentException("A fold that uses snapshots needs both Save and Load; one of them is missing.");
        }
    }
}

/// <summary>What the events of a stream come to.</summary>
/// <param name="State">The state.</param>
/// <param name="Version">The number of the last event that is in it; 0 if there was none.</param>
/// <typeparam name="TState">The state.</typeparam>
public readonly record struct Folded<TState>(TState State, long Version);
