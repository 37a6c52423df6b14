namespace Sqs.Compiler.Tests.Graph;

/// <summary>A folder that exists as long as a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("sqs-test-").FullName;

    public IEnumerable<string> Files => Directory.EnumerateFiles(Root).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    public string File(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
