using System.Text;
using Sqs.Compiler.Files;

namespace Sqs.Cli.Terminal;

/// <summary>Writes text files whole or not at all.</summary>
internal static class TextFile
{
    /// <summary>Replaces a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its new content, written as UTF-8.</param>
    public static void Write(string path, string text) => AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
