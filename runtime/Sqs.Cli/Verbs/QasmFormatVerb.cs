using System.CommandLine;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs qasm fmt</c>: formats OpenQASM programs.</summary>
internal sealed class QasmFormatVerb : VerbCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Programs; @LIST reads their names from a file.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _write = new("--write", "-w") { Description = "Replace the files instead of printing them." };
    private readonly Option<bool> _check = new("--check") { Description = "Change nothing; exit code 1 when a file is not formatted." };

    /// <summary>Creates the verb.</summary>
    public QasmFormatVerb()
        : base("fmt", "Formats OpenQASM programs; comments stay.", "sqs qasm fmt bell.qasm", "sqs qasm fmt --write *.qasm")
    {
        Add(_files);
        Add(_write);
        Add(_check);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        int code = ExitCode.Done;
        foreach (string file in FileList.Expand(arguments.GetRequiredValue(_files)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            code = Math.Max(code, Format(file, arguments, context));
        }

        return Task.FromResult(code);
    }

    private int Format(string file, ParseResult arguments, VerbContext context)
    {
        if (!File.Exists(file))
            return context.Report(CommandLineDiagnostics.FileNotFound.At(SourceSpan.None, file));
        string text = File.ReadAllText(file);
        (string? formatted, DiagnosticBag diagnostics) = QasmFormatter.Format(text, file, context.Cancellation);
        if (formatted is null)
            return context.Report(diagnostics);
        if (arguments.GetValue(_check))
        {
            if (formatted == text)
                return ExitCode.Done;
            context.Output.WriteLine($"{file}: not formatted");
            return ExitCode.Failed;
        }

        if (!arguments.GetValue(_write))
            context.Output.Write(formatted);
        else if (formatted != text)
            TextFile.Write(file, formatted);
        return ExitCode.Done;
    }
}
