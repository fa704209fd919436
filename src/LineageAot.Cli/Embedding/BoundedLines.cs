using System.Runtime.CompilerServices;
using System.Text;

namespace LineageAot.Cli.Embedding;

/// <summary>Reads lines, and refuses one without an end before it fills the memory.</summary>
internal static class BoundedLines
{
    public const int Longest = 1 << 20;

    /// <exception cref="ProgramException">A line is longer than <see cref="Longest"/> characters.</exception>
    public static async IAsyncEnumerable<string> ReadAsync(TextReader reader, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (buffer, line) = (new char[4096], new StringBuilder());
        while (await reader.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            var start = 0;
            for (int end; (end = Array.IndexOf(buffer, '\n', start, count - start)) >= 0; start = end + 1)
            {
                yield return line.Append(buffer, start, end - start).ToString().TrimEnd('\r');
                line.Clear();
            }

            if (line.Append(buffer, start, count - start).Length > Longest)
            {
                throw new ProgramException($"The program's answer is a line of more than {Longest} characters.");
            }
        }

        if (line.Length > 0)
        {
            yield return line.ToString();
        }
    }
}
