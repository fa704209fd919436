using LineageAot.FaultTests.Vfs.Work;

namespace LineageAot.FaultTests.Vfs.Replay;

/// <summary>Compares what is there with what was asked for and told.</summary>
/// <param name="Broken">Each broken promise in a sentence.</param>
/// <param name="Lost">Requests that were acknowledged at Normal and are gone: allowed after a power cut.</param>
internal sealed record Verdict(IReadOnlyList<string> Broken, int Lost)
{
    /// <param name="content">What is there.</param>
    /// <param name="told">What callers had been told by then.</param>
    /// <param name="requests">What was asked for, by number.</param>
    /// <param name="isDurable">Whether an acknowledgement of a request must hold.</param>
    public static Verdict Of(Content content, IReadOnlyList<Told> told, IReadOnlyDictionary<int, Request> requests, Func<Request, bool> isDurable)
    {
        if (content.Damage.Count > 0)
        {
            return new Verdict([$"damaged: {string.Join("; ", content.Damage.Take(3))}"], 0);
        }

        var broken = new List<string>();
        CheckRows(content, broken);
        var there = content.Entries.CountBy(static entry => entry.Request).ToDictionary();
        CheckRequests(content, there, requests, broken);
        var lost = 0;
        foreach (var (number, outcome, rows) in told)
        {
            var count = there.GetValueOrDefault(number);
            if (count < rows && isDurable(requests[number]))
            {
                broken.Add($"lost: request {number} was acknowledged with {rows} rows, {count} are there");
            }
            else if (count < rows)
            {
                lost++;
            }
            else if (outcome == Outcome.Rejected && count > rows)
            {
                broken.Add($"rejected and there: request {number} with {count} rows");
            }
        }

        return new Verdict(broken, lost);
    }

    private static void CheckRows(Content content, List<string> broken)
    {
        for (var i = 0; i < content.Entries.Count; i++)
        {
            if (content.Entries[i].Id != i + 1)
            {
                broken.Add($"gap: id {content.Entries[i].Id} is at place {i + 1} of {content.Entries.Count}");
                break;
            }
        }

        if (content.Entries.FirstOrDefault(static entry => entry.Text != Entry.TextOf(entry.Number)) is { } changed)
        {
            broken.Add($"changed: the text of id {changed.Id} isn't its own");
        }
    }

    private static void CheckRequests(Content content, Dictionary<int, int> there, IReadOnlyDictionary<int, Request> requests, List<string> broken)
    {
        foreach (var (number, count) in there)
        {
            var request = requests[number];
            if (!request.IsBulk && count != request.Rows)
            {
                broken.Add($"torn: request {number} has {count} of {request.Rows} rows");
            }

            if (request.IsUnit != content.Units.ContainsKey(number))
            {
                broken.Add($"torn: request {number} has rows and its unit isn't there");
            }
        }

        if (content.Units.Keys.FirstOrDefault(number => !there.ContainsKey(number)) is var alone and not 0)
        {
            broken.Add($"torn: unit {alone} is there without its rows");
        }

        if (content.Gauge != content.Units.Count)
        {
            broken.Add($"torn: the gauge says {content.Gauge}, there are {content.Units.Count} units");
        }
    }
}
