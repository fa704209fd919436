namespace LineageAot.Lineage;

/// <summary>Adds entries to the outbox inside a unit of work, so that what is to be told is committed together with what it tells of.</summary>
public static class OutboxWriting
{
    /// <summary>Adds an entry.</summary>
    /// <param name="unit">The unit that writes what it tells of.</param>
    /// <param name="message">The entry.</param>
    /// <returns>The entry's position; null if one of its kind and dedupe key is under way already.</returns>
    /// <exception cref="ConstraintException">The payload isn't JSON text.</exception>
    public static long? Enqueue(this WriteScope unit, OutboxMessage message)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(message);
        message.Require();
        if (message.DedupeKey is { } key && unit.IsUnderWay(message.Kind, key))
        {
            return null;
        }

        return unit.Insert(new OutboxRow
        {
            Kind = message.Kind,
            DedupeKey = message.DedupeKey,
            Payload = message.Payload,
            AvailableAt = message.AvailableAt ?? unit.Now,
            MaxAttempts = message.MaxAttempts,
        }).Position;
    }
}
