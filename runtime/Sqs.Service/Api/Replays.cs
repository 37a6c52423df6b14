using Microsoft.AspNetCore.Http;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Plots;
using Sqs.Runtime.Replay;
using Sqs.Runtime.Replay.Statistics;
using Sqs.Runtime.Reports;
using Sqs.Runtime.Runs;
using Sqs.Service.Json;

namespace Sqs.Service.Api;

/// <summary>Replays runs on the native engine. One at a time, and of a bounded size, so that following jobs never waits for it.</summary>
/// <param name="providers">Make targets of recorded devices.</param>
public sealed class Replays(ProviderCatalog providers) : IDisposable
{
    private const int LongestNoise = 100;
    private const int MostMaps = 20;

    // Bigger replays are for a machine of one's own.
    private const long MostShots = 20_000_000;

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Replays a run as a request asks for it, and answers with the comparison.</summary>
    /// <param name="context">The request.</param>
    /// <param name="run">The run.</param>
    /// <returns>Completes when it is answered.</returns>
    /// <exception cref="RequestRefusedException">The request makes no sense, or asks for too much.</exception>
    public async Task AnswerAsync(HttpContext context, RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        JsonBody body = await JsonBody.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        string name = body.OptionalText("noise", LongestNoise) ?? ReplayNoise.Snapshot;
        int factor = (int)(body.OptionalInteger("factor", 1, 100) ?? StatisticalReplay.UsualFactor);
        ulong seed = (ulong)(body.OptionalInteger("seed", 0, long.MaxValue) ?? 0);
        bool withMaps = body.Flag("maps");
        body.RefuseOthers();
        ReplayNoise noise = Noise(name, run);
        RunJob[] jobs = [.. run.Jobs.Where(j => j.Results.All(r => r.Probabilities is null))];
        if (jobs.Sum(j => (long)j.Settings.Shots * j.Parameters.Count) * factor > MostShots)
            throw new RequestRefusedException(StatusCodes.Status422UnprocessableEntity, $"the service replays at most {MostShots} shots; export the run and replay it with 'sqs replay'");
        await _turn.WaitAsync(context.RequestAborted).ConfigureAwait(false);
        RecordComparison[] comparisons;
        try
        {
            comparisons = await Task.Run(
                () => jobs.SelectMany(j => StatisticalReplay.Replay(j, noise.For(j), factor, seed, threads: 1, context.RequestAborted)).ToArray(), context.RequestAborted).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }

        JObject document = ReplayDocument.Describe(new ReplayVerdict(ReplayVerdict.UsualLevel, [.. comparisons]));
        document["run"] = run.Id;
        document["noise"] = name;
        if (withMaps)
            document["maps"] = new JArray(comparisons.Take(MostMaps).Select(c => new RateDifferenceMap(c.Name, c).ToSvg()));
        await Answers.OkAsync(context, document).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    // A file of the service's is no noise of a request.
    private ReplayNoise Noise(string name, RunRecord run)
    {
        var diagnostics = new DiagnosticBag();
        bool isName = name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
        ReplayNoise? noise = isName && !File.Exists(name) ? ReplayNoise.Read(name, run, providers, diagnostics) : null;
        if (noise is not null)
            return noise;
        throw diagnostics.HasErrors
            ? new DiagnosticException([.. diagnostics])
            : RequestRefusedException.Invalid("'noise' must be snapshot, ideal, or the name of a target");
    }
}
