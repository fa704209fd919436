using System;

namespace LineageAot.Schema;

/// <summary>The one place that turns a name into an SQL identifier. Shared as source with the generator.</summary>
public static class SqlIdentifier
{
    /// <summary>
    /// Quotes a name in the standard way (https://sqlite.org/lang_keywords.html): in double quotes, those inside it doubled.
    /// </summary>
    /// <param name="name">Any text without NUL, not empty.</param>
    /// <exception cref="ArgumentException">The name is empty or holds a NUL, which would end the statement's text.</exception>
    public static string Quote(string name)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new ArgumentException("An SQL identifier can't be empty.", nameof(name));
        }

        if (name.IndexOf('\0') >= 0)
        {
            throw new ArgumentException("An SQL identifier can't hold U+0000.", nameof(name));
        }

        return "\"" + name.Replace("\"", "\"\"") + "\"";
    }
}
