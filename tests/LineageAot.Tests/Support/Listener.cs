namespace LineageAot.Tests.Support;

/// <summary>Progress that is told on the thread that makes it, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class Listener<T>(Action<T> told) : IProgress<T>
{
    public void Report(T value) => told(value);
}
