using System.Collections;

namespace LineageAot.Lineage;

/// <summary>What a verification of all events found: a sentence each.</summary>
public sealed class EventFindings : IReadOnlyList<string>
{
    private readonly IReadOnlyList<string> findings;

    internal EventFindings(EventHeadState head, IReadOnlyList<string> findings)
    {
        Head = head;
        this.findings = findings;
    }

    /// <summary>How the events relate to the head file. <see cref="EventHeadState.Missing"/> is no finding, but then nothing tells whether events are missing at the end.</summary>
    public EventHeadState Head { get; }

    /// <inheritdoc/>
    public int Count => findings.Count;

    /// <inheritdoc/>
    public string this[int index] => findings[index];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => findings.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
