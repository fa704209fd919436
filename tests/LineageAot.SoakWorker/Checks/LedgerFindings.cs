namespace LineageAot.SoakWorker.Checks;

/// <summary>What a look for the ledger's entries came to.</summary>
internal sealed class LedgerFindings
{
    private const int MostSentences = 20;

    private readonly List<string> sentences = [];

    /// <summary>Entries that are as they were acknowledged.</summary>
    public long Found { get; set; }

    /// <summary>Entries that retention took, as it should.</summary>
    public long Taken { get; set; }

    /// <summary>Entries that are gone, or are others.</summary>
    public long Lost { get; private set; }

    /// <summary>The first of what is lost, a sentence each.</summary>
    public IReadOnlyList<string> Sentences => sentences;

    public void Lose(string sentence)
    {
        Lost++;
        if (sentences.Count < MostSentences)
        {
            sentences.Add(sentence);
        }
    }
}
