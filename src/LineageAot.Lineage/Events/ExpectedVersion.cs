namespace LineageAot.Lineage;

/// <summary>Where a writer thinks that a stream ends: it decided upon what it had read up to there.</summary>
public readonly record struct ExpectedVersion
{
    private ExpectedVersion(long? version) => Version = version;

    /// <summary>Wherever it ends. Also the default.</summary>
    public static ExpectedVersion Any => default;

    /// <summary>There are no events of it yet.</summary>
    public static ExpectedVersion NoStream => new(0);

    /// <summary>The number of the last event; null for <see cref="Any"/>.</summary>
    public long? Version { get; }

    /// <summary>It ends with the event of this number.</summary>
    /// <param name="version">0 or more; 0 is <see cref="NoStream"/>.</param>
    public static ExpectedVersion Exact(long version)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(version);
        return new ExpectedVersion(version);
    }

    /// <summary><c>any</c>, <c>no stream</c>, or the number.</summary>
    public override string ToString() => Version switch
    {
        null => "any",
        0 => "no stream",
        { } version => version.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}

/// <summary>Somebody else appended to the stream first. Nothing was written: read what came, decide anew, append again.</summary>
public sealed class WrongExpectedVersionException : LineageException
{
    internal WrongExpectedVersionException(StreamName stream, ExpectedVersion expected, long actual)
        : base($"The stream {stream} is at version {actual} (event_streams.version), and {expected} was expected. Nothing was appended: read what came, decide anew, and append again.")
    {
        Stream = stream;
        Expected = expected;
        Actual = actual;
    }

    /// <summary>The stream.</summary>
    public StreamName Stream { get; }

    /// <summary>What was expected.</summary>
    public ExpectedVersion Expected { get; }

    /// <summary>The number of the stream's last event; 0 if it has none.</summary>
    public long Actual { get; }
}
