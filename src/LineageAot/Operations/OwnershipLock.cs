using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace LineageAot.Operations;

/// <summary>
/// The right to write a database: one process at a time has it, and within the process one object. It is a lock that the system keeps on
/// <c>&lt;file&gt;.lock</c> and drops when the process ends, however it ends. It binds programs that use this library; others can still
/// write the file.
/// </summary>
/// <remarks>The lock file stays behind: deleting it would race with the next owner, who may hold the deleted one.</remarks>
internal sealed class OwnershipLock : IDisposable
{
    // EWOULDBLOCK on Linux and on Apple systems; ERROR_SHARING_VIOLATION on Windows.
    private const int HeldOnLinux = 11, HeldOnApple = 35, HeldOnWindows = unchecked((int)0x80070020);

    // A tenth of a second altogether, for who holds it and isn't named.
    private const int Looks = 100, LookMilliseconds = 1;

    private static readonly ConcurrentDictionary<string, OwnershipLock> HeldHere = new(PathComparer);

    private readonly string path;
    private FileStream? file;

    private OwnershipLock(string path) => this.path = path;

    private static StringComparer PathComparer => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>Two full paths name one file, as far as their texts tell.</summary>
    public static bool IsSamePath(string path, string other) => PathComparer.Equals(path, other);

    /// <summary>An object of this process has the lock.</summary>
    public static bool IsHeldHere(string databasePath) => HeldHere.ContainsKey(PathFor(databasePath));

    /// <summary>The lock file of a database.</summary>
    public static string PathFor(string databasePath) => databasePath + ".lock";

    /// <summary>Takes the lock without waiting for who has it. Only where the file doesn't say who that is it's looked at again for a moment: such an owner is coming or going.</summary>
    /// <param name="databasePath">The database's full path.</param>
    /// <exception cref="DatabaseBusyException">Another process has it; the text names the process.</exception>
    /// <exception cref="ConfigurationException">This process has it already; or the file system knows no locks.</exception>
    /// <exception cref="DatabaseReadOnlyException">The folder can't be written.</exception>
    public static OwnershipLock Acquire(string databasePath)
    {
        var owner = new OwnershipLock(PathFor(databasePath));
        if (!HeldHere.TryAdd(owner.path, owner))
        {
            throw new ConfigurationException($"'{databasePath}' is open in this process already. One object serves all threads: share it, or open this one with Access = ReadOnly.") { Operation = "open" };
        }

        try
        {
            owner.file = Open(owner.path, databasePath);
            owner.WriteName();
            return owner;
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (file is not null)
        {
            try
            {
                // So that a later refusal never names a process that is long gone.
                file.SetLength(0);
            }
            catch (IOException)
            {
                // The name is a courtesy; the lock itself goes with the handle.
            }

            file.Dispose();
            file = null;
        }

        // After the handle: the next one here must find the lock free.
        HeldHere.TryRemove(KeyValuePair.Create(path, this));
    }

    private static FileStream Open(string path, string databasePath)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new ConfigurationException($"'{path}' is a symbolic link to '{target}'. It must be a plain file: remove the link.") { Operation = "open" };
        }

        for (var look = 1; ; look++)
        {
            if (TryOpen(path, out var file, out var inner))
            {
                return file;
            }

            var name = OwnerName.Read(path);
            if (OwnerName.IsCredible(name) || look == Looks)
            {
                throw Held(databasePath, OwnerName.IsCredible(name) ? name : "", inner);
            }

            // Its owner is about to write its name, or has taken it out and is about to let go.
            Thread.Sleep(LookMilliseconds);
        }
    }

    /// <summary>False if another process has it.</summary>
    private static bool TryOpen(string path, [NotNullWhen(true)] out FileStream? file, out IOException? inner)
    {
        var options = DurableFile.PrivateNewFile();
        options.Mode = FileMode.OpenOrCreate;

        // Windows lets others read who owns it; elsewhere None is what asks for the exclusive lock, and reading needs none.
        options.Share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        (file, inner) = (null, null);
        try
        {
            file = new FileStream(path, options);
        }
        catch (IOException e) when (e.HResult is HeldOnLinux or HeldOnApple or HeldOnWindows)
        {
            inner = e;
            return false;
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            throw FileErrors.Create(path, e);
        }

        // .NET takes the lock too, but passes over file systems without locks and can be told by the environment to take none.
        if (!OperatingSystem.IsWindows() && PosixFile.TryLock(file.SafeFileHandle) is var error and not 0)
        {
            file.Dispose();
            file = null;
            return error is HeldOnLinux or HeldOnApple
                ? false
                : throw new ConfigurationException($"'{path}' can't be locked: the file system knows no locks (system error {error}). Keep the database on a local disk.") { Operation = "open" };
        }

        return true;
    }

    private static DatabaseBusyException Held(string databasePath, string name, IOException? inner)
        => new($"'{databasePath}' is open for writing in another process{(name.Length == 0 ? "" : $": {name}")}. Close that one, or open this one with Access = ReadOnly.", inner) { Operation = "open" };

    private void WriteName()
    {
        try
        {
            file!.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(OwnerName.OfThisProcess + "\n"));
            file.Flush();
        }
        catch (IOException)
        {
            // A full disk leaves the lock without a name, and still a lock.
        }
    }
}
