namespace LineageAot.Schema;

/// <summary>Reads a count.</summary>
internal readonly struct CountDecoder : IDecoder<long>
{
    public static long Read<TReader>(ref TReader reader) where TReader : IRowReader, allows ref struct => reader.Int64(0);
}
