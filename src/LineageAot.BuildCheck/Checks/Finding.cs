namespace LineageAot.BuildCheck.Checks;

/// <summary>How much a finding counts.</summary>
internal enum FindingSeverity
{
    /// <summary>Told, and an error only where the project asks for it.</summary>
    Information,
    Warning, Error,
}

/// <summary>Something that the check found.</summary>
/// <param name="Rule">The rule, each with its page in docs/rules.</param>
/// <param name="File">The file that is to be edited.</param>
/// <param name="Line">The line in it, from 1; 0 where it's about the whole file.</param>
/// <param name="Text">What is wrong, in one line.</param>
internal sealed record Finding(CheckRule Rule, string File, int Line, string Text)
{
    /// <summary>The column in the line, from 1.</summary>
    public int Column { get; init; } = 1;
}
