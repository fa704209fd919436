using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LineageAot.Schema;

namespace LineageAot.Sqlite;

/// <summary>
/// Learns which tables a statement reads and writes while it is prepared, through an authorizer
/// (https://sqlite.org/c3ref/set_authorizer.html) that stays installed for the connection's life: installing one re-prepares statements.
/// SQLite prepares a statement again by itself where the schema has changed, inside its first step: what is heard then is kept apart.
/// </summary>
internal sealed unsafe class TableObserver : IDisposable
{
    private readonly List<string> read = [], written = [], writtenByTriggers = [];
    private GCHandle self;
    private bool isListening;
    private HashSet<string>? reachedLate;

    public TableObserver(nint database)
    {
        self = GCHandle.Alloc(this, GCHandleType.Weak);
        SqliteNative.set_authorizer(database, &Authorize, GCHandle.ToIntPtr(self));
    }

    /// <summary>Where the tables that statements read are collected; null: nowhere.</summary>
    public HashSet<string>? TablesRead { get; set; }

    public void Start()
    {
        read.Clear();
        written.Clear();
        writtenByTriggers.Clear();
        isListening = true;
    }

    public ObservedTables Stop()
    {
        isListening = false;
        return new ObservedTables([.. read], [.. written], [.. writtenByTriggers]);
    }

    /// <summary>The tables that triggers write for statements which SQLite prepared again since this was asked last; null: there are none.</summary>
    public HashSet<string>? TakeReachedLate()
    {
        var late = reachedLate;
        reachedLate = null;
        return late;
    }

    public void Dispose()
    {
        if (self.IsAllocated)
        {
            self.Free();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Authorize(nint context, int action, byte* first, byte* second, byte* database, byte* trigger)
    {
        if (action is not (SqliteConstants.AuthorizeRead or SqliteConstants.AuthorizeInsert or SqliteConstants.AuthorizeUpdate or SqliteConstants.AuthorizeDelete)
            || first == null || GCHandle.FromIntPtr(context).Target is not TableObserver observer)
        {
            return SqliteConstants.Ok;
        }

        var isRead = action == SqliteConstants.AuthorizeRead;
        if (observer.isListening)
        {
            observer.Hear(SqliteLibrary.Utf8(first), isRead, isByTrigger: trigger != null);
        }
        else
        {
            observer.HearLate(first, isRead, isByTrigger: trigger != null);
        }

        return SqliteConstants.Ok;
    }

    private void Hear(string table, bool isRead, bool isByTrigger)
    {
        AddOnce(isRead ? read : written, table);
        if (!isRead && isByTrigger)
        {
            AddOnce(writtenByTriggers, table);
        }
    }

    // Virtual tables prepare statements of their own while they run: what these write are tables that nobody else names.
    private void HearLate(byte* table, bool isRead, bool isByTrigger)
    {
        if (isRead)
        {
            TablesRead?.Add(SqliteLibrary.Utf8(table));
        }
        else if (isByTrigger)
        {
            (reachedLate ??= new HashSet<string>(SqlNameComparer.Instance)).Add(SqliteLibrary.Utf8(table));
        }
    }

    private static void AddOnce(List<string> tables, string table)
    {
        if (!tables.Contains(table))
        {
            tables.Add(table);
        }
    }
}
