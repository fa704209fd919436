namespace LineageAot.BuildCheck.Checks;

/// <summary>A rule that needs SQLite itself, so that no analyzer can hold it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">Its title, as on its page.</param>
/// <param name="Severity">How much a finding counts where the project doesn't say otherwise.</param>
internal sealed record CheckRule(string Id, string Title, FindingSeverity Severity)
{
    public static CheckRule UncoveredChange { get; } = new("LIN3001", "The model has changes that no migration covers", FindingSeverity.Warning);

    public static CheckRule BadMigration { get; } = new("LIN3002", "The migration doesn't replay or doesn't lead back", FindingSeverity.Error);

    /// <summary>The check itself couldn't be done.</summary>
    public static CheckRule CheckFailed { get; } = new("LIN3999", "The build check couldn't be done", FindingSeverity.Error);

    public static IReadOnlyList<CheckRule> All { get; } = [UncoveredChange, BadMigration, CheckFailed];
}
