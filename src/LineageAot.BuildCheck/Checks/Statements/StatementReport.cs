using LineageAot.BuildCheck.Assemblies;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>Collects what is found in one statement, each finding at its place in the source.</summary>
internal sealed class StatementReport(AssemblyStatement statement, ProjectFiles files)
{
    private readonly List<Finding> findings = [];

    public AssemblyStatement Statement => statement;

    public IReadOnlyList<Finding> Findings => findings;

    /// <param name="offset">The character in the text that is prepared.</param>
    public void Add(CheckRule rule, int offset, string text)
    {
        var (line, column) = statement.Source.Place(offset);
        findings.Add(new Finding(rule, files.SourceFile(statement.Source.File), line, text) { Column = column });
    }
}
