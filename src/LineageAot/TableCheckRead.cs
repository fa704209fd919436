using LineageAot.Operations;
using LineageAot.Reading;
using LineageAot.Sqlite;

namespace LineageAot;

/// <summary>Reads which tables there are to check.</summary>
internal readonly struct TableListRead : IRead<List<string>>
{
    public List<string> Run(SqliteSession session) => IntegrityCheck.Tables(session);
}

/// <summary>Checks one table on a reader, and so within the age that a read may have.</summary>
internal readonly struct TableCheckRead(string table, bool isQuick, int limit) : IRead<List<string>>
{
    public List<string> Run(SqliteSession session) => IntegrityCheck.RunTable(session, table, isQuick, limit);
}
