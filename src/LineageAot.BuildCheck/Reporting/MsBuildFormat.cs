using LineageAot.BuildCheck.Checks;

namespace LineageAot.BuildCheck.Reporting;

/// <summary>Findings in the form that MSBuild and editors understand (https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks).</summary>
internal static class MsBuildFormat
{
    public static string Line(Finding finding, FindingSeverity severity)
    {
        var place = finding.Line > 0 ? $"{finding.File}({finding.Line},1)" : $"{finding.File} ";
        return $"{place}: {(severity == FindingSeverity.Error ? "error" : "warning")} {finding.Rule.Id}: {OnOneLine(finding.Text)}";
    }

    private static string OnOneLine(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
