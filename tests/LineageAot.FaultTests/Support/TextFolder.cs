using System.Text;

namespace LineageAot.FaultTests.Support;

/// <summary>A folder of its own with texts of all lengths, gone after the tests.</summary>
public sealed class TextFolder : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("lineage-faults-").FullName;

    public TextFolder()
    {
        var random = new Random(20261126);
        for (var i = 0; i < 40; i++)
        {
            var file = Path.Combine(Texts, i % 3 == 0 ? "" : "below", $"text-{i:D2}.txt");
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, TextOf(random, (i % 5) switch { 0 => 0, 1 => 60, 2 => 700, _ => 1500 }));
        }
    }

    /// <summary>The texts: some are empty, some the same.</summary>
    public string Texts => Path.Combine(root, "texts");

    /// <summary>A path that nothing has had before.</summary>
    public string NewPath() => Path.Combine(root, Guid.NewGuid().ToString("N"));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static string TextOf(Random random, int length)
    {
        var text = new StringBuilder();
        for (var i = 0; i < length; i++)
        {
            text.Append(random.Next(8) switch { 0 => ' ', 1 => 'ä', 2 => '.', var other => (char)('a' + other) });
        }

        return text.ToString();
    }
}
