using LineageAot.BuildCheck.Assemblies;

namespace LineageAot.BuildCheck.Checks.Statements;

/// <summary>All that is asked of one text.</summary>
internal sealed class StatementCheck(AssemblyStatement statement, StatementSchema schema, ProjectFiles files)
{
    private readonly StatementReport report = new(statement, files);
    private readonly SqlWords words = new(statement.Text);

    public IReadOnlyList<Finding> Run()
    {
        if (KindCheck.RefusesFirstWord(words, report))
        {
            // Not even prepared: some pragmas act then.
            return report.Findings;
        }

        ConflictCheck.Run(words, report);
        if (schema.Preparer.Prepare(statement.Text, out var failure) is not { } prepared)
        {
            new PrepareCheck(words, schema, report).Run(failure!);
            return report.Findings;
        }

        if (!KindCheck.IsRight(prepared, words, report))
        {
            return report.Findings;
        }

        var scopes = SelectScopes.Of(words);
        new ResultCheck(words, scopes, schema, report).Run(prepared);
        StampCheck.Run(prepared, words, scopes, schema, report);
        if (!statement.AllowScan)
        {
            new PlanCheck(words, prepared, scopes, schema, report).Run();
        }

        return report.Findings;
    }
}
