using LineageAot.BuildCheck.Checks;

namespace LineageAot.BuildCheck.Reporting;

/// <summary>What the project says about findings, as the compiler reads the same properties.</summary>
/// <param name="noWarn">Ids that aren't reported.</param>
/// <param name="warningsAsErrors">Ids whose warnings are errors.</param>
/// <param name="warningsNotAsErrors">Ids whose warnings stay warnings.</param>
/// <param name="treatWarningsAsErrors">All warnings are errors.</param>
internal sealed class SeverityRules(string noWarn, string warningsAsErrors, string warningsNotAsErrors, bool treatWarningsAsErrors)
{
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\r', '\n'];

    private readonly HashSet<string> silent = Ids(noWarn);
    private readonly HashSet<string> raised = Ids(warningsAsErrors);
    private readonly HashSet<string> kept = Ids(warningsNotAsErrors);

    /// <summary>How much a finding of the rule counts, or null where it isn't reported.</summary>
    public FindingSeverity? Of(CheckRule rule) => rule switch
    {
        _ when silent.Contains(rule.Id) => null,
        { Severity: FindingSeverity.Error } => FindingSeverity.Error,
        _ when raised.Contains(rule.Id) && !kept.Contains(rule.Id) => FindingSeverity.Error,
        { Severity: FindingSeverity.Warning } when treatWarningsAsErrors && !kept.Contains(rule.Id) => FindingSeverity.Error,
        _ => rule.Severity,
    };

    private static HashSet<string> Ids(string list) => new(list.Split(Separators, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
}
