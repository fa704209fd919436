namespace LineageAot.Cli.Texts;

/// <summary>What a file's name tells of its content.</summary>
internal static class FileTypes
{
    public const string UnknownBinary = "application/octet-stream";

    /// <summary>The media type and the way to take text.</summary>
    public static (string? MimeType, TextKind Kind) Of(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        Span<char> lower = stackalloc char[16];
        if (extension.Length is < 2 or > 16)
        {
            return (null, TextKind.Unknown);
        }

        lower = lower[..extension[1..].ToLowerInvariant(lower)];
        return lower switch
        {
            "txt" or "text" or "log" or "rst" or "adoc" or "asciidoc" or "tex" or "srt" or "vtt" or "po" or "pot" or "nfo" => ("text/plain", TextKind.Plain),
            "md" or "markdown" or "mkd" or "mdx" => ("text/markdown", TextKind.Markdown),
            "html" or "htm" or "xhtml" or "shtml" => ("text/html", TextKind.Html),
            "csv" => ("text/csv", TextKind.Plain),
            "tsv" => ("text/tab-separated-values", TextKind.Plain),
            "json" or "jsonl" or "ndjson" or "geojson" or "ipynb" => ("application/json", TextKind.Source),
            "xml" or "xsd" or "xsl" or "xslt" or "svg" or "resx" or "xaml" or "csproj" or "props" or "targets" or "nuspec" or "wsdl" => ("text/xml", TextKind.Source),
            "yaml" or "yml" => ("application/yaml", TextKind.Source),
            "toml" => ("application/toml", TextKind.Source),
            "css" or "scss" or "less" => ("text/css", TextKind.Source),
            "js" or "mjs" or "cjs" or "jsx" => ("text/javascript", TextKind.Source),
            "c" or "h" or "cc" or "cpp" or "cxx" or "hpp" or "hh" or "hxx" or "inc" or "m" or "mm" or "ino" => ("text/x-c", TextKind.Source),
            "cs" or "csx" or "vb" or "fs" or "fsi" or "fsx" or "razor" or "cshtml" or "sln" or "slnx" => ("text/x-dotnet", TextKind.Source),
            "py" or "pyi" or "pyx" or "pxd" => ("text/x-python", TextKind.Source),
            "java" or "kt" or "kts" or "scala" or "groovy" or "gradle" or "clj" or "cljs" => ("text/x-java", TextKind.Source),
            "ts" or "tsx" or "mts" or "cts" or "vue" or "svelte" or "dart" => ("text/x-typescript", TextKind.Source),
            "go" or "rs" or "swift" or "zig" or "nim" or "d" or "v" or "hs" or "ml" or "mli" or "erl" or "ex" or "exs" or "lua" or "rb" or "pl" or "pm" or "php"
                or "r" or "jl" or "pas" or "f" or "f90" or "asm" or "s" or "lisp" or "el" or "scm" or "tcl" or "awk" or "sed" or "proto" or "graphql" or "sql" or "tf"
                or "cmake" or "mk" or "am" or "ac" or "m4" or "in" or "diff" or "patch" => ("text/x-source", TextKind.Source),
            "sh" or "bash" or "zsh" or "fish" or "ps1" or "psm1" or "bat" or "cmd" => ("text/x-script", TextKind.Source),
            "ini" or "cfg" or "conf" or "config" or "properties" or "env" or "editorconfig" or "gitignore" or "gitattributes" or "desktop" or "service" => ("text/x-config", TextKind.Source),
            "png" => ("image/png", TextKind.None),
            "jpg" or "jpeg" => ("image/jpeg", TextKind.None),
            "gif" or "webp" or "bmp" or "tif" or "tiff" or "ico" or "heic" or "avif" or "psd" or "xcf" => ("image/*", TextKind.None),
            "mp3" or "wav" or "flac" or "ogg" or "m4a" or "opus" or "aac" => ("audio/*", TextKind.None),
            "mp4" or "mkv" or "avi" or "mov" or "webm" or "wmv" => ("video/*", TextKind.None),
            "ttf" or "otf" or "woff" or "woff2" or "eot" => ("font/*", TextKind.None),
            "pdf" => ("application/pdf", TextKind.None),
            "doc" or "xls" or "ppt" => ("application/msword", TextKind.None),
            "docx" or "xlsx" or "pptx" or "odt" or "ods" or "odp" or "epub" => ("application/vnd.openxmlformats", TextKind.None),
            "zip" or "jar" or "nupkg" or "whl" or "apk" or "war" => ("application/zip", TextKind.None),
            "gz" or "tgz" => ("application/gzip", TextKind.None),
            "bz2" or "xz" or "zst" or "7z" or "rar" or "tar" or "lz4" or "br" or "deb" or "rpm" => ("application/x-archive", TextKind.None),
            "exe" or "dll" or "so" or "dylib" or "a" or "o" or "obj" or "lib" or "pdb" or "class" or "pyc" or "pyo" or "wasm" or "node" or "bin" => (UnknownBinary, TextKind.None),
            "db" or "sqlite" or "sqlite3" or "mdb" => ("application/vnd.sqlite3", TextKind.None),
            _ => (null, TextKind.Unknown),
        };
    }
}
