using LineageAot.Schema;

namespace LineageAot;

/// <summary>What every <c>[Database]</c> class can do without an object of it. Implemented by the generator, so that code that is generic in the database opens it without reflection.</summary>
/// <typeparam name="TSelf">The class itself.</typeparam>
public interface IDatabase<TSelf> : IDatabaseComponent where TSelf : IDatabase<TSelf>
{
    /// <summary>Opens a file; an empty or missing one gets the tables of this database.</summary>
    /// <param name="options">How it is opened.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    static abstract ValueTask<TSelf> OpenAsync(DatabaseOptions options, CancellationToken cancellationToken = default);
}
