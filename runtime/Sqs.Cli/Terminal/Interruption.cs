using System.Runtime.InteropServices;

namespace Sqs.Cli.Terminal;

/// <summary>
/// Turns Ctrl-C and a polite termination signal into cancellation, so that work in progress leaves a resumable state. A second
/// signal ends the process at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Starts to listen.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        // Left to itself the runtime would end the process; the second signal may.
        context.Cancel = !_source.IsCancellationRequested;
        if (context.Cancel)
            _source.Cancel();
    }
}
