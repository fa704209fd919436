namespace LineageAot.Lineage;

/// <summary>Where a workspace's sources come from.</summary>
public sealed partial class Workspace
{
    /// <summary>All connectors of this workspace by kind and name.</summary>
    public ValueTask<IReadOnlyList<Connector>> ListConnectorsAsync(CancellationToken cancellationToken = default) => Database.ListConnectorsAsync(Id, cancellationToken);

    /// <summary>The connectors that are kept up to date by themselves, aren't paused and are due, the longest due first. The store starts nothing.</summary>
    public ValueTask<IReadOnlyList<Connector>> ListDueConnectorsAsync(CancellationToken cancellationToken = default) => Database.ListDueConnectorsAsync(Id, Store.Now, cancellationToken);

    /// <summary>Says how a connector is kept up to date.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="mode">When somebody asks, or again and again.</param>
    /// <param name="interval">The time between two syncs, for whoever starts them; more than zero.</param>
    /// <param name="next">When the next one is due, UTC; null for at once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="LineageNotFoundException">This workspace has no such connector.</exception>
    public ValueTask SetConnectorSyncAsync(ConnectorId connector, SyncMode mode, TimeSpan? interval = null, DateTimeOffset? next = null, CancellationToken cancellationToken = default)
    {
        if (interval is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, nameof(interval));
        }

        return WriteConnectorAsync(connector, (unit, now) => unit.SetSync(Id, connector, mode, interval, next, now), cancellationToken);
    }

    /// <summary>Leaves a connector out of <see cref="ListDueConnectorsAsync"/> until <see cref="ResumeConnectorAsync"/>. A repeat changes nothing.</summary>
    /// <exception cref="LineageNotFoundException">This workspace has no such connector.</exception>
    public ValueTask PauseConnectorAsync(ConnectorId connector, CancellationToken cancellationToken = default)
        => WriteConnectorAsync(connector, (unit, now) => unit.SetPaused(Id, connector, now, now), cancellationToken);

    /// <summary>Takes a connector in again. A repeat changes nothing.</summary>
    /// <exception cref="LineageNotFoundException">This workspace has no such connector.</exception>
    public ValueTask ResumeConnectorAsync(ConnectorId connector, CancellationToken cancellationToken = default)
        => WriteConnectorAsync(connector, (unit, now) => unit.SetPaused(Id, connector, null, now), cancellationToken);

    private async ValueTask WriteConnectorAsync(ConnectorId connector, Action<WriteScope, DateTimeOffset> write, CancellationToken cancellationToken)
    {
        var now = Store.Now;
        await Database.WriteAsync(
            unit =>
            {
                unit.Require(Id, connector);
                write(unit, now);
                return true;
            },
            cancellationToken: cancellationToken).ConfigureAwait(false);
    }
}
