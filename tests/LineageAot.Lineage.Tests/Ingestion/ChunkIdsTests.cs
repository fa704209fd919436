namespace LineageAot.Lineage.Tests.Ingestion;

public sealed class ChunkIdsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void A_key_has_version_8_the_time_of_its_set_and_the_ordinal()
    {
        var set = new ChunkSetId(Guid.CreateVersion7(Now));
        var id = ChunkIds.Derive(set, 0xABCDE, Sha256.OfText("x")).Value;
        id.Version.ShouldBe(8);
        id.Variant.ShouldBeInRange(8, 11);
        var bytes = id.ToByteArray(bigEndian: true);
        bytes[..6].ShouldBe(set.Value.ToByteArray(bigEndian: true)[..6]);
        var ordinal = ((bytes[6] & 0x0F) << 16) | (bytes[7] << 8) | ((bytes[8] & 0x3F) << 2) | (bytes[9] >> 6);
        ordinal.ShouldBe(0xABCDE);
    }

    [Fact]
    public void The_same_chunk_has_the_same_key_and_another_text_another_one()
    {
        var set = new ChunkSetId(Guid.CreateVersion7(Now));
        ChunkIds.Derive(set, 1, Sha256.OfText("x")).ShouldBe(ChunkIds.Derive(set, 1, Sha256.OfText("x")));
        ChunkIds.Derive(set, 1, Sha256.OfText("x")).ShouldNotBe(ChunkIds.Derive(set, 1, Sha256.OfText("y")));
    }

    [Fact]
    public void A_thousand_equal_files_in_one_run_share_no_key()
    {
        var hash = Sha256.OfText("the same");
        var ids = Enumerable.Range(0, 1000).Select(_ => new ChunkSetId(Guid.CreateVersion7(Now))).SelectMany(set => Enumerable.Range(0, 20).Select(ordinal => ChunkIds.Derive(set, ordinal, hash)));
        ids.Distinct().Count().ShouldBe(20_000);
    }

    [Fact]
    public void Keys_of_a_set_grow_with_the_ordinal()
    {
        var set = new ChunkSetId(Guid.CreateVersion7(Now));
        var keys = new[] { 0, 1, 255, 256, 4095, 4096, 65_535, 65_536, ChunkIds.LastOrderedOrdinal }.Select(ordinal => ChunkIds.Derive(set, ordinal, Sha256.OfText($"{ordinal}")).Value.ToByteArray(bigEndian: true)).ToList();
        keys.Zip(keys.Skip(1)).All(pair => pair.First.AsSpan().SequenceCompareTo(pair.Second) < 0).ShouldBeTrue();
    }
}
