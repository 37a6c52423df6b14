using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Runtime.Learning;

namespace Sqs.Cli.Terminal;

/// <summary>Shows a training run: bars that are redrawn on a terminal, a plain line an epoch elsewhere, a JSON line an epoch for programs.</summary>
/// <param name="context">Where to write.</param>
internal sealed class TrainingDisplay(VerbContext context)
{
    private Action<TrainingProgress>? _draw;

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

                    bar.Description = Describe(at);
                    bar.Value = at.Batch;
                };
                return await work(Report).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    private void Report(TrainingProgress at)
    {
        if (_draw is not null)
        {
            _draw(at);
            return;
        }

        if (at.Batch < at.Batches)
            return;
        if (context.IsJson)
        {
            context.WriteJson(new JObject
            {
                ["epoch"] = at.Epoch,
                ["epochs"] = at.Epochs,
                ["loss"] = at.Loss,
                ["accuracy"] = at.Accuracy,
                ["spike_rate"] = at.SpikeRate,
                ["seconds"] = at.Elapsed.TotalSeconds,
            });
        }
        else
        {
            context.Remark(FormattableString.Invariant($"{Describe(at)}, {at.Elapsed.TotalSeconds:0.0} s"));
        }
    }

    private static string Describe(TrainingProgress at) => FormattableString.Invariant(
        $"epoch {at.Epoch}/{at.Epochs}  loss {at.Loss:0.000}  accuracy {at.Accuracy:0.000}  spike rate {at.SpikeRate:0.000}");
}
