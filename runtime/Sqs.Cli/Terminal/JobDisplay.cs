using System.Diagnostics;
using Sqs.Providers.Devices;
using Sqs.Providers.Jobs;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Terminal;

/// <summary>
/// Shows a job while it is followed: one line that is redrawn on a terminal, a plain line a change elsewhere. While the job queues, the
/// backend's queue is shown with the time it was told at; a hint, never a promise.
/// </summary>
internal sealed class JobDisplay : IProgress<JobView>, IAsyncDisposable
{
    private static readonly TimeSpan RedrawEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan QueueEvery = TimeSpan.FromSeconds(30);

    private readonly VerbContext _context;
    private readonly JobService _service;
    private readonly Lock _gate = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _refresh;
    private JobView? _view;
    private BackendSummary? _queue;
    private string _printed = string.Empty;

    /// <summary>Starts to show.</summary>
    /// <param name="context">Where to write.</param>
    /// <param name="service">Asked for the queue.</param>
    public JobDisplay(VerbContext context, JobService service)
    {
        _context = context;
        _service = service;
        _refresh = context.IsQuiet ? Task.CompletedTask : RefreshAsync(_stop.Token);
    }

    /// <inheritdoc/>
    public void Report(JobView value)
    {
        if (_context.IsQuiet)
            return;
        lock (_gate)
        {
            _view = value;
            Draw();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _refresh.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        if (_context.IsLive && _printed.Length > 0)
            _context.Error.Write("\r\u001b[K");
    }

    /// <summary>What a job is doing, on one line.</summary>
    /// <param name="view">The job.</param>
    /// <returns>State, parts, the vendor's words and the reason.</returns>
    public static string Describe(JobView view)
    {
        string text = view.State.ToString();
        if (view.Parts.Count > 1)
            text += $", {view.Parts.Count(p => p.State.IsTerminal())} of {view.Parts.Count} parts ended";
        JobPart? current = view.Parts.Where(p => !p.State.IsTerminal()).MinBy(p => p.State);
        if (current?.VendorStatus is { } vendor && !string.Equals(vendor, current.State.ToString(), StringComparison.OrdinalIgnoreCase))
            text += $", the vendor says {vendor}";
        return current?.Reason is { } reason ? $"{text}: {reason}" : text;
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        TimeSpan nextQueue = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            JobView? view = _view;
            if (view?.State == JobState.Submitted && _clock.Elapsed >= nextQueue)
            {
                nextQueue = _clock.Elapsed + QueueEvery;
                BackendSummary? queue = await _service.QueueAsync(view.Job.Backend, cancellationToken).ConfigureAwait(false);
                lock (_gate)
                    _queue = queue;
            }

            lock (_gate)
                Draw();
            await Task.Delay(RedrawEvery, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Draw()
    {
        if (_view is null)
            return;
        string text = Describe(_view) + Queue(_view);
        if (_context.IsLive)
        {
            string line = FormattableString.Invariant($"{_view.Job.Id[..12]}  {text}  {_clock.Elapsed:hh\\:mm\\:ss}");
            int width = Math.Max(20, _context.ErrorConsole.Profile.Width - 1);
            _context.Error.Write($"\r\u001b[K{(line.Length > width ? line[..width] : line)}");
            _printed = line;
        }
        else if (text != _printed)
        {
            _printed = text;
            _context.Error.WriteLine($"{_view.Job.Id[..12]}  {text}");
        }
    }

    private string Queue(JobView view)
    {
        if (view.State != JobState.Submitted)
            return string.Empty;
        string text = string.Empty;
        if (view.Parts.Select(p => p.PredictedStart).Max() is { } start)
            text += FormattableString.Invariant($", may start {start.ToLocalTime():HH:mm}");
        if (_queue?.QueueLength is { } length)
            text += FormattableString.Invariant($", {length} in the queue at {_queue.AsOf.ToLocalTime():HH:mm:ss}");
        else if (_queue?.QueueTime is { } time)
            text += FormattableString.Invariant($", queue {time.TotalSeconds:0} s at {_queue.AsOf.ToLocalTime():HH:mm:ss}");
        return text;
    }
}
