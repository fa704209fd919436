using System.Globalization;

namespace LineageAot;

/// <summary>Refuses maintenance options out of their ranges, by name.</summary>
internal static class MaintenanceOptionsCheck
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1), Longest = TimeSpan.FromDays(366);

    /// <param name="folder">A folder for backups.</param>
    /// <param name="operation">What the error says was being done.</param>
    /// <exception cref="ConfigurationException">A value is out of its range.</exception>
    public static void Check(BackupFolder folder, string operation)
    {
        Require(!string.IsNullOrWhiteSpace(folder.Path), "BackupFolder.Path is empty. Name a folder that exists.", operation);
        Require(folder.KeepCount is >= 1 and <= 100_000, string.Create(CultureInfo.InvariantCulture, $"BackupFolder.KeepCount is {folder.KeepCount}, and must be from 1 to 100000."), operation);
        Require(folder.KeepFor is null || folder.KeepFor >= Shortest, $"BackupFolder.KeepFor is {folder.KeepFor}, and must be {Shortest} or more, or null.", operation);
    }

    private static void Require(bool isRight, string sentence, string operation)
    {
        if (!isRight)
        {
            throw new ConfigurationException(sentence) { Operation = operation };
        }
    }
}
