using System.Text;
using LineageAot.Schema;

namespace LineageAot.Migrations.Planning;

/// <summary>What a section of a migration file does, step by step, and what it may cost.</summary>
internal sealed class SectionPlan
{
    private readonly List<PlannedStep> steps = [];
    private readonly List<PlannedLoss> losses = [];
    private readonly List<string> risks = [];

    public IReadOnlyList<PlannedStep> Steps => steps;

    /// <summary>What rows or values are gone afterwards.</summary>
    public IReadOnlyList<PlannedLoss> Losses => losses;

    /// <summary>What fails if rows don't fit, in sentences; nothing is lost then.</summary>
    public IReadOnlyList<string> Risks => risks;

    public void Add(string text, string? comment = null) => steps.Add(new PlannedStep(text, comment));

    public void Loses(LossKind kind, string sentence) => losses.Add(new PlannedLoss(kind, sentence));

    public void MayFail(string sentence) => risks.Add(sentence);

    /// <summary>The section's text, without its own directive.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var step in steps)
        {
            if (step.Comment is { } comment)
            {
                text.Append("-- ").Append(OneLine(comment)).Append('\n');
            }

            text.Append(step.Text).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A comment's text: names may hold line ends, behind which the file would go on as SQL.</summary>
    public static string OneLine(string comment) => string.Concat(comment.Select(static character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}

/// <summary>A statement, or a directive with its statement.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Comment">Why it's done this way; null where the statement says it.</param>
internal sealed record PlannedStep(string Text, string? Comment);

/// <summary>Rows or values that are gone afterwards.</summary>
internal sealed record PlannedLoss(LossKind Kind, string Sentence);

/// <summary>How something is lost: what was only just made can be unmade, what was changed can't be changed back.</summary>
internal enum LossKind
{
    Table,
    Column,
    Values,
}

/// <summary>The change can't be planned: a view or trigger stands in the way, for instance. It is to be written by hand.</summary>
internal sealed class PlanningException(string message, Exception? innerException = null) : LineageException(message, innerException);
