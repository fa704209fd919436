namespace LineageAot.BuildCheck.Checks;

/// <summary>A rule that needs SQLite itself, so that no analyzer can hold it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">Its title, as on its page.</param>
/// <param name="Severity">How much a finding counts where the project doesn't say otherwise.</param>
internal sealed record CheckRule(string Id, string Title, FindingSeverity Severity)
{
    public static CheckRule BadStatement { get; } = new("LIN2001", "The SQL doesn't prepare", FindingSeverity.Error);

    public static CheckRule ResultMismatch { get; } = new("LIN2002", "The columns don't match the result type", FindingSeverity.Error);

    public static CheckRule Scan { get; } = new("LIN2005", "The statement scans or sorts a whole table", FindingSeverity.Warning);

    public static CheckRule ConflictClause { get; } = new("LIN2010", "The conflict clause leaves half of the work or ends others' transaction", FindingSeverity.Error);

    public static CheckRule WrongKind { get; } = new("LIN2011", "The statement isn't what its attribute says", FindingSeverity.Error);

    public static CheckRule StampNotSet { get; } = new("LIN2012", "The command doesn't set the row's version or stamp", FindingSeverity.Information);

    public static CheckRule UncoveredChange { get; } = new("LIN3001", "The model has changes that no migration covers", FindingSeverity.Warning);

    public static CheckRule BadMigration { get; } = new("LIN3002", "The migration doesn't replay or doesn't lead back", FindingSeverity.Error);

    /// <summary>The check itself couldn't be done.</summary>
    public static CheckRule CheckFailed { get; } = new("LIN3999", "The build check couldn't be done", FindingSeverity.Error);

    public static IReadOnlyList<CheckRule> All { get; } = [BadStatement, ResultMismatch, Scan, ConflictClause, WrongKind, StampNotSet, UncoveredChange, BadMigration, CheckFailed];
}
