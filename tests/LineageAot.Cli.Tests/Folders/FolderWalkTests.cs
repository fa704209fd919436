using System.Text;
using LineageAot.Cli.Folders;

namespace LineageAot.Cli.Tests.Folders;

public sealed class FolderWalkTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Paths_come_in_the_order_of_their_bytes()
    {
        foreach (var path in new[] { "a/b.txt", "a.txt", "a-b/c", "a/b/c", "z", "a0", "é/x", "é", "😀", "\ue000", "a b", "A" }.Where(path => path != "é"))
        {
            folder.Write(path, "x");
        }

        var paths = Walk().Select(item => item.RelativePath).ToList();
        paths.ShouldBe(paths.OrderBy(path => Encoding.UTF8.GetBytes(path), Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right))));
        paths.Count.ShouldBe(11);
    }

    [Fact]
    public void Links_in_circles_are_met_and_never_followed()
    {
        folder.Write("real/a.txt", "a");
        folder.Shell("ln -s . circle; ln -s ../real real/back; ln -s nowhere dangling; ln -s real/a.txt file");
        var found = Walk();
        found.Where(item => item.Facts.Kind == EntryKind.Link).Select(item => item.RelativePath).ShouldBe(["circle", "dangling", "file", "real/back"]);
        found.Count(item => item.Facts.Kind == EntryKind.File).ShouldBe(1);
    }

    [Fact]
    public void Pipes_and_sockets_are_told_apart_without_opening_them()
    {
        folder.Shell("mkfifo pipe");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(folder.At("s")));
        Walk().Select(item => item.Facts.Kind).ShouldBe([EntryKind.Pipe, EntryKind.Socket]);
    }

    [Fact]
    public void Names_of_any_bytes_are_met_and_can_be_opened()
    {
        folder.Shell("printf one > \"$(printf 'a\\377b')\"; printf two > \"$(printf 'new\\nline')\"; printf three > '100%'; mkdir \"$(printf 'd\\300')\"; printf four > \"$(printf 'd\\300/x')\"");
        var found = Walk();
        found.Select(item => item.RelativePath).ShouldBe(["100%25", "a%FFb", "d%C0/x", "new%0Aline"]);
        found.Select(Content).ShouldBe(["three", "one", "four", "two"]);
    }

    [Fact]
    public void A_tree_deeper_than_any_path_can_be_is_walked_and_read()
    {
        // Two halves of 19 levels of 200 characters, one moved to the end of the other: no command could name it whole.
        folder.Shell("""
            name=$(printf 'd%.0s' $(seq 200)); path=$name
            for i in $(seq 18); do path=$path/$name; done
            mkdir -p "one/$path" "two/$path"; printf deep > "two/$path/file"; mv two "one/$path/two"
            """);
        var item = Walk().ShouldHaveSingleItem();
        item.Path.Length.ShouldBeGreaterThan(7000);
        Content(item).ShouldBe("deep");
    }

    [Fact]
    public void Excluded_folders_are_not_even_listed()
    {
        folder.Write("keep/a.txt", "a");
        folder.Write("node_modules/b.txt", "b");
        Walk(new PathFilter([], ["node_modules"])).Select(item => item.RelativePath).ShouldBe(["keep/a.txt"]);
    }

    [Fact]
    public void The_stores_own_files_are_left_out_under_any_name()
    {
        folder.Write("a.txt", "a");
        folder.Write("store.db", "database");
        folder.Write("store.db-wal", "log");
        folder.Shell("ln store.db second-name");
        Walk(PathFilter.Everything, folder.At("store.db")).Select(item => item.RelativePath).ShouldBe(["a.txt"]);
    }

    [Fact]
    public void Size_and_time_are_the_files_own()
    {
        folder.Write("a.txt", "12345"u8.ToArray(), TemporaryFolder.LongAgo.AddTicks(12_345_670));
        var facts = Walk().ShouldHaveSingleItem().Facts;
        facts.SizeBytes.ShouldBe(5);
        facts.ModifiedAt.ShouldBe(new DateTimeOffset(TemporaryFolder.LongAgo.AddTicks(12_345_670)));
    }

    [Fact]
    public void Both_ways_to_ask_the_system_agree()
    {
        folder.Write("a.txt", "a");
        folder.Write("d/e/f.md", "ff");
        folder.Shell("ln -s a.txt link");
        var portable = new PortableFolderAccess();
        var walked = new FolderWalk(portable, PathFilter.Everything, new ProtectedFiles(portable)).Walk(folder.Bytes, CancellationToken.None);
        walked.Select(item => (item.RelativePath, item.Facts with { Identity = default })).ShouldBe(Walk().Select(item => (item.RelativePath, item.Facts with { Identity = default })));
    }

    private static string Content(FoundItem item)
    {
        using var handle = FolderAccess.Current.Open(item.Path);
        var bytes = new byte[100];
        return Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(handle, bytes, 0));
    }

    private List<FoundItem> Walk(PathFilter? filter = null, string? database = null)
        => new FolderWalk(FolderAccess.Current, filter ?? PathFilter.Everything, new ProtectedFiles(FolderAccess.Current, database)).Walk(folder.Bytes, CancellationToken.None).ToList();
}
