using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace LineageAot.BuildCheck.Assemblies;

/// <summary>An assembly's metadata, read from its file: nothing of it is loaded or run.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader image;
    private Dictionary<string, TypeDefinitionHandle>? types;

    private AssemblyFile(string path, PEReader image, MetadataReader metadata)
    {
        Path = path;
        this.image = image;
        Metadata = metadata;
        Name = metadata.GetString(metadata.GetAssemblyDefinition().Name);
    }

    public string Path { get; }

    /// <summary>The assembly's name.</summary>
    public string Name { get; }

    public MetadataReader Metadata { get; }

    /// <exception cref="AssemblyReadException">The file isn't there or holds no .NET assembly.</exception>
    public static AssemblyFile Open(string path)
    {
        PEReader? image = null;
        try
        {
            image = new PEReader(new MemoryStream(File.ReadAllBytes(path)));
            if (image.HasMetadata && image.GetMetadataReader() is { IsAssembly: true } metadata)
            {
                return new AssemblyFile(path, image, metadata);
            }

            image.Dispose();
            throw NoAssembly(path, null);
        }
        catch (BadImageFormatException e)
        {
            image?.Dispose();
            throw NoAssembly(path, e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new AssemblyReadException($"There is no file '{path}'. Build the project first, or check the path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AssemblyReadException($"'{path}' can't be read: {e.Message}", e);
        }
    }

    /// <summary>A type's name as metadata writes it: <c>Namespace.Outer+Inner</c>.</summary>
    public static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (!type.GetDeclaringType().IsNil)
        {
            return $"{FullName(metadata, type.GetDeclaringType())}+{name}";
        }

        return type.Namespace.IsNil ? name : $"{metadata.GetString(type.Namespace)}.{name}";
    }

    /// <summary>The type of this name, or null.</summary>
    public TypeDefinitionHandle? FindType(string fullName)
    {
        types ??= Metadata.TypeDefinitions.DistinctBy(handle => FullName(Metadata, handle)).ToDictionary(handle => FullName(Metadata, handle));
        return types.TryGetValue(fullName, out var found) ? found : null;
    }

    /// <summary>The attributes of this name on a type.</summary>
    public IEnumerable<CustomAttribute> Attributes(TypeDefinitionHandle type, string ns, string name)
        => Metadata.GetTypeDefinition(type).GetCustomAttributes().Select(Metadata.GetCustomAttribute).Where(attribute => IsOf(attribute, ns, name));

    /// <summary>The attributes of this name on a method.</summary>
    public IEnumerable<CustomAttribute> Attributes(MethodDefinition method, string ns, string name)
        => method.GetCustomAttributes().Select(Metadata.GetCustomAttribute).Where(attribute => IsOf(attribute, ns, name));

    /// <summary>All attributes of this name.</summary>
    public IEnumerable<CustomAttribute> Attributes(string ns, string name)
        => Metadata.CustomAttributes.Select(Metadata.GetCustomAttribute).Where(attribute => IsOf(attribute, ns, name));

    /// <summary>The version of an assembly that this one refers to, or null.</summary>
    public Version? VersionOfReference(string name)
    {
        foreach (var handle in Metadata.AssemblyReferences)
        {
            var reference = Metadata.GetAssemblyReference(handle);
            if (Metadata.StringComparer.Equals(reference.Name, name))
            {
                return reference.Version;
            }
        }

        return null;
    }

    public void Dispose() => image.Dispose();

    private bool IsOf(CustomAttribute attribute, string ns, string name)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference || Metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } parent)
        {
            return false;
        }

        var type = Metadata.GetTypeReference((TypeReferenceHandle)parent);
        return Metadata.StringComparer.Equals(type.Name, name) && Metadata.StringComparer.Equals(type.Namespace, ns);
    }

    private static AssemblyReadException NoAssembly(string path, Exception? inner) => new($"'{path}' isn't a .NET assembly. Name the .dll that the project's build makes.", inner);
}
