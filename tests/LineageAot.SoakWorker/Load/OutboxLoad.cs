using LineageAot.Lineage;
using LineageAot.SoakWorker.Ledger;

namespace LineageAot.SoakWorker.Load;

/// <summary>An event and the entry that tells others of it, in one unit, or one behind the other where no unit spans both files; and the handler that gets the entries, and refuses some of them the first time.</summary>
internal sealed class OutboxLoad(SoakContext soak) : LoadService(soak)
{
    private static readonly StreamName Notes = new(SoakRules.NoteStream, new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2));
    private static readonly OutboxBackoff Backoff = new() { First = TimeSpan.FromMilliseconds(200), Longest = TimeSpan.FromSeconds(2) };

    protected override Task RunAsync(CancellationToken stop) => Task.WhenAll(
        Task.Run(() => QueueAsync(stop), stop),
        Task.Run(() => HandleAsync(Soak.Store, Soak.Ledger, row =>
        {
            Soak.Handled.Add(1);
            return row is { Attempts: 1 } && row.Position % 17 == 0;
        }, stop), stop));

    /// <summary>Hands entries over until it's cancelled.</summary>
    public static async Task HandleAsync(LineageStore store, LedgerFile ledger, Func<OutboxRow, bool> refuses, CancellationToken stop)
        => await store.Outbox.HandleAsync(
            SoakRules.Mail,
            "soak",
            (row, _) =>
            {
                if (refuses(row))
                {
                    throw new IOException("The soak refuses some entries the first time.");
                }

                ledger.Write(new EntryHandled(SoakContext.Now, row.Position));
                return ValueTask.CompletedTask;
            },
            lease: TimeSpan.FromSeconds(5),
            Backoff,
            stop);

    private async Task QueueAsync(CancellationToken stop)
    {
        while (true)
        {
            var payload = $$"""{"note":"{{Guid.NewGuid():N}}"}""";
            var message = new OutboxMessage(SoakRules.Mail, payload);
            long? entry;
            if (Soak.Store.IsSplit)
            {
                Soak.Note(Notes, [Draft(payload)], await Soak.Store.Events.AppendAsync(Notes, ExpectedVersion.Any, [Draft(payload)], stop));
                entry = await Soak.Store.Database.WriteAsync(unit => unit.Enqueue(message), cancellationToken: stop);
            }
            else
            {
                (var appended, entry) = await Soak.Store.Database.WriteAsync(unit => (unit.AppendEvents(Notes, ExpectedVersion.Any, [Draft(payload)]), unit.Enqueue(message)), cancellationToken: stop);
                Soak.Note(Notes, [Draft(payload)], appended);
            }

            Soak.Ledger.Write(new EntryQueued(SoakContext.Now, entry!.Value, LedgerText.HashOf(payload)));
            Soak.Rows.Add(1);
            await RestAsync(100, stop);
        }
    }

    private static EventDraft Draft(string payload) => new("note.written") { Payload = payload };
}
