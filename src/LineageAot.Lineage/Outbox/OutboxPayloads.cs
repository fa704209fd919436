using System.Text.Json.Serialization;

namespace LineageAot.Lineage;

/// <summary>The vectors that somebody else's store is to delete.</summary>
/// <param name="VectorStore">The kind of store.</param>
/// <param name="VectorCollection">The collection within it.</param>
/// <param name="VectorIds">Their keys there.</param>
public sealed record VectorDeletion(string VectorStore, string VectorCollection, IReadOnlyList<string> VectorIds);

/// <summary>The bytes that somebody keeps and nothing points at any more.</summary>
/// <param name="Sha256">Their hash, as 64 hexadecimal digits.</param>
/// <param name="StorageUri">Where they are kept.</param>
public sealed record ContentDeletion(string Sha256, string StorageUri);

/// <summary>An event that a reader's handler failed on as often as it may.</summary>
/// <param name="Processor">The reader.</param>
/// <param name="Shard">Its share.</param>
/// <param name="Position">The event's position.</param>
/// <param name="StreamType">The kind of thing that it is about.</param>
/// <param name="StreamId">The thing.</param>
/// <param name="EventId">The event's key.</param>
/// <param name="EventType">What happened.</param>
public sealed record PoisonedEvent(string Processor, int Shard, long Position, string StreamType, Guid StreamId, Guid EventId, string EventType);

/// <summary>The kinds of outbox entries that the store writes itself, and the form of their payloads.</summary>
public static class OutboxKinds
{
    /// <summary>Vectors are to be deleted: the payload is a <see cref="VectorDeletion"/>.</summary>
    public const string DeleteVectors = "vectors.delete";

    /// <summary>Stored bytes may be deleted: the payload is a <see cref="ContentDeletion"/>.</summary>
    public const string DeleteContent = "contents.delete";

    /// <summary>An event was set aside, for the reader's handler failed on it: a dead letter from the start, and the payload is a <see cref="PoisonedEvent"/>.</summary>
    public const string PoisonedEvent = "events.poisoned";
}

/// <summary>The payloads of the store's own outbox entries, through compiled code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VectorDeletion))]
[JsonSerializable(typeof(ContentDeletion))]
[JsonSerializable(typeof(PoisonedEvent))]
public sealed partial class OutboxPayloads : JsonSerializerContext;
