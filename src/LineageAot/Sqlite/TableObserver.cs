using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LineageAot.Sqlite;

/// <summary>
/// Learns which tables a statement reads and writes while it is prepared, through an authorizer
/// (https://sqlite.org/c3ref/set_authorizer.html) that stays installed for the connection's life: installing one re-prepares statements.
/// </summary>
internal sealed unsafe class TableObserver : IDisposable
{
    private readonly List<string> read = [];
    private readonly List<string> written = [];
    private GCHandle self;
    private bool isListening;

    public TableObserver(nint database)
    {
        self = GCHandle.Alloc(this, GCHandleType.Weak);
        SqliteNative.set_authorizer(database, &Authorize, GCHandle.ToIntPtr(self));
    }

    public void Start()
    {
        read.Clear();
        written.Clear();
        isListening = true;
    }

    public (string[] Read, string[] Written) Stop()
    {
        isListening = false;
        return ([.. read], [.. written]);
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
        // What a trigger does isn't the statement's own: cascades and triggers are found through the schema.
        if (action is not (SqliteConstants.AuthorizeRead or SqliteConstants.AuthorizeInsert or SqliteConstants.AuthorizeUpdate or SqliteConstants.AuthorizeDelete)
            || first == null || GCHandle.FromIntPtr(context).Target is not TableObserver { isListening: true } observer)
        {
            return SqliteConstants.Ok;
        }

        var tables = action == SqliteConstants.AuthorizeRead ? observer.read : observer.written;
        var name = SqliteLibrary.Utf8(first);
        if (!tables.Contains(name))
        {
            tables.Add(name);
        }

        return SqliteConstants.Ok;
    }
}
