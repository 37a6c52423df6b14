using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Targets;
using Sqs.Providers;
using Sqs.Providers.Devices;
using Sqs.Providers.Errors;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Reports;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs backends</c>: the devices of the accounts, or one of them in detail.</summary>
internal sealed class BackendsVerb : VerbCommand
{
    private readonly Argument<string?> _backend = new("BACKEND") { Description = "One backend to show in detail, for instance ibm:ibm_kingston; the name of a provider lists its devices.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _provider = new("--provider") { Description = "Only this provider." };
    private readonly Option<string> _profile = new("--profile") { Description = "Profile of the credential.", DefaultValueFactory = _ => BackendSpec.DefaultProfile };

    /// <summary>Creates the verb.</summary>
    public BackendsVerb()
        : base("backends", "Lists devices with their queues, or shows what one of them can do.", "sqs backends", "sqs backends --provider ibm", "sqs backends ibm:ibm_kingston")
    {
        Add(_backend);
        Add(_provider);
        Add(_profile);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using ProviderCatalog providers = JobStoreOptions.Providers();
        return arguments.GetValue(_backend) is { } backend && providers.Schemas.All(s => s.Provider != backend || s.Fields.IsEmpty)
            ? await ShowAsync(backend, providers, context).ConfigureAwait(false)
            : await ListAsync(arguments, providers, context).ConfigureAwait(false);
    }

    private async Task<int> ListAsync(ParseResult arguments, ProviderCatalog providers, VerbContext context)
    {
        string profile = arguments.GetRequiredValue(_profile);
        string? only = arguments.GetValue(_provider) ?? arguments.GetValue(_backend);
        int code = ExitCode.Done;
        var found = new List<BackendSummary>();
        foreach (string provider in only is null ? providers.Schemas.Select(s => s.Provider) : [providers.SchemaOf(only).Provider])
        {
            if (providers.FindCredential(provider, profile).Missing is { } missing)
            {
                // Asked for by name it is an error; else a remark on what there might be.
                if (only is not null)
                    return context.Report(missing);
                context.Remark(missing.Message);
                continue;
            }

            Outcome<IReadOnlyList<BackendSummary>> list = await providers.Provider(provider, profile).ListBackendsAsync(context.Cancellation).ConfigureAwait(false);
            if (list.Error is { } error)
            {
                context.Report(ProviderDiagnostics.Of(error, provider));
                code = ExitCode.Provider;
                continue;
            }

            found.AddRange(list.Value);
        }

        if (context.IsJson)
        {
            context.WriteJson(new JArray(found.Select(BackendDocument.Describe)));
            return code;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumns("backend", "qubits", "state", "queue", "what");
        foreach (BackendSummary backend in found)
        {
            string name = backend.Name.Length == 0 ? backend.Provider : $"{backend.Provider}:{backend.Name}";
            string queue = backend.QueueLength is { } length ? $"{length} jobs"
                : backend.QueueTime is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min") : "-";
            string qubits = backend.IsSimulator && backend.QubitCount > 1000 ? "any" : backend.QubitCount.ToString(CultureInfo.InvariantCulture);
            table.AddRow(Markup.Escape(name), qubits, backend.State.ToString(), queue, Markup.Escape($"{(backend.IsSimulator ? "simulator " : string.Empty)}{backend.Note}"));
        }

        context.OutputConsole.Write(table);
        return code;
    }

    private static async Task<int> ShowAsync(string name, ProviderCatalog providers, VerbContext context)
    {
        IBackend backend = providers.Backend(name);
        Outcome<BackendSnapshot> device = await backend.SnapshotAsync(context.Cancellation).ConfigureAwait(false);
        if (device.Error is { } error)
            throw new DiagnosticException(ProviderDiagnostics.Of(error, backend.Provider));
        Target target = backend.TargetOf(device.Value);
        JObject document = BackendDocument.Describe(device.Value, target);
        if (context.IsJson)
        {
            context.WriteJson(document);
            return ExitCode.Done;
        }

        foreach (JProperty fact in document.Properties())
        {
            string value = fact.Value switch
            {
                JArray list => string.Join(' ', list.Select(v => v.ToString())),
                JObject entries => string.Join(", ", entries.Properties().Select(p => $"{p.Name.Replace('_', ' ')} {p.Value}")),
                JValue { Type: JTokenType.Boolean } yes => (bool)yes ? "yes" : "no",
                JToken other => other.ToString(),
            };
            context.Output.WriteLine($"{fact.Name.Replace('_', ' '),-26} {value}");
        }

        return ExitCode.Done;
    }
}
