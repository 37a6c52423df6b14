using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;

namespace Sqs.Cli.Terminal;

/// <summary>
/// What a verb writes to: results on standard output, everything else on standard error. Machine-readable output is one JSON document, or
/// one a line where a verb says so.
/// </summary>
internal sealed class VerbContext
{
    private const int MaximumSourceCharacters = 1 << 26;

    private readonly DiagnosticRenderer _renderer = new(ReadSource);

    /// <summary>Creates the context of one invocation.</summary>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isJson">Whether <c>--json</c> was given.</param>
    /// <param name="isQuiet">Whether <c>--quiet</c> was given.</param>
    /// <param name="useColor">Whether colour may be used at all.</param>
    /// <param name="cancellation">Cancelled by Ctrl-C.</param>
    public VerbContext(TextWriter output, TextWriter error, bool isJson, bool isQuiet, bool useColor, CancellationToken cancellation)
    {
        Output = output;
        Error = error;
        IsJson = isJson;
        IsQuiet = isQuiet;
        Cancellation = cancellation;
        OutputConsole = Create(output, useColor && ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected);
        ErrorConsole = Create(error, useColor && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected);
        IsLive = !isQuiet && ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected && ErrorConsole.Profile.Capabilities.Ansi;
    }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output for tables and markup.</summary>
    public IAnsiConsole OutputConsole { get; }

    /// <summary>Standard error for live progress.</summary>
    public IAnsiConsole ErrorConsole { get; }

    /// <summary>Whether results are printed for programs.</summary>
    public bool IsJson { get; }

    /// <summary>Whether progress and remarks are left out.</summary>
    public bool IsQuiet { get; }

    /// <summary>Whether progress may redraw: standard error is a terminal.</summary>
    public bool IsLive { get; }

    /// <summary>Whether a question can be asked: standard input and standard error are a terminal.</summary>
    public bool CanAsk => ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected && !Console.IsInputRedirected;

    /// <summary>Cancelled by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Prints a remark on standard error, unless quiet.</summary>
    /// <param name="text">One line.</param>
    public void Remark(string text)
    {
        if (!IsQuiet)
            Error.WriteLine(text);
    }

    /// <summary>Prints diagnostics on standard error, in source order.</summary>
    /// <param name="diagnostics">What to print.</param>
    /// <returns>The exit code they ask for.</returns>
    public int Report(DiagnosticBag diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics.InSourceOrder())
            Report(diagnostic);
        return diagnostics.HasErrors ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Prints a diagnostic on standard error, with its source line where there is one.</summary>
    /// <param name="diagnostic">What to print.</param>
    /// <returns>The exit code it asks for.</returns>
    public int Report(Diagnostic diagnostic)
    {
        Error.WriteLine(_renderer.Render(diagnostic));
        return diagnostic.IsError ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Writes a JSON document on one line of standard output.</summary>
    /// <param name="document">The document.</param>
    public void WriteJson(JToken document) => Output.WriteLine(document.ToString(Formatting.None));

    private static string? ReadSource(string file)
    {
        try
        {
            return File.Exists(file) ? BoundedText.Read(file, MaximumSourceCharacters) : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The diagnostic is worth printing without its source line.
            return null;
        }
    }

    private static IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });

        // Off a terminal a table must not be folded to a guessed width.
        if (!isTerminal)
            console.Profile.Width = 240;
        return console;
    }
}
