using System.Text;

namespace LineageAot.SoakWorker.Ledger;

/// <summary>
/// The ledger as a file. Each call's lines go to the system in one write, before it returns: what was written survives the process. A line that a kill cut short was no acknowledgement, and is taken away by who
/// opens it next. Safe to use from many threads.
/// </summary>
internal sealed class LedgerFile : IDisposable
{
    private readonly FileStream file;
    private readonly Lock gate = new();

    public LedgerFile(string path)
    {
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        file.SetLength(EndOfLastLine(file));
        file.Seek(0, SeekOrigin.End);
    }

    public void Write(params IEnumerable<LedgerEntry> entries)
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            text.Append(LedgerText.Format(entry)).Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        lock (gate)
        {
            file.Write(bytes);
        }
    }

    /// <summary>The entries from an offset on, to the last whole line.</summary>
    public static IEnumerable<LedgerEntry> Read(string path, long offset = 0)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var left = EndOfLastLine(stream) - offset;
        stream.Seek(offset, SeekOrigin.Begin);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (left > 0 && reader.ReadLine() is { } line)
        {
            left -= line.Length + 1;
            yield return LedgerText.Parse(line);
        }
    }

    /// <summary>Where it ends now.</summary>
    public long Length => file.Length;

    public void Dispose() => file.Dispose();

    private static long EndOfLastLine(FileStream stream)
    {
        var end = stream.Length;
        while (end > 0)
        {
            stream.Seek(end - 1, SeekOrigin.Begin);
            if (stream.ReadByte() == '\n')
            {
                break;
            }

            end--;
        }

        return end;
    }
}
