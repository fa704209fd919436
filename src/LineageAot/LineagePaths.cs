namespace LineageAot;

/// <summary>Where a program keeps a user's data on each system.</summary>
public static class LineagePaths
{
    /// <summary>
    /// The file <c>&lt;user's data folder&gt;/&lt;app&gt;/&lt;app&gt;.db</c>. The folder is <c>$XDG_DATA_HOME</c>, else <c>~/.local/share</c>, on Linux
    /// (XDG Base Directory Specification); <c>~/Library/Application Support</c> on macOS; <c>%LOCALAPPDATA%</c> on Windows. Nothing is made.
    /// </summary>
    /// <param name="app">The program's name: one file name, not a path.</param>
    /// <exception cref="ArgumentException"><paramref name="app"/> is empty, <c>.</c> or <c>..</c>, or holds what no file name may hold.</exception>
    /// <exception cref="ConfigurationException">The system names no data folder for this user.</exception>
    public static string Default(string app)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(app);
        if (app is "." or ".." || app.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || app.AsSpan().ContainsAny('/', '\\'))
        {
            throw new ArgumentException("A program's name becomes a folder's and a file's name; it can't hold separators or control characters.", nameof(app));
        }

        // .NET's own rule for this folder is the one described above, $XDG_DATA_HOME included.
        var folder = OperatingSystem.IsMacOS()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify), "Library", "Application Support")
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length > 0
            ? Path.Combine(folder, app, app + ".db")
            : throw new ConfigurationException("The system names no data folder for this user (HOME isn't set): name the database's path.");
    }
}
