using System.Diagnostics;

namespace Sqs.Campaign.Crashes;

/// <summary>A mode of this program in a process of its own, which can be killed and started again.</summary>
/// <param name="arguments">The mode.</param>
/// <param name="log">File its output goes to.</param>
public sealed class ChildProcess(IReadOnlyList<string> arguments, string log) : IDisposable
{
    private Process? _process;

    /// <summary>Memory the process holds now, in bytes; 0 where it does not run.</summary>
    public long WorkingSet
    {
        get
        {
            _process?.Refresh();
            return _process is { HasExited: false } ? _process.WorkingSet64 : 0;
        }
    }

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan ProcessorTime => _process is { HasExited: false } ? _process.TotalProcessorTime : TimeSpan.Zero;

    public void Start()
    {
        string line = string.Join(' ', new[] { "dotnet", typeof(ChildProcess).Assembly.Location }.Concat(arguments).Select(a => $"'{a}'"));
        _process = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", $"exec {line} >> '{log}' 2>&1" } })!;
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Starts the process again where it ended by itself, which it should not.</summary>
    /// <returns>Whether it had ended.</returns>
    public bool Revive()
    {
        if (_process is { HasExited: false })
            return false;
        _process?.Dispose();
        Start();
        return true;
    }

    public void Dispose()
    {
        if (_process is null)
            return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
