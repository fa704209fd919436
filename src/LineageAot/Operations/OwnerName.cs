using System.Globalization;
using System.Text;

namespace LineageAot.Operations;

/// <summary>What a lock's file says of its owner. A courtesy: the lock itself is the system's.</summary>
internal static class OwnerName
{
    private const string Start = "process ";

    public static string OfThisProcess => $"{Start}{Environment.ProcessId} ({Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "unknown program"}) on {Environment.MachineName}";

    /// <summary>What it says, as one short line; empty where it says nothing.</summary>
    public static string Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                return OneLine(PosixFile.ReadStart(path));
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return OneLine(reader.ReadLine() ?? "");
        }
        catch (Exception e) when (FileErrors.IsFileError(e))
        {
            return "";
        }
    }

    /// <summary>False if it names nobody, or a process of this machine that is gone: who was killed leaves its name, and the next owner hasn't written its own yet.</summary>
    public static bool IsCredible(string name) => name.Length > 0 && (OperatingSystem.IsWindows() || !(ProcessOf(name) is { } process && PosixFile.IsGone(process)));

    /// <summary>The number of the process that it names; null where it's none of this machine.</summary>
    private static int? ProcessOf(string name)
    {
        if (!name.StartsWith(Start, StringComparison.Ordinal) || !name.EndsWith($" on {Environment.MachineName}", StringComparison.Ordinal))
        {
            return null;
        }

        var number = name.AsSpan(Start.Length);
        var end = number.IndexOf(' ');
        return int.TryParse(number[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && process > 0 ? process : null;
    }

    // Others can write the file: what it says goes into a message as one short line.
    private static string OneLine(string text)
    {
        var line = text.TrimEnd().ToCharArray();
        for (var i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(line[i]) ? ' ' : line[i];
        }

        return new string(line, 0, Math.Min(line.Length, 200));
    }
}
