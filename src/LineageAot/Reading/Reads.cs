using LineageAot.Schema;
using LineageAot.Sqlite;

namespace LineageAot.Reading;

/// <summary>All rows.</summary>
internal readonly struct ListRead<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters) : IRead<IReadOnlyList<T>>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public IReadOnlyList<T> Run(SqliteSession session) => QueryCommands.List<T, TDecoder, TParameters>(session, statement, parameters);
}

/// <summary>The only row.</summary>
internal readonly struct SingleRead<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters) : IRead<T>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public T Run(SqliteSession session) => QueryCommands.Single<T, TDecoder, TParameters>(session, statement, parameters);
}

/// <summary>The only row, or the default.</summary>
internal readonly struct SingleOrDefaultRead<T, TDecoder, TParameters>(SqlStatement statement, TParameters parameters) : IRead<T?>
    where TDecoder : struct, IDecoder<T> where TParameters : struct, IParameters
{
    public T? Run(SqliteSession session) => QueryCommands.SingleOrDefault<T, TDecoder, TParameters>(session, statement, parameters);
}

/// <summary>The first row of a statement that yields at most one.</summary>
internal readonly struct FindRead<T, TParameters>(SqlStatement statement, TParameters parameters) : IRead<T?>
    where T : class, IRow<T> where TParameters : struct, IParameters
{
    public T? Run(SqliteSession session) => TableCommands<T>.FindOne(session, statement, parameters);
}

/// <summary>Whether a row with the key exists.</summary>
internal readonly struct ExistsRead<T, TKey>(TKey key) : IRead<bool> where T : class, IRow<T> where TKey : struct, IParameters
{
    public bool Run(SqliteSession session) => TableCommands<T>.Exists(session, key);
}
