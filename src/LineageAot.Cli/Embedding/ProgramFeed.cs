using System.Diagnostics;

namespace LineageAot.Cli.Embedding;

/// <summary>
/// Feeds the user's program until nothing is left. Up to two batches are with it at once, so that it doesn't run dry, and its input is closed as soon as nothing is left to be taken: a program
/// that answers a block at a time, or at the end, comes to its end as well.
/// </summary>
internal sealed class ProgramFeed(IVectorWork work, UserProgram program, int batch, TimeSpan timeout, TimeSpan renewal, EmbedProgress progress, Func<Task> beat)
{
    private readonly HashSet<string> open = new(StringComparer.Ordinal);
    private long renewed = Stopwatch.GetTimestamp();

    /// <exception cref="ProgramException">The program died, hangs, or answers what can't be understood. What it answered before is recorded.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var isDrained = false; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!isDrained && open.Count <= batch)
            {
                isDrained = !await SendAsync();
                continue;
            }

            if (open.Count == 0)
            {
                break;
            }

            await ReceiveAsync(cancellationToken);
        }

        await program.WaitForEndAsync(timeout);
        if (program.Answers.TryRead(out _))
        {
            throw new ProgramException("The program answered more than it was asked.");
        }
    }

    private async Task<bool> SendAsync()
    {
        var items = await work.TakeAsync(batch);
        foreach (var item in items)
        {
            open.Add(item.Key);
            program.Send(item.Line);
        }

        if (items.Count == 0)
        {
            program.CloseInput();
        }

        return items.Count > 0;
    }

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            var more = program.Answers.WaitToReadAsync(limit.Token).AsTask();
            while (await Task.WhenAny(more, Task.Delay(renewal, limit.Token)) != more)
            {
                limit.Token.ThrowIfCancellationRequested();
                await RenewAsync();
            }

            if (!await more)
            {
                throw new ProgramException($"The program {await program.DescribeEndAsync()} before it had answered {open.Count} lines.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ProgramException($"The program answered nothing for {timeout.TotalSeconds:0.###} s (--timeout), with {open.Count} lines unanswered: it was ended.");
        }

        await RecordAsync();
        if (Stopwatch.GetElapsedTime(renewed) >= renewal)
        {
            await RenewAsync();
        }
    }

    private async Task RenewAsync()
    {
        renewed = Stopwatch.GetTimestamp();
        await work.RenewAsync();
        await beat();
    }

    /// <summary>Records what has come. The first answer that can't be is told after those before it are recorded.</summary>
    private async Task RecordAsync()
    {
        var (given, refused) = (new List<ProgramAnswer>(), default(ProgramException));
        while (refused is null && given.Count < batch && program.Answers.TryRead(out var answer))
        {
            if (work.KeyOf(answer) is { } key && open.Remove(key))
            {
                given.Add(answer);
            }
            else
            {
                refused = Refusal(answer);
            }
        }

        if (given.Count > 0)
        {
            var failed = await work.RecordAsync(given);
            progress.Add(given.Count - failed, failed);
        }

        if (refused is not null)
        {
            throw refused;
        }
    }

    private ProgramException Refusal(ProgramAnswer answer)
    {
        var key = work.KeyOf(answer);
        return new ProgramException(
            key is null ? "The program's answer lacks a key or a result: it needs chunk_id and vector_id or error."
            : $"The program answered '{key}', which it wasn't asked, or answered it twice.");
    }
}
