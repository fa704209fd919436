namespace LineageAot.BuildCheck.Assemblies;

/// <summary>An assembly's databases can't be read: its text says which assembly, and what to do.</summary>
internal sealed class AssemblyReadException(string message, Exception? innerException = null) : Exception(message, innerException);
