using LineageAot.Cli.Folders;
using LineageAot.Cli.Ingestion;

namespace LineageAot.Cli.Tests.Ingestion;

public sealed class FileReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(131_072)]
    [InlineData(131_073)]
    [InlineData(1_000_000)]
    public void Bytes_and_hash_are_the_files(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        folder.Write("a", bytes);
        var reader = new FileReader(FolderAccess.Current, 1_000_000, TimeProvider.System);
        var content = reader.Read(Item("a"), CancellationToken.None);
        content.ShouldBe(new FileContent(Sha256.Of(bytes), size, new DateTimeOffset(TemporaryFolder.LongAgo), IsWhole: true));
        reader.Bytes.SequenceEqual(bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_file_beyond_the_limit_is_hashed_and_not_kept()
    {
        var bytes = new byte[300_001];
        new Random(1).NextBytes(bytes);
        folder.Write("a", bytes);
        var content = new FileReader(FolderAccess.Current, 300_000, TimeProvider.System).Read(Item("a"), CancellationToken.None);
        (content.Sha256, content.SizeBytes, content.IsWhole).ShouldBe((Sha256.Of(bytes), 300_001, false));
    }

    [Fact]
    public void A_file_of_two_gigabytes_is_hashed_in_constant_memory()
    {
        folder.Shell("truncate -s 2200M big");
        var reader = new FileReader(FolderAccess.Current, 8 << 20, TimeProvider.System);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var content = reader.Read(Item("big"), CancellationToken.None);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 20);
        (content.SizeBytes, content.IsWhole).ShouldBe((2200L << 20, false));
    }

    [Fact]
    public void A_time_of_change_that_may_repeat_isnt_trusted()
    {
        folder.Write("old", "x"u8.ToArray());
        folder.Write("fresh", "x"u8.ToArray(), DateTime.UtcNow);
        var reader = new FileReader(FolderAccess.Current, 100, TimeProvider.System);
        reader.Read(Item("old"), CancellationToken.None).ModifiedAt.ShouldNotBeNull();
        new FileReader(FolderAccess.Current, 100, new FixedTime(Item("fresh").Facts.ModifiedAt)).Read(Item("fresh"), CancellationToken.None).ModifiedAt.ShouldBeNull();
    }

    [Fact]
    public void What_changes_while_it_is_read_is_told_after_a_few_tries()
    {
        folder.Write("a", "12345");
        var access = new ChangingAccess(changes: int.MaxValue);
        Should.Throw<FileSystemException>(() => new FileReader(access, 100, TimeProvider.System).Read(Item("a"), CancellationToken.None)).Message.ShouldContain("changed while it was read");
        new FileReader(new ChangingAccess(changes: 1), 100, TimeProvider.System).Read(Item("a"), CancellationToken.None).SizeBytes.ShouldBe(5);
    }

    [Fact]
    public void What_vanished_or_became_something_else_is_told()
    {
        folder.Write("a", "a");
        var item = Item("a");
        File.Delete(folder.At("a"));
        var reader = new FileReader(FolderAccess.Current, 100, TimeProvider.System);
        Should.Throw<FileSystemException>(() => reader.Read(item, CancellationToken.None)).Problem.ShouldBe(FileProblem.Missing);
        folder.Shell("mkfifo a");
        Should.Throw<FileSystemException>(() => reader.Read(item, CancellationToken.None)).Problem.ShouldBe(FileProblem.NotAFile);
        folder.Shell("rm a; ln -s /etc/passwd a");
        Should.Throw<FileSystemException>(() => reader.Read(item, CancellationToken.None)).Problem.ShouldBe(FileProblem.IsLink);
        folder.Shell("rm a; mkdir a");
        Should.Throw<FileSystemException>(() => reader.Read(item, CancellationToken.None)).Problem.ShouldBe(FileProblem.NotAFile);
    }

    private FoundItem Item(string name)
    {
        var path = System.Text.Encoding.UTF8.GetBytes(folder.At(name));
        return new FoundItem(name, path, FolderAccess.Current.Describe(path));
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>Tells of another time of change after each of the first reads, as if somebody wrote.</summary>
    private sealed class ChangingAccess(int changes) : FolderAccess
    {
        private int asked;

        public override List<FolderEntry> List(byte[] folder) => Current.List(folder);

        public override FileFacts Describe(byte[] path) => Current.Describe(path);

        public override Microsoft.Win32.SafeHandles.SafeFileHandle Open(byte[] path) => Current.Open(path);

        public override FileFacts Describe(Microsoft.Win32.SafeHandles.SafeFileHandle file, byte[] path)
        {
            var facts = Current.Describe(file, path);
            return ++asked % 2 == 0 && asked / 2 <= changes ? facts with { ModifiedAt = facts.ModifiedAt.AddSeconds(asked) } : facts;
        }
    }
}
