using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Jobs;

namespace Sqs.Compiler.Passes;

/// <summary>What a pass may ask and where it leaves what is not the program. One context serves one compilation; not thread safe.</summary>
/// <param name="target">What the program is compiled for.</param>
/// <param name="cancellation">Stops long searches.</param>
public sealed class PassContext(Target target, CancellationToken cancellation = default)
{
    private Dictionary<string, double> _statistics = [];

    /// <summary>What the program is compiled for.</summary>
    public Target Target { get; } = target;

    /// <summary>Stops long searches.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>What the passes report.</summary>
    public DiagnosticBag Diagnostics { get; } = [];

    /// <summary>Where the program's qubits were placed, once a pass has done so.</summary>
    public Placement? Placement { get; set; }

    /// <summary>The program as jobs count it, once its limits were checked.</summary>
    public JobProgram? Job { get; set; }

    /// <summary>Where the bits of the program that came in are found in the program that goes out; null while every bit kept its index.</summary>
    public BitMap? Bits { get; set; }

    /// <summary>Counts something a pass did.</summary>
    /// <param name="name">What is counted.</param>
    /// <param name="amount">How much.</param>
    public void Count(string name, double amount = 1) =>
        _statistics[name] = _statistics.GetValueOrDefault(name) + amount;

    /// <summary>Hands over what was counted since the last call.</summary>
    /// <returns>Amounts by name.</returns>
    internal IReadOnlyDictionary<string, double> TakeStatistics()
    {
        Dictionary<string, double> taken = _statistics;
        _statistics = [];
        return taken;
    }
}
