using Newtonsoft.Json.Linq;
using Sqs.Providers.Costs;
using Sqs.Providers.Errors;
using Sqs.Providers.Results;
using Sqs.Runtime.Jobs;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON form of jobs and of their results. Keys are stable; amounts are numbers with their unit.</summary>
public static class JobDocument
{
    /// <summary>Describes a job as it stands.</summary>
    /// <param name="view">The job.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(JobView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new JObject
        {
            ["job"] = view.Job.Id,
            ["name"] = view.Job.Name,
            ["backend"] = view.Job.Backend,
            ["project"] = view.Job.Project,
            ["user"] = view.Job.User,
            ["priority"] = view.Job.Priority,
            ["host"] = view.Job.Host,
            ["state"] = view.State.ToString(),
            ["created"] = view.Job.CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["circuits"] = view.Job.Circuits,
            ["open_circuits"] = new JArray(view.OpenCircuits),
            ["estimated"] = Amounts(view.Estimated),
            ["charged"] = Amounts(view.Charged),
            ["dry_run"] = view.Job.IsDryRun,
            ["provider_estimate"] = Amounts(view.ProviderEstimates),
            ["qpu_seconds"] = view.QpuSeconds,
            ["usage_final"] = view.IsUsageFinal,
            ["errors"] = new JArray(view.Errors.Select(Describe)),
            ["notes"] = new JArray(view.Notes),
        };
    }

    /// <summary>Describes a job with its parts and what happened to them.</summary>
    /// <param name="view">The job.</param>
    /// <param name="events">What happened, oldest first.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(JobView view, IReadOnlyList<JobEvent> events)
    {
        JObject document = Describe(view);
        document["parts"] = new JArray(view.Parts.Select(Describe));
        document["events"] = new JArray(events.Select(e => new JObject
        {
            ["at"] = e.At.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["part"] = e.Part,
            ["text"] = e.Text,
        }));
        return document;
    }

    /// <summary>Adds results: those of a single circuit as in a run's document, those of several as a list.</summary>
    /// <param name="view">The job.</param>
    /// <param name="result">Its results.</param>
    /// <param name="withMemory">Whether every shot is listed.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(JobView view, JobResult result, bool withMemory)
    {
        ArgumentNullException.ThrowIfNull(result);
        JObject document = Describe(view);
        if (result.Circuits.Count == 1)
            document.Merge(Describe(result.Circuits[0], withMemory));
        else
            document["results"] = new JArray(result.Circuits.Select(c => Describe(c, withMemory)));
        return document;
    }

    /// <summary>Describes an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(ProviderError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return new JObject
        {
            ["kind"] = error.Kind.ToString(),
            ["code"] = error.Code,
            ["message"] = error.Message,
            ["remedy"] = error.Remedy,
            ["trace"] = error.TraceId,
        };
    }

    private static JObject Describe(JobPart part) => new()
    {
        ["part"] = part.Index,
        ["state"] = part.State.ToString(),
        ["reason"] = part.Reason,
        ["remote"] = part.RemoteId,
        ["vendor_status"] = part.VendorStatus,
        ["status_since"] = part.StatusSince?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["duplicates"] = new JArray(part.Duplicates),
        ["circuits"] = new JArray(part.Circuits),
        ["attempts"] = part.Attempts,
        ["error"] = part.Error is null ? null : Describe(part.Error),
        ["repeated_by"] = part.RepeatedBy,
    };

    private static JObject Describe(CircuitResult circuit, bool withMemory)
    {
        var document = new JObject { ["circuit"] = circuit.Index };
        if (circuit.Records is not { } records)
        {
            document["error"] = circuit.Error is null ? null : Describe(circuit.Error);
            return document;
        }

        document["shots"] = records.Shots;
        document["registers"] = RunDocument.Registers(records.Registers);
        document["counts"] = RunDocument.Counts(records.Counts());
        if (withMemory)
            document["memory"] = RunDocument.Memory(records);
        if (circuit.DiscardedShots > 0)
            document["discarded_shots"] = circuit.DiscardedShots;
        if (!circuit.UnreportedRegisters.IsEmpty)
            document["unreported_registers"] = new JArray(circuit.UnreportedRegisters);
        if (circuit.IsSampled)
            document["sampled_with_seed"] = circuit.Seed;
        return document;
    }

    private static JArray Amounts(IEnumerable<Money> amounts) => new(amounts.Select(m => new JObject { ["amount"] = m.Amount, ["unit"] = m.Unit }));
}
