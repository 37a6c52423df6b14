using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Emulation.Faults;
using Sqs.Providers.Emulation.Hosting;
using Sqs.Providers.Emulation.Ibm;
using Sqs.Providers.Emulation.IonQ;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs emulate</c>: a local server that speaks a vendor's REST API, to rehearse a hardware run for nothing.</summary>
internal sealed class EmulateVerb : VerbCommand
{
    private const string Ibm = "ibm";
    private const string IonQ = "ionq";

    private static readonly EmulatorOptions Defaults = new();

    private readonly Argument<string> _vendor = new("VENDOR") { Description = $"{Ibm} or {IonQ}." };
    private readonly Option<int> _port = new("--port") { Description = "Port on the loopback address; 0 for a free one." };
    private readonly Option<string?> _faults = new("--faults") { Description = $"What goes wrong, NAME=RATE,...,seed=N; names {string.Join(", ", FaultPlan.KnownNames)}." };
    private readonly Option<string?> _state = new("--state") { Description = "Folder that keeps the jobs over restarts." };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the runs." };
    private readonly Option<bool> _ideal = new("--ideal") { Description = "Devices without the noise of their calibration." };
    private readonly Option<double> _queue = new("--queue") { Description = "Seconds a job queues.", DefaultValueFactory = _ => Defaults.QueueTime.TotalSeconds };
    private readonly Option<double> _run = new("--run") { Description = "Seconds a job runs.", DefaultValueFactory = _ => Defaults.RunTime.TotalSeconds };
    private readonly Option<double> _settle = new("--settle") { Description = "Seconds until the usage of a job is settled.", DefaultValueFactory = _ => Defaults.SettleTime.TotalSeconds };
    private readonly Option<int> _submits = new("--submits-per-minute") { Description = "Submits admitted a minute; 0 for no limit.", DefaultValueFactory = _ => Defaults.SubmitsPerMinute };

    /// <summary>Creates the verb.</summary>
    public EmulateVerb()
        : base(
            "emulate",
            "Runs a local server that speaks a vendor's REST API, strict about what it accepts; Ctrl-C ends it.",
            "sqs emulate ibm --port 8801 --state emulator",
            "sqs emulate ionq --faults 429=0.1,5xx-after=0.05,seed=7")
    {
        _vendor.AcceptOnlyFromAmong(Ibm, IonQ);
        Add(_vendor);
        foreach (Option<double> seconds in (Option<double>[])[_queue, _run, _settle])
            seconds.RequireFiniteAtLeastZero();
        _port.RequireBetween(0, 65535);
        _submits.RequireBetween(0, int.MaxValue);
        foreach (Option option in (Option[])[_port, _faults, _state, _seed, _ideal, _queue, _run, _settle, _submits])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        FaultPlan? faults = FaultPlan.None;
        if (arguments.GetValue(_faults) is { } text && !FaultPlan.TryParse(text, out faults, out string? problem))
        {
            context.Report(CommandLineDiagnostics.BadOption.At(SourceSpan.None, "--faults", problem));
            return ExitCode.Usage;
        }

        string vendor = arguments.GetRequiredValue(_vendor);
        var options = new EmulatorOptions
        {
            Port = arguments.GetValue(_port),
            StateFile = StateFile(arguments, vendor),
            IsNoisy = !arguments.GetValue(_ideal),
            Seed = arguments.GetValue(_seed),
            Faults = faults,
            QueueTime = TimeSpan.FromSeconds(arguments.GetValue(_queue)),
            RunTime = TimeSpan.FromSeconds(arguments.GetValue(_run)),
            SettleTime = TimeSpan.FromSeconds(arguments.GetValue(_settle)),
            SubmitsPerMinute = arguments.GetValue(_submits),
        };
        Emulator emulator = vendor == Ibm ? new IbmEmulator(options) : new IonQEmulator(options);
        await using (emulator.ConfigureAwait(false))
        {
            await emulator.StartAsync(context.Cancellation).ConfigureAwait(false);
            Announce(emulator, vendor, context);
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.Cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The way it is meant to end.
                context.Remark("stopped");
            }
        }

        return ExitCode.Done;
    }

    private string? StateFile(ParseResult arguments, string vendor)
    {
        if (arguments.GetValue(_state) is not { } folder)
            return null;
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"{vendor}.jsonl");
    }

    private static void Announce(Emulator emulator, string vendor, VerbContext context)
    {
        if (context.IsJson)
        {
            context.WriteJson(new JObject
            {
                ["address"] = emulator.Address.ToString(),
                ["environment"] = new JObject(emulator.ClientVariables.Select(v => new JProperty(v.Name, v.Value))),
            });
        }
        else
        {
            foreach ((string name, string value) in emulator.ClientVariables)
                context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"export {name}='{value}'"));
        }

        context.Output.Flush();
        context.Remark($"the {vendor} emulator listens at {emulator.Address}; set these variables where you run sqs, Ctrl-C ends it");
    }
}
