namespace Sqs.Cli.Templates;

/// <summary>The templates of <c>sqs new</c>, embedded files under <c>Templates/NAME/</c>.</summary>
internal static class ModelTemplates
{
    private const string Prefix = "Templates/";

    /// <summary>The names of the templates, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Resources().Select(name => name[Prefix.Length..].Split('/')[0]).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The files of a template.</summary>
    /// <param name="template">Name of the template.</param>
    /// <returns>File names and contents.</returns>
    public static IReadOnlyList<(string Name, byte[] Content)> Files(string template)
    {
        string prefix = $"{Prefix}{template}/";
        return [.. Resources().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => (name[prefix.Length..], Read(name)))];
    }

    private static IEnumerable<string> Resources() =>
        from name in typeof(ModelTemplates).Assembly.GetManifestResourceNames()
        let path = name.Replace('\\', '/')
        where path.StartsWith(Prefix, StringComparison.Ordinal) && !path.EndsWith(".cs", StringComparison.Ordinal)
        select path;

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(ModelTemplates).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
