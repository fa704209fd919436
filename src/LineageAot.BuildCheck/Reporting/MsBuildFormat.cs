using LineageAot.BuildCheck.Checks;

namespace LineageAot.BuildCheck.Reporting;

/// <summary>Findings in the form that MSBuild and editors understand (https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks).</summary>
internal static class MsBuildFormat
{
    public static string Line(Finding finding, FindingSeverity severity)
    {
        var place = finding.Line > 0 ? $"{finding.File}({finding.Line},{finding.Column})" : $"{finding.File} ";
        return $"{place}: {Category(severity)} {finding.Rule.Id}: {OnOneLine(finding.Text)}";
    }

    // MSBuild knows errors and warnings; what it doesn't know it takes as text.
    private static string Category(FindingSeverity severity) => severity switch
    {
        FindingSeverity.Error => "error",
        FindingSeverity.Warning => "warning",
        _ => "info",
    };

    private static string OnOneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
