using System.Globalization;
using System.Text.Json;

namespace LineageAot.Lineage;

/// <summary>A reader's place in the events, held against others: of two readers of one name one gets it, and what a late one reports isn't taken.</summary>
internal sealed class CheckpointLease
{
    private readonly LineageDatabase database;
    private readonly LineageDatabase outbox;
    private readonly TimeProvider time;
    private readonly SubscriptionOptions options;
    private readonly long token;

    private CheckpointLease(LineageDatabase database, LineageDatabase outbox, TimeProvider time, SubscriptionOptions options, ProcessorCheckpoint row)
    {
        this.database = database;
        this.outbox = outbox;
        this.time = time;
        this.options = options;
        token = row.Token;
        Position = row.Position;
        Attempts = row.Attempts;
    }

    /// <summary>The position of the last event that the reader is through with.</summary>
    public long Position { get; private set; }

    /// <summary>How often what comes next has failed.</summary>
    public int Attempts { get; private set; }

    public static async ValueTask<CheckpointLease> TakeAsync(LineageDatabase database, LineageDatabase outbox, TimeProvider time, SubscriptionOptions options, CancellationToken cancellationToken)
    {
        var owner = options.StoredOwner;
        var row = await database.WriteAsync(
            unit =>
            {
                var now = time.GetUtcNow();
                var there = unit.FindCheckpoint(options.Processor, options.Shard)
                    ?? unit.Insert(new ProcessorCheckpoint { Processor = options.Processor, Shard = options.Shard, Position = options.StartAfter });
                if (there.LeaseOwner is { } holder && there.LeaseUntil > now && holder != owner)
                {
                    throw new LineageConflictException(
                        $"The events are being read for '{options.Processor}', share {options.Shard}, by {holder} until {there.LeaseUntil:u} (checkpoints.lease_owner). Wait until then, end the other reader, or give this one a name or a share of its own.");
                }

                unit.LeaseCheckpoint(options.Processor, options.Shard, owner, now + options.Lease, now);
                return unit.FindCheckpoint(options.Processor, options.Shard)!;
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
        return new CheckpointLease(database, outbox, time, options, row);
    }

    /// <summary>The reader is through with all events up to a position; one before the present place changes nothing.</summary>
    public async ValueTask MoveAsync(long position, CancellationToken cancellationToken)
    {
        if (position <= Position)
        {
            return;
        }

        await WriteAsync((unit, now) => unit.MoveCheckpoint(options.Processor, options.Shard, token, position, now + options.Lease, now), cancellationToken).ConfigureAwait(false);
        Position = position;
        Attempts = 0;
    }

    public ValueTask RenewAsync(CancellationToken cancellationToken)
        => WriteAsync((unit, now) => unit.RenewCheckpoint(options.Processor, options.Shard, token, now + options.Lease, now), cancellationToken);

    /// <summary>Notes that what comes next failed.</summary>
    public async ValueTask FailAsync(string error, CancellationToken cancellationToken)
    {
        await WriteAsync((unit, now) => unit.FailCheckpoint(options.Processor, options.Shard, token, error, now + options.Lease, now), cancellationToken).ConfigureAwait(false);
        Attempts++;
    }

    /// <summary>Puts the event into the outbox as a dead letter and moves behind it: in one unit where they are in one file, else the letter first, so that it may be there when the same event is set aside again.</summary>
    public async ValueTask SetAsideAsync(EventBatch batch, string error, CancellationToken cancellationToken)
    {
        var row = batch.Events[0];
        var letter = new OutboxRow
        {
            Kind = OutboxKinds.PoisonedEvent,
            DedupeKey = string.Create(CultureInfo.InvariantCulture, $"{options.Processor}/{options.Shard}/{row.Position}"),
            Payload = JsonSerializer.Serialize(new PoisonedEvent(options.Processor, options.Shard, row.Position, row.StreamType, row.StreamId, row.EventId.Value, row.EventType), OutboxPayloads.Default.PoisonedEvent),
            AvailableAt = time.GetUtcNow(),
            Attempts = Attempts,
            MaxAttempts = Math.Max(Attempts, 1),
            LastError = error,
            DeadAt = time.GetUtcNow(),
        };
        var isApart = outbox != database;
        if (isApart)
        {
            await outbox.WriteAsync(unit => unit.HasLetter(letter.Kind, letter.DedupeKey) ? null : unit.Insert(letter), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        await WriteAsync(
            (unit, now) =>
            {
                var moved = unit.MoveCheckpoint(options.Processor, options.Shard, token, batch.Position, now + options.Lease, now);
                if (moved > 0 && !isApart)
                {
                    unit.Insert(letter);
                }

                return moved;
            },
            cancellationToken).ConfigureAwait(false);
        Position = batch.Position;
        Attempts = 0;
    }

    /// <summary>Lets others have the place; nothing happens if they have it already.</summary>
    public async ValueTask GiveBackAsync()
        => await database.WriteAsync(unit => unit.GiveBackCheckpoint(options.Processor, options.Shard, token, time.GetUtcNow())).ConfigureAwait(false);

    private async ValueTask WriteAsync(Func<WriteScope, DateTimeOffset, int> write, CancellationToken cancellationToken)
    {
        if (await database.WriteAsync(unit => write(unit, time.GetUtcNow()), cancellationToken: cancellationToken).ConfigureAwait(false) == 0)
        {
            throw new LeaseLostException($"Somebody else reads the events for '{options.Processor}', share {options.Shard}, by now. Nothing was written, and the events of this batch may be handled again there.");
        }
    }
}
