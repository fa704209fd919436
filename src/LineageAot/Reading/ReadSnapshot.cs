using LineageAot.Schema;

namespace LineageAot;

/// <summary>One unmoving view of the database for many reads. Dispose it soon: while it is open the write-ahead log can't be reset.</summary>
public sealed class ReadSnapshot : ReadSource, IAsyncDisposable, IDisposable
{
    internal ReadSnapshot()
    {
    }

    /// <summary>A table as the snapshot sees it.</summary>
    public ReadTable<T> Table<T>() where T : class, IRow<T> => throw new NotImplementedException();

    /// <summary>Gives the reader back.</summary>
    public void Dispose() => throw new NotImplementedException();

    /// <summary>Gives the reader back.</summary>
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
