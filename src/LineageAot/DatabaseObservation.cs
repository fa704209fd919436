using System.Runtime.CompilerServices;
using LineageAot.Writing;

namespace LineageAot;

public abstract partial class LineageDatabase
{
    /// <summary>
    /// After each commit of this object, which tables changed. Commits that come faster than they are taken are merged into one. Ends when the
    /// database is closed. Writes of other processes aren't seen; after <see cref="ResumeAsync"/> all tables are named, for the file may be another one.
    /// </summary>
    /// <exception cref="DatabaseReadOnlyException">The database was opened read-only: it has no commits.</exception>
    public IAsyncEnumerable<TableChanges> Changes => ChangesAsync();

    /// <summary>Has something told of each commit that writes a table, before those who wrote are told, as long as the database is open.</summary>
    /// <param name="observer">What is told. Of a database that was opened read-only it's only asked for its <see cref="ICommitObserver.Concern"/>.</param>
    /// <param name="table">The table's name.</param>
    public void AddCommitObserver(ICommitObserver observer, string table)
    {
        ArgumentNullException.ThrowIfNull(observer);
        ArgumentException.ThrowIfNullOrEmpty(table);
        handle.Observers.Add(observer, table);
    }

    /// <summary>
    /// Runs a query now and again whenever one of the tables that it read has changed, be it through a view, an index of full text, a trigger or a cascade. Each run
    /// sees one snapshot; changes that come while it runs cause one more run. Ends when the database is closed.
    /// </summary>
    /// <param name="query">Reads from the snapshot that it gets, and only from it: that is how its tables are learnt. Each <c>[Query]</c> method is one of the snapshot
    /// too: <c>db.ObserveAsync(snapshot => snapshot.ChunksOfAsync(id))</c>.</param>
    /// <param name="cancellationToken">Ends the observation.</param>
    /// <exception cref="DatabaseReadOnlyException">The database was opened read-only: it has no commits.</exception>
    public async IAsyncEnumerable<TResult> ObserveAsync<TResult>(Func<ReadSnapshot, ValueTask<TResult>> query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);

        // Listens before it reads: a commit in between causes a run too many, never one too few.
        using var listener = handle.Writer.Changes.Listen();
        while (true)
        {
            TResult result;
            IReadOnlyCollection<string> tables;
            var snapshot = await BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
            await using (snapshot.ConfigureAwait(false))
            {
                result = await query(snapshot).ConfigureAwait(false);
                tables = snapshot.TablesRead();
            }

            yield return result;
            PendingChanges? changes;
            do
            {
                changes = await listener.NextAsync(cancellationToken).ConfigureAwait(false);
                if (changes is null)
                {
                    yield break;
                }
            }
            while (!changes.IsEverything && !tables.Any(changes.Rows.ContainsKey));
        }
    }

    private async IAsyncEnumerable<TableChanges> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var listener = handle.Writer.Changes.Listen();
        while (await listener.NextAsync(cancellationToken).ConfigureAwait(false) is { } changes)
        {
            yield return new TableChanges(changes.Rows);
        }
    }
}

/// <summary>What one or several commits changed.</summary>
/// <param name="Rows">For each table, by name (the case of A to Z doesn't count), how many rows were written directly; 0 for tables that a trigger or a foreign key's action may have reached.</param>
public sealed record TableChanges(IReadOnlyDictionary<string, long> Rows);
