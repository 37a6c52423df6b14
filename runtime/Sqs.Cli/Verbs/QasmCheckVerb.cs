using System.CommandLine;
using Newtonsoft.Json;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs qasm check</c>: says what is wrong with OpenQASM programs.</summary>
internal sealed class QasmCheckVerb : VerbCommand
{
    private readonly Argument<string[]> _files = new("FILE") { Description = "Programs; @LIST reads their names from a file.", Arity = ArgumentArity.OneOrMore };

    /// <summary>Creates the verb.</summary>
    public QasmCheckVerb()
        : base("check", "Says what is wrong with OpenQASM programs.", "sqs qasm check bell.qasm teleport.qasm", "sqs qasm check @list.txt --json") => Add(_files);

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        bool isGood = true;
        using JsonTextWriter? json = context.IsJson ? new JsonTextWriter(context.Output) { CloseOutput = false } : null;
        json?.WriteStartArray();
        foreach (string file in FileList.Expand(arguments.GetRequiredValue(_files)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            DiagnosticBag diagnostics = ProgramFile.Check(file, context.Cancellation);
            isGood &= !diagnostics.HasErrors;
            if (json is not null)
            {
                DiagnosticDocument.Describe(file, diagnostics).WriteTo(json);
                continue;
            }

            context.Report(diagnostics);
            if (!diagnostics.HasErrors)
                context.Output.WriteLine($"{file}: ok");
        }

        json?.WriteEndArray();
        if (json is not null)
            context.Output.WriteLine();
        return Task.FromResult(isGood ? ExitCode.Done : ExitCode.Failed);
    }
}
