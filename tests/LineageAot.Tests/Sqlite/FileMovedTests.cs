using LineageAot.Tests.Support;

namespace LineageAot.Tests.Sqlite;

public sealed class FileMovedTests : IDisposable
{
    private readonly TempFolder folder = new();

    private string Path => folder.File("a.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_renamed_replaced_or_deleted_file_is_noticed()
    {
        using var writer = Sessions.Writer(Path);
        writer.Execute("create table t (a)");
        writer.HasMoved().ShouldBeFalse();
        File.Move(Path, folder.File("b.db"));
        writer.HasMoved().ShouldBeTrue();
        File.Move(folder.File("b.db"), Path);
        writer.HasMoved().ShouldBeFalse();
        File.Move(Path, folder.File("b.db"));
        File.WriteAllBytes(Path, []);
        writer.HasMoved().ShouldBeTrue();
    }
}
