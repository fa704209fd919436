namespace LineageAot;

/// <summary>
/// Something that works beside a database as long as that is open, for instance a log that is stored in it. Who opens the database for the program (a host) tells it.
/// </summary>
/// <typeparam name="TDatabase">The database's class.</typeparam>
public interface IDatabaseCompanion<in TDatabase> where TDatabase : LineageDatabase
{
    /// <summary>The database is open, and takes writes.</summary>
    void Attach(TDatabase database);

    /// <summary>The database will be closed: completes when nothing of this companion is on its way to it any more, or when the token is cancelled. Doesn't throw.</summary>
    ValueTask DetachAsync(CancellationToken cancellationToken);
}
