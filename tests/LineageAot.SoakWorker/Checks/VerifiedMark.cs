using System.Globalization;

namespace LineageAot.SoakWorker.Checks;

/// <summary>Up to where the ledger was found in the store, and each connector's last pass there: what a worker needn't read again.</summary>
internal sealed record VerifiedMark(long Offset, IReadOnlyDictionary<string, int> Passes)
{
    private static readonly VerifiedMark Start = new(0, new Dictionary<string, int>());

    public int LastPassOf(string connector) => Passes.GetValueOrDefault(connector);

    public static VerifiedMark Read(string path)
    {
        if (!File.Exists(path))
        {
            return Start;
        }

        var lines = File.ReadAllLines(path);
        return new VerifiedMark(long.Parse(lines[0], CultureInfo.InvariantCulture), lines.Skip(1).Select(static line => line.Split('=')).ToDictionary(static part => part[0], static part => int.Parse(part[1], CultureInfo.InvariantCulture)));
    }

    /// <summary>Whole or not at all.</summary>
    public void Write(string path)
    {
        File.WriteAllLines(path + ".new", [Offset.ToString(CultureInfo.InvariantCulture), .. Passes.Select(static pass => string.Create(CultureInfo.InvariantCulture, $"{pass.Key}={pass.Value}"))]);
        File.Move(path + ".new", path, overwrite: true);
    }
}
