using System.Security.Cryptography;
using System.Text;
using LineageAot.Benchmarks.Model;
using LineageAot.Benchmarks.Peers;
using LineageAot.Benchmarks.Running;
using LineageAot.Lineage;

namespace LineageAot.Benchmarks.EventQuestions;

/// <summary>Stores on real files whose events are asked about, and what a contender has to have stored.</summary>
internal static class EventStores
{
    public static Task<LineageStore> OpenAsync(DatabaseFile file, Durability durability = Durability.Full)
        => LineageStore.OpenAsync(new DatabaseOptions { Path = file.Path, Durability = durability }).AsTask();

    /// <summary>A file with an empty store, closed: each contender gets a copy.</summary>
    public static async Task<DatabaseFile> MakeTemplateAsync(RunSettings settings)
    {
        var template = new DatabaseFile(settings, "template");
        await using var store = await OpenAsync(template);
        return template;
    }

    /// <summary>What is wrong with a file's events, in words; null if they are those that were to be appended, each in its place, and their checksums are what they should be.</summary>
    public static async Task<string?> FindWrongAsync(DatabaseFile file, EventInput[][] inputs)
    {
        await using (var store = await OpenAsync(file))
        {
            if (await store.VerifyEventsAsync() is [var finding, ..])
                return finding;
        }

        using var connection = new RawConnection(file.Path, FileSettings.Reader);
        using var stored = connection.Prepare("select hex(stream_id) || ' ' || stream_version || ' ' || event_type || ' ' || level || ' ' || payload from events order by stream_type, stream_id, stream_version");
        using var found = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (stored.Step())
            found.AppendData(stored.Utf8(0));
        return found.GetHashAndReset().AsSpan().SequenceEqual(HashOf(inputs)) ? null : "the events aren't those that were to be appended";
    }

    private static byte[] HashOf(EventInput[][] inputs)
    {
        using var wanted = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (input, id) in inputs.SelectMany(static own => own).Select(static input => (input, Id: Convert.ToHexString(input.Stream.Id.ToByteArray(bigEndian: true))))
            .OrderBy(static pair => pair.Id, StringComparer.Ordinal).ThenBy(static pair => pair.input.Before))
        {
            wanted.AppendData(Encoding.UTF8.GetBytes($"{id} {input.Before + 1} {input.Draft.EventType} information {input.Draft.Payload}"));
        }

        return wanted.GetHashAndReset();
    }
}
