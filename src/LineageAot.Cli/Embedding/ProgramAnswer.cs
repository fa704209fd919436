using System.Text.Json;
using LineageAot.Lineage;

namespace LineageAot.Cli.Embedding;

/// <summary>An answer of the user's program that makes sense by itself.</summary>
internal sealed record ProgramAnswer(string? ChunkId, string? VectorId, Sha256? Hash, string? Error, ErrorCategory Category, TimeSpan? RetryAfter)
{
    private const int LongestError = 2000;
    private const double LongestWaitSeconds = 30 * 24 * 3600;

    /// <exception cref="ProgramException">It isn't an answer; the message says why.</exception>
    public static ProgramAnswer Parse(string line)
    {
        AnswerLine? answer;
        try
        {
            answer = JsonSerializer.Deserialize(line, EmbedJson.Default.AnswerLine);
        }
        catch (JsonException)
        {
            throw Refused("isn't a JSON object with the fields of an answer", line);
        }

        if (answer is null)
        {
            throw Refused("isn't a JSON object", line);
        }

        Sha256? hash = null;
        if (answer.Hash is not null)
        {
            hash = Sha256.TryParse(answer.Hash, null, out var parsed) ? parsed : throw Refused("has a hash that isn't 64 hexadecimal digits", line);
        }

        if (answer.RetryAfterSeconds is < 0 or > LongestWaitSeconds)
        {
            throw Refused("has a retry_after_seconds that isn't 0 to 2,592,000", line);
        }

        var category = answer.Category switch
        {
            null or "unknown" => ErrorCategory.Unknown,
            "transient" => ErrorCategory.Transient,
            "permanent" => ErrorCategory.Permanent,
            _ => throw Refused("has a category that isn't transient, permanent or unknown", line),
        };
        return new ProgramAnswer(
            answer.ChunkId, answer.VectorId, hash, ErrorOf(answer.Error), category, answer.RetryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    public static ProgramException Refused(string why, string line) => new($"The program's answer {why}: {Shown(line)}");

    private static string? ErrorOf(string? error) => error switch
    {
        null => null,
        _ when string.IsNullOrWhiteSpace(error) => "The program gave no reason.",
        _ => error.Length > LongestError ? error[..LongestError] : error,
    };

    private static string Shown(string line)
    {
        const int shown = 120;
        var plain = string.Concat(line.Where(static character => !char.IsControl(character)));
        return plain.Length > shown ? plain[..shown] + "…" : plain;
    }
}
