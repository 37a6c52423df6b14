using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Cli;

/// <summary>The <c>sqs</c> command: parses the command line, runs a verb and turns every outcome into an exit code.</summary>
internal static class SqsApplication
{
    /// <summary>Runs one command line.</summary>
    /// <param name="arguments">The words behind <c>sqs</c>.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="cancellation">Cancelled by Ctrl-C.</param>
    /// <returns>0 done, 1 bad input or failed, 2 usage, 3 provider or network, 130 interrupted.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        RootCommand root = BuildRoot();
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var invocation = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

        // Help, version and completion are actions of their own; they win over errors.
        if (parsed.Action is not null && parsed.CommandResult.Command.Action != parsed.Action && parsed.Action is not System.CommandLine.Invocation.ParseErrorAction)
            return await parsed.InvokeAsync(invocation, cancellation).ConfigureAwait(false);

        VerbContext context = CreateContext(parsed, output, error, cancellation);
        if (parsed.CommandResult.Command is VerbCommand verb && parsed.Errors.Count == 0)
            return await RunVerbAsync(verb, parsed, context).ConfigureAwait(false);
        if (parsed.UnmatchedTokens.Count > 0 || parsed.CommandResult.Command is VerbCommand)
            return ReportUsage(parsed, context);

        // A bare `sqs` or a bare group of verbs: show what there is, on standard error because nothing was done.
        var help = new InvocationConfiguration { Output = error, Error = error, EnableDefaultExceptionHandler = false };
        await root.Parse([.. PathOf(parsed.CommandResult), "--help"]).InvokeAsync(help, cancellation).ConfigureAwait(false);
        return ExitCode.Usage;
    }

    private static RootCommand BuildRoot()
    {
        var root = new RootCommand("Compiles, runs, trains and replays stochastic quantum spiking neural networks.");
        root.Add(CommonOptions.Json);
        root.Add(CommonOptions.Quiet);
        root.Add(CommonOptions.NoColor);
        foreach (Command verb in VerbList.Create())
            root.Add(verb);
        foreach (Option option in root.Options)
        {
            if (option.Action is HelpAction help)
                option.Action = new HelpWithExamples(help);
        }

        return root;
    }

    private static VerbContext CreateContext(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        bool noColor = parsed.GetValue(CommonOptions.NoColor) || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        return new VerbContext(output, error, parsed.GetValue(CommonOptions.Json), parsed.GetValue(CommonOptions.Quiet), !noColor, cancellation);
    }

    private static int ReportUsage(ParseResult parsed, VerbContext context)
    {
        string command = string.Join(' ', (string[])["sqs", .. PathOf(parsed.CommandResult)]);
        foreach (string message in UsageErrors(parsed).Distinct())
            context.Report(CommandLineDiagnostics.Usage.At(SourceSpan.None, message, command));
        if (parsed.UnmatchedTokens.Count > 0
            && NameSuggestion.Nearest(parsed.UnmatchedTokens[0], parsed.CommandResult.Command.Subcommands.Select(c => c.Name)) is { } nearest)
            context.Error.WriteLine($"Did you mean '{nearest}'?");
        return ExitCode.Usage;
    }

    // A misspelt verb is also a missing verb to the parser; only the first is worth saying.
    private static IEnumerable<string> UsageErrors(ParseResult parsed) =>
        from error in parsed.Errors
        where parsed.UnmatchedTokens.Count == 0
            || error.SymbolResult is not CommandResult
            || parsed.UnmatchedTokens.Any(token => error.Message.Contains(token, StringComparison.Ordinal))
        select string.Join(' ', error.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');

    private static async Task<int> RunVerbAsync(VerbCommand verb, ParseResult parsed, VerbContext context)
    {
        try
        {
            return await verb.RunAsync(parsed, context).ConfigureAwait(false);
        }
        catch (DiagnosticException failure)
        {
            foreach (Diagnostic diagnostic in failure.Diagnostics)
                context.Report(diagnostic);
            return failure.Diagnostics.Any(d => d.Descriptor == ProviderDiagnostics.ProviderFailed) ? ExitCode.Provider : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (context.Cancellation.IsCancellationRequested)
        {
            context.Remark("interrupted");
            return ExitCode.Interrupted;
        }
        catch (FileNotFoundException missing)
        {
            return context.Report(CommandLineDiagnostics.FileNotFound.At(SourceSpan.None, missing.FileName ?? missing.Message));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return context.Report(CommandLineDiagnostics.InputOutput.At(SourceSpan.None, failure.Message.TrimEnd('.')));
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            context.Report(CommandLineDiagnostics.Internal.At(SourceSpan.None, $"{bug.GetType().Name}: {bug.Message.TrimEnd('.')}"));
            context.Error.WriteLine(bug.StackTrace);
            return ExitCode.Failed;
        }
    }

    private static Stack<string> PathOf(CommandResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
            names.Push(command.Command.Name);
        return names;
    }
}
