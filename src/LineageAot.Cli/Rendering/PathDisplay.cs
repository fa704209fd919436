namespace LineageAot.Cli.Rendering;

/// <summary>How a source's URI is shown: without its connector's key.</summary>
internal static class PathDisplay
{
    public static string Of(string uri)
    {
        var slash = uri.IndexOf('/');
        return slash == 32 ? uri[(slash + 1)..] : uri;
    }
}
