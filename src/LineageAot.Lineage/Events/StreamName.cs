namespace LineageAot.Lineage;

/// <summary>Names a stream of events: the kind of thing, and which one.</summary>
/// <param name="Type">The kind: <c>run</c> is the store's own, any other word is yours.</param>
/// <param name="Id">The thing's key.</param>
public readonly record struct StreamName(string Type, Guid Id)
{
    /// <summary>The stream of a run's events, which the store writes itself.</summary>
    public static StreamName Of(RunId run) => new(EventTypes.RunStream, run.Value);

    /// <summary><c>type/id</c>.</summary>
    public override string ToString() => $"{Type}/{Id}";

    internal void Require()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Type, "stream");
        if (Id == Guid.Empty)
        {
            throw new ArgumentException($"The stream of type '{Type}' has an empty id. Give the key of the thing that its events are about.", "stream");
        }
    }
}
