namespace LineageAot.FaultTests.RandomRounds;

/// <summary>What each call comes to on a database that is disposed: the documented exception, at once.</summary>
internal static class LateCalls
{
    public static async Task CheckAsync(RoundDatabase database)
    {
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await database.Entries.InsertAsync(Entry.Of(0, 0)));
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await database.WriteAsync(static _ => { }));
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await database.Entries.InsertManyAsync([Entry.Of(0, 0)]));
        await Should.ThrowAsync<WriteQueueClosedException>(async () => await database.CheckpointAsync());
        Should.Throw<ObjectDisposedException>(() => database.Entries.Find(1));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.Entries.FindAsync(1));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.PictureAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.BeginSnapshotAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.CheckHealthAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.CheckIntegrityAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.BackupAsync(database.Path + ".late"));
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.PauseAsync());
        await Should.ThrowAsync<ObjectDisposedException>(async () => await database.ResumeAsync());
        Should.Throw<ObjectDisposedException>(() => database.StartMaintenance());
        Should.Throw<ObjectDisposedException>(() => database.Entries.All().Count());
        await foreach (var change in database.Changes)
        {
            change.ShouldBeNull("there are no changes any more");
        }

        await Should.ThrowAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var picture in database.ObserveAsync(static snapshot => snapshot.PictureAsync()))
            {
            }
        });
        await database.DisposeAsync();
    }
}
