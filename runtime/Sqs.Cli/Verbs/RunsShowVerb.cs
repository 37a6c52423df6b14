using System.CommandLine;
using System.Globalization;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs runs show</c>: one recorded run.</summary>
internal sealed class RunsShowVerb : VerbCommand
{
    private readonly Argument<string> _id = new("ID") { Description = "The run, the beginning of its identifier, or 'last'." };
    private readonly Option<bool> _programs = new("--programs") { Description = "Print the programs too." };
    private readonly RunStoreOptions _store = new();

    /// <summary>Creates the verb.</summary>
    public RunsShowVerb()
        : base("show", "Shows a recorded run.", "sqs runs show last", "sqs runs show 20261121-031502 --programs")
    {
        Add(_id);
        Add(_programs);
        _store.AddReadingTo(this);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        RunRecord? run = RunLookup.Open(_store.Open(arguments), arguments.GetRequiredValue(_id), diagnostics);
        if (run is null)
            return Task.FromResult(context.Report(diagnostics));
        if (context.IsJson)
            context.WriteJson(RunSummary.DescribeWithJobs(run));
        else
            WriteText(run, arguments.GetValue(_programs), context);
        return Task.FromResult(ExitCode.Done);
    }

    private static void WriteText(RunRecord run, bool withPrograms, VerbContext context)
    {
        TextWriter output = context.Output;
        output.WriteLine($"run       {run.Id}");
        output.WriteLine($"created   {run.Created.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)}");
        output.WriteLine($"what      {run.Title} ({run.Kind})");
        output.WriteLine($"backend   {run.Backend}");
        output.WriteLine($"software  {run.Software}");
        foreach ((string name, double value) in run.Metrics)
            output.WriteLine(FormattableString.Invariant($"{name,-9} {value:G6}"));
        foreach (RunJob job in run.Jobs)
        {
            output.WriteLine(FormattableString.Invariant(
                $"job       {job.Name}: {job.Program.QubitCount} qubits, {job.Program.BitCount} bits, {job.Parameters.Count} parameter sets, {job.Settings.Shots} shots, seed {job.Settings.Seed}, {job.Settings.Method}"));
            if (withPrograms)
                output.Write(QasmEmitter.Emit(job.Program));
        }

        foreach (DeviceJob job in run.DeviceJobs)
            output.WriteLine($"device    {job.Backend} at {job.Host}, job {job.Id}, there {string.Join(", ", job.Parts.Select(p => p.RemoteId).OfType<string>())}");
        foreach (string name in run.Attachments.Keys)
            output.WriteLine($"file      {name}");
    }
}
