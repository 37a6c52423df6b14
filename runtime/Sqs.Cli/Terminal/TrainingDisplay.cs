using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Providers.Costs;
using Sqs.Runtime.Execution.Devices;
using Sqs.Runtime.Jobs;
using Sqs.Runtime.Learning;

namespace Sqs.Cli.Terminal;

/// <summary>Shows a training run: bars that are redrawn on a terminal, a plain line an epoch elsewhere, a JSON line an epoch for programs.</summary>
/// <param name="context">Where to write.</param>
internal sealed class TrainingDisplay(VerbContext context) : IProgress<JobView>
{
    private Action<TrainingProgress>? _draw;
    private TrainingProgress? _at;
    private string _job = string.Empty;
    private int _jobsBefore;
    private decimal _costBefore;

    /// <summary>What a device was used for, where the run is on one.</summary>
    public DeviceUsage? Usage { get; set; }

    /// <summary>Runs work and shows its progress.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work; calls back after every batch.</param>
    /// <returns>What the work gave.</returns>
    public async Task<T> ShowAsync<T>(Func<Action<TrainingProgress>, Task<T>> work)
    {
        if (!context.IsLive || context.IsJson)
            return await work(Report).ConfigureAwait(false);
        return await context.ErrorConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async progress =>
            {
                ProgressTask? bar = null;
                int epoch = 0;
                _draw = at =>
                {
                    if (bar is null || at.Epoch != epoch)
                    {
                        bar?.StopTask();
                        bar = progress.AddTask(string.Empty, maxValue: at.Batches);
                        epoch = at.Epoch;
                    }

                    bar.Description = Markup.Escape(Describe(at) + _job);
                    bar.Value = at.Batch;
                };
                return await work(Report).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    /// <summary>Shows the job at work, on a terminal.</summary>
    /// <param name="value">The job.</param>
    public void Report(JobView value)
    {
        _job = $"  {value.Job.Name} {JobDisplay.Describe(value)}";
        if (_at is { } at)
            _draw?.Invoke(at);
    }

    /// <summary>Says what the device was used for, all sittings of the run together.</summary>
    public void WriteUsage()
    {
        if (Usage is not { Jobs: > 0 } usage || context.IsJson)
            return;
        string settled = usage.Unsettled == 0 ? string.Empty : $"; {usage.Unsettled} jobs not settled yet, 'sqs jobs' lists them";
        context.Output.WriteLine(FormattableString.Invariant(
            $"{usage.Jobs} jobs of {usage.Circuits} circuits, estimated {string.Join(" and ", usage.Estimated)}; settled {usage.QpuSeconds:0.###} s of processor time{settled}"));
    }

    /// <summary>The JSON form of what a device was used for.</summary>
    /// <param name="usage">The usage.</param>
    /// <returns>The document.</returns>
    public static JObject Describe(DeviceUsage usage) => new()
    {
        ["jobs"] = usage.Jobs,
        ["circuits"] = usage.Circuits,
        ["estimated"] = new JArray(usage.Estimated.Select(m => new JObject { ["amount"] = m.Amount, ["unit"] = m.Unit })),
        ["qpu_seconds"] = usage.QpuSeconds,
        ["unsettled_jobs"] = usage.Unsettled,
        ["job_ids"] = new JArray(usage.JobIds),
    };

    private void Report(TrainingProgress at)
    {
        _at = at;
        if (_draw is not null)
        {
            _draw(at);
            return;
        }

        if (at.Batch < at.Batches)
            return;
        if (context.IsJson)
        {
            var line = new JObject
            {
                ["epoch"] = at.Epoch,
                ["epochs"] = at.Epochs,
                ["loss"] = at.Loss,
                ["accuracy"] = at.Accuracy,
                ["spike_rate"] = at.SpikeRate,
                ["seconds"] = at.Elapsed.TotalSeconds,
            };
            if (Usage is not null)
            {
                (int jobs, Money? cost) = EpochUsage();
                line["jobs"] = jobs;
                line["estimated"] = cost is { } money ? new JObject { ["amount"] = money.Amount, ["unit"] = money.Unit } : null;
            }

            context.WriteJson(line);
        }
        else
        {
            (int jobs, Money? cost) = EpochUsage();
            string device = Usage is null ? string.Empty : $", {jobs} jobs, {cost} estimated";
            context.Remark(FormattableString.Invariant($"{Describe(at)}, {at.Elapsed.TotalSeconds:0.0} s{device}"));
        }
    }

    // Usage since the last epoch ended.
    private (int Jobs, Money? Cost) EpochUsage()
    {
        if (Usage is null)
            return (0, null);
        Money? total = Usage.Estimated is [var money, ..] ? money : null;
        (int, Money?) used = (Usage.Jobs - _jobsBefore, total is { } all ? all with { Amount = all.Amount - _costBefore } : null);
        (_jobsBefore, _costBefore) = (Usage.Jobs, total?.Amount ?? 0);
        return used;
    }

    private static string Describe(TrainingProgress at) => FormattableString.Invariant(
        $"epoch {at.Epoch}/{at.Epochs}  loss {at.Loss:0.000}  accuracy {at.Accuracy:0.000}  spike rate {at.SpikeRate:0.000}");
}
