using Newtonsoft.Json.Linq;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Runtime.Runs;

namespace Sqs.Runtime.Reports;

/// <summary>The JSON documents of recorded runs.</summary>
public static class RunSummary
{
    /// <summary>A run in a list.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return new JObject
        {
            ["run"] = run.Id,
            ["created"] = run.Created,
            ["kind"] = run.Kind,
            ["title"] = run.Title,
            ["backend"] = run.Backend,
            ["software"] = run.Software,
            ["metrics"] = new JObject(run.Metrics.Select(m => new JProperty(m.Key, m.Value))),
        };
    }

    /// <summary>A run with its programs.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The document.</returns>
    public static JObject DescribeWithJobs(RunRecord run)
    {
        JObject document = Describe(run);
        document["jobs"] = new JArray(run.Jobs.Select(job => new JObject
        {
            ["name"] = job.Name,
            ["shots"] = job.Settings.Shots,
            ["seed"] = job.Settings.Seed,
            ["method"] = job.Settings.Method.ToString(),
            ["precision"] = job.Settings.Precision.ToString(),
            ["sets"] = job.Parameters.Count,
            ["device_job"] = job.Device?.Job,
            ["program"] = QasmEmitter.Emit(job.Program),
        }));
        document["devices"] = new JArray(run.DeviceJobs.Select(job => new JObject
        {
            ["job"] = job.Id,
            ["backend"] = job.Backend,
            ["host"] = job.Host,
            ["device_as_of"] = job.Device.TakenAt,
            ["remote"] = new JArray(job.Parts.Select(p => p.RemoteId).OfType<string>()),
        }));
        document["files"] = new JArray(run.Attachments.Keys);
        return document;
    }
}
