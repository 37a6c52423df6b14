using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Providers.Devices;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Jobs.Sources;
using Sqs.Runtime.Jobs.Store;
using Sqs.Runtime.Models;
using Sqs.Runtime.Spikes;
using Sqs.Service.Access;
using Sqs.Service.Hosting;
using Sqs.Service.Json;
using Sqs.Simulation;

namespace Sqs.Service.Api;

/// <summary>Makes jobs of requests: read strictly, compiled for the device as it is now, costed, and confirmed where the cost is allowed.</summary>
/// <param name="jobs">The jobs.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="workers">Who does the work.</param>
/// <param name="options">How the service runs.</param>
public sealed class Submissions(JobService jobs, IJobStore store, WorkerHost workers, ServiceOptions options)
{
    private const string TokenHeader = "Idempotency-Key";
    private const int LongestName = 200;
    private const int LongestToken = 200;
    private const int MostTags = 16;
    private const int LongestTag = 86;
    private const int MostShots = 1_000_000;
    private const int HighestPriority = 10;
    private const int MostCircuits = 10_000;
    private const int MostOperations = 1_000_000;

    /// <summary>Makes a job.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The job, and whether this request made it.</returns>
    /// <exception cref="RequestRefusedException">The request makes no sense.</exception>
    /// <exception cref="DiagnosticException">The program or the backend cannot be used.</exception>
    public async Task<(JobView View, bool IsNew)> SubmitAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        CancellationToken cancellation = context.RequestAborted;
        JsonBody body = await JsonBody.ReadAsync(context.Request, cancellation).ConfigureAwait(false);
        string backend = body.Text("backend", LongestName);
        string name = body.OptionalText("name", LongestName) ?? "job";
        int shots = (int)(body.OptionalInteger("shots", 1, MostShots) ?? 1024);
        JobOptions settings = Options(body);
        var caller = Caller.Of(context);
        var owner = new JobOwner(ProjectName.Check(caller.ProjectOr(body.OptionalText("project", LongestName))), caller.Key.User)
        {
            Priority = (int)(body.OptionalInteger("priority", -HighestPriority, HighestPriority) ?? 0),
            Token = TokenOf(context, body),
        };
        var rule = new CostRule(body.OptionalAmount("maxCost"), IsConfirmed: false, CanAsk: true);
        JobSource source = Source(body, cancellation);
        body.RefuseOthers();

        if (owner.Token is not null && await store.FindByTokenAsync(owner.Project, owner.Token, cancellation).ConfigureAwait(false) is { } earlier)
            return (await AcceptAsync(await jobs.ShowAsync(earlier, cancellation).ConfigureAwait(false), rule).ConfigureAwait(false), false);
        BackendSnapshot device = await jobs.SnapshotAsync(backend, cancellation).ConfigureAwait(false);
        var diagnostics = new DiagnosticBag();
        IReadOnlyList<CircuitRequest> circuits = source.Compose(jobs.TargetOf(backend, device), shots, diagnostics, cancellation);
        Refuse(diagnostics);
        var request = new JobRequest([.. circuits]) { Name = name, Options = settings };
        JobView draft = await jobs.DraftAsync(backend, request, device, owner, cancellation).ConfigureAwait(false);
        return (await AcceptAsync(draft, rule).ConfigureAwait(false), true);
    }

    // Also the draft of an earlier request, which may have died between making and confirming it.
    private async Task<JobView> AcceptAsync(JobView draft, CostRule rule)
    {
        if (draft.State != JobState.Draft || rule.Decide(draft, out _) != CostDecision.Accept)
            return draft;
        await jobs.ConfirmAsync(draft, limit: null, CancellationToken.None).ConfigureAwait(false);
        workers.Wake();
        return await jobs.ShowAsync(draft.Job.Id, CancellationToken.None).ConfigureAwait(false);
    }

    private static JobOptions Options(JsonBody body) => new()
    {
        Seed = (ulong)(body.OptionalInteger("seed", 0, long.MaxValue) ?? 0),
        IsDryRun = body.Flag("dryRun"),
        Debiasing = body.Flag("debiasing"),
        DynamicalDecoupling = body.Flag("decoupling"),
        IsPrivate = body.Flag("private"),
        NoiseModel = body.OptionalText("noiseModel", LongestName),
        SessionId = body.OptionalText("session", LongestName),
        MaximumQpuTime = body.OptionalAmount("maxQpuSeconds") is { } seconds ? TimeSpan.FromSeconds((double)Math.Min(seconds, 1e6m)) : null,
        Tags = [.. Tags(body.OptionalList("tags"))],
    };

    private static IEnumerable<string> Tags(JArray? tags)
    {
        if (tags is null)
            return [];
        if (tags.Count > MostTags || tags.Any(t => t.Type != JTokenType.String || ((string)t!).Length is 0 or > LongestTag))
            throw RequestRefusedException.Invalid($"'tags' must be at most {MostTags} texts of 1 to {LongestTag} characters");
        return tags.Select(t => (string)t!);
    }

    private static IdempotencyToken? TokenOf(HttpContext context, JsonBody body)
    {
        string token = context.Request.Headers[TokenHeader].ToString();
        if (token.Length == 0)
            return null;
        if (token.Length > LongestToken || token.Any(c => c is < ' ' or > '~'))
            throw RequestRefusedException.Invalid($"'{TokenHeader}' must be printable ASCII of at most {LongestToken} characters");
        return new IdempotencyToken(token, Convert.ToHexStringLower(SHA256.HashData(body.Bytes.Span)));
    }

    private JobSource Source(JsonBody body, CancellationToken cancellation)
    {
        string? text = body.OptionalText("program", (int)Math.Min(int.MaxValue, options.MaximumBody));
        JObject? model = body.OptionalObject("model");
        JArray? inputs = body.OptionalList("inputs");
        JArray? spikes = body.OptionalList("spikes");
        if (text is null == model is null)
            throw RequestRefusedException.Invalid("give either 'program' or 'model'");
        if (text is null ? inputs is not null : spikes is not null)
            throw RequestRefusedException.Invalid("'inputs' belongs to a program, and 'spikes' to a model");
        return text is null ? Network(model!, spikes) : Program(text, inputs, cancellation);
    }

    private static ProgramSource Program(string text, JArray? inputs, CancellationToken cancellation)
    {
        var diagnostics = new DiagnosticBag();

        // A request brings no files, so none of the service's own may be read for it.
        (CircuitProgram? program, DiagnosticBag found) = QasmCompiler.Compile(text, "program", new QasmCompileOptions { ReadFile = _ => null, MaximumOperations = MostOperations }, cancellation);
        diagnostics.AddRange(found);
        Refuse(diagnostics);
        JToken[] rows = inputs is null ? [new JObject()] : [.. inputs];
        if (rows.Length is 0 or > MostCircuits)
            throw RequestRefusedException.Invalid($"'inputs' must have 1 to {MostCircuits} entries");
        var values = new List<double>();
        ParameterSets? bound = null;
        foreach (JToken row in rows)
        {
            bound = Runtime.Inputs.InputBinding.Bind(program!, Numbers(row), diagnostics);
            Refuse(diagnostics);
            values.AddRange(bound![0].ToArray());
        }

        return new ProgramSource(program!, new ParameterSets(rows.Length, values.Count / rows.Length, [.. values]));
    }

    private static NetworkSource Network(JObject model, JArray? spikes)
    {
        var diagnostics = new DiagnosticBag();
        NetworkGraph? graph = GraphFile.Parse(model.ToString(), "model", diagnostics);
        Refuse(diagnostics);
        int lines = graph!.Inputs.Sum(i => i.Size);
        if (spikes is null || spikes.Count != graph.Steps)
            throw RequestRefusedException.Invalid($"'spikes' must have {graph.Steps} rows, one a step");
        var tensor = new SpikeTensor(1, graph.Steps, lines);
        for (int step = 0; step < graph.Steps; step++)
        {
            if (spikes[step] is not JArray row || row.Count != lines || row.Any(t => t.Type != JTokenType.Integer || (long)t is not (0 or 1)))
                throw RequestRefusedException.Invalid($"row {step} of 'spikes' must have {lines} entries of 0 or 1");
            for (int line = 0; line < lines; line++)
                tensor.SetSpike(0, step, line, (int)(long)row[line]);
        }

        return new NetworkSource(graph, tensor);
    }

    private static Dictionary<string, double> Numbers(JToken row)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (JProperty input in (row as JObject ?? throw RequestRefusedException.Invalid("an entry of 'inputs' must be an object of names and numbers")).Properties())
        {
            if (input.Value.Type is not (JTokenType.Integer or JTokenType.Float) || !double.IsFinite((double)input.Value))
                throw RequestRefusedException.Invalid($"the input '{input.Name}' must be a number");
            values[input.Name] = (double)input.Value;
        }

        return values;
    }

    private static void Refuse(DiagnosticBag diagnostics)
    {
        if (diagnostics.HasErrors)
            throw new DiagnosticException([.. diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)]);
    }
}
