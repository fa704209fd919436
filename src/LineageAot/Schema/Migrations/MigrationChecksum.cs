using System;
using System.Security.Cryptography;
using System.Text;

namespace LineageAot.Schema.Migrations;

/// <summary>
/// The checksum that tells whether an applied file was edited: SHA-256 over its UTF-8 text, every line end as one line feed and white space at
/// the text's end left out, so that neither git nor an editor changes it. Shared as source with the generator.
/// </summary>
internal static class MigrationChecksum
{
    /// <summary>What the ledger calls it; another way to count gets another name.</summary>
    public const string Algorithm = "sha256-lf";

    public static string Of(string text)
    {
#if NET
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(Normalize(text)));
#else
        using var hash = SHA256.Create();
        var bytes = hash.ComputeHash(Encoding.UTF8.GetBytes(Normalize(text)));
#endif
        var hex = new StringBuilder(bytes.Length * 2);
        foreach (var value in bytes)
        {
            hex.Append(value.ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return hex.ToString();
    }

    /// <summary>The text with line feeds alone, without a byte order mark and without white space at its end.</summary>
    public static string Normalize(string text)
        => text.Replace("\r\n", "\n").Replace('\r', '\n').TrimStart('\uFEFF').TrimEnd(' ', '\t', '\n') + "\n";
}
